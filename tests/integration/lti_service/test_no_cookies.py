"""Browsers that bring no cookie back: the launch is held until they prove that they began it."""

from __future__ import annotations

from typing import Any

from demo.platform.tokens import sign
from lti_service.models import Attempt, LaunchSession
from lti_service.secret import fingerprint
from tests.integration.lti_service.site import (
    Begun,
    Site,
    config_of,
    form_of,
    launch,
    page_data,
)


def start(
    site: Site, client: Any, target: str = "/launch/kind"
) -> tuple[Begun, dict[str, Any]]:
    """A login with platform storage; the second part is what its page gives the script."""
    from urllib.parse import parse_qs, urlsplit

    values = {
        "iss": site.config.issuer,
        "client_id": site.config.client_id,
        "login_hint": site.learner(),
        "target_link_uri": site.tool + target,
        "lti_storage_target": "_parent",
    }
    page = page_data(client.post("/login", data=values).text)
    query = parse_qs(urlsplit(page["next"]).query)
    return Begun(client, site, query["state"][0], query["nonce"][0]), page


def held(site: Site) -> tuple[Begun, dict[str, Any], str]:
    client = site.app.test_client(use_cookies=False)
    begun, page = start(site, client)
    return begun, page, begun.post(sign(site.parts.store, begun.claims())).text


def test_nothing_is_opened_while_the_launch_is_held(own_site: Site) -> None:
    _, _, text = held(own_site)
    with own_site.wiring.database.reading() as session:
        assert (
            session.query(Attempt).count(),
            session.query(LaunchSession).count(),
        ) == (0, 0)
    assert ("olw-config" in text, "Open in a new window" in text) == (False, True)


def test_the_stored_secret_opens_it_once(own_site: Site) -> None:
    begun, page, text = held(own_site)
    origin = own_site.platform
    expected = {
        "target": "_parent",
        "origin": origin,
        "key": "olw-login-" + fingerprint(begun.state)[:16],
    }
    assert (page["storage"], page_data(text)["storage"]) == (expected, expected)
    proof = {"state": begun.state, "browser": page["value"]}
    opened = begun.client.post("/launch/held", data=proof)
    assert config_of(opened.text)["view"]["module"] == "kind"
    again = begun.client.post("/launch/held", data=proof)
    assert (again.status_code, "state-used" in again.text) == (403, True)


def test_another_secret_does_not(own_site: Site) -> None:
    begun, page, _ = held(own_site)
    for value in ("", "x" * 43, page["value"][:-1]):
        told = begun.client.post(
            "/launch/held", data={"state": begun.state, "browser": value}
        )
        assert (told.status_code, "browser-differs" in told.text) == (403, True)
    with own_site.wiring.database.reading() as session:
        assert session.query(LaunchSession).count() == 0


def test_a_launch_that_never_came_cannot_be_proved(own_site: Site) -> None:
    begun, page = start(own_site, own_site.app.test_client(use_cookies=False))
    told = begun.client.post(
        "/launch/held", data={"state": begun.state, "browser": page["value"]}
    )
    assert (told.status_code, "state-unknown" in told.text) == (403, True)


def test_the_secret_is_not_in_the_page_that_holds_the_launch(own_site: Site) -> None:
    _, page, text = held(own_site)
    assert page["value"] not in text


def test_a_new_window_begins_the_login_again(own_site: Site) -> None:
    begun, _, text = held(own_site)
    action, fields = form_of(text)
    window = own_site.app.test_client()
    answer = window.post(action, data=fields)
    assert answer.headers["location"].startswith(own_site.platform + "/auth?")
    assert f"login_hint={own_site.learner()}" in answer.headers["location"]
    assert begun.state not in answer.headers["location"]
    unknown = window.post(action, data={"state": "x"})
    assert (unknown.status_code, "state-unknown" in unknown.text) == (403, True)


def test_the_cookie_is_partitioned_secure_and_bound_to_the_host(own_site: Site) -> None:
    client = own_site.app.test_client()
    values = {
        "iss": own_site.config.issuer,
        "login_hint": "u100",
        "target_link_uri": own_site.tool + "/launch",
    }
    cookies = client.post("/login", data=values).headers.getlist("Set-Cookie")
    name, attributes = cookies[0].split("=", 1)[0], set(cookies[0].split("; ")[1:])
    assert name.startswith("__Host-olw-login-")
    assert {
        "Secure",
        "HttpOnly",
        "Path=/",
        "SameSite=None",
        "Partitioned",
    } <= attributes


def test_a_session_opens_in_a_window_of_its_own(own_site: Site) -> None:
    """For frames that are too small: there the browser has none of our cookies."""
    for person, words in (
        (own_site.learner(), "olw-config"),
        (own_site.facilitator(), "Your group"),
    ):
        page = page_data(launch(own_site, person).text)
        client = own_site.app.test_client()
        opened = client.post(page["urls"]["window"], data={"session": page["token"]})
        assert (opened.status_code, words in opened.text) == (200, True)
        assert client.get_cookie("plain-olw-seat") is not None


def test_without_a_session_no_window_opens(site: Site) -> None:
    client = site.app.test_client()
    for token in ("", "x" * 43):
        answer = client.post("/window", data={"session": token})
        assert answer.status_code == 401
