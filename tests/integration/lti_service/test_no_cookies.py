"""Browsers that bring no cookie back: the launch is held until they prove that they began it."""

from __future__ import annotations

from typing import Any

from demo.platform.tokens import sign
from lti_service.models import Attempt, LaunchSession, Login
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


FRAME = {"Sec-Fetch-Dest": "iframe"}
"""Firefox from 90 on, Chromium from 80 on, Safari from 16.4 on say so of a page in a frame."""


def asked(site: Site, **more: str) -> dict[str, str]:
    """A login, by a platform that keeps no secrets for tools."""
    return {
        "iss": site.config.issuer,
        "client_id": site.config.client_id,
        "login_hint": site.learner(),
        "target_link_uri": site.tool + "/launch/kind",
        "lti_message_hint": "once",
        **more,
    }


def logins(site: Site) -> int:
    with site.wiring.database.reading() as session:
        return session.query(Login).count()


def test_a_frame_that_keeps_a_cookie_goes_to_the_platform(own_site: Site) -> None:
    """The values are posted again: no address has them."""
    client = own_site.app.test_client()
    tried = client.post("/login", data=asked(own_site), headers=FRAME)
    assert (tried.status_code, tried.location, logins(own_site)) == (
        307,
        "/login?tried=yes",
        0,
    )
    on = client.post(tried.location, data=asked(own_site), headers=FRAME)
    assert on.location.startswith(own_site.platform)
    once_more = client.post("/login", data=asked(own_site), headers=FRAME)
    assert once_more.location.startswith(own_site.platform)


def test_a_frame_that_keeps_none_offers_a_window_before_the_platform_is_asked(
    own_site: Site,
) -> None:
    client = own_site.app.test_client(use_cookies=False)
    tried = client.post("/login", data=asked(own_site), headers=FRAME)
    page = client.post(tried.location, data=asked(own_site), headers=FRAME)
    action, fields = form_of(page.text)
    assert ("Open in a new window" in page.text, logins(own_site)) == (True, 0)
    begun = client.post(action, data=fields)
    assert begun.location.startswith(own_site.platform)
    assert "lti_message_hint=once" in begun.location


def test_a_login_by_get_is_tried_with_what_it_says(own_site: Site) -> None:
    client = own_site.app.test_client()
    tried = client.get("/login", query_string=asked(own_site), headers=FRAME)
    on = client.get(tried.location, headers=FRAME)
    assert on.location.startswith(own_site.platform)


def test_nothing_is_tried_where_the_platform_keeps_the_secret(own_site: Site) -> None:
    client = own_site.app.test_client(use_cookies=False)
    values = asked(own_site, lti_storage_target="_parent")
    assert "next" in page_data(client.post("/login", data=values, headers=FRAME).text)
