"""Who comes to /admin: by a link that works once, for a short time, and with forms of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lti_service.models import AdminEvent, AdminLink, AdminSession
from lti_service.services.admin.admin_sessions import IDLE, LINK_LIFE, LONGEST_SESSION
from tests.integration.lti_service.administering import sign_in_link, signed_in
from tests.integration.lti_service.site import Site, start_site


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def timed(tmp_path: Path) -> Iterator[tuple[Site, Clock]]:
    clock = Clock()
    running = start_site(tmp_path, clock=clock)
    yield running, clock
    running.stop()


def admin_rules(site: Site) -> list[tuple[str, str]]:
    """(method, address with a number) of every page behind the gate."""
    found = []
    for rule in site.app.url_map.iter_rules():
        if not rule.rule.startswith("/admin") or "enter" in rule.rule:
            continue
        for method in (rule.methods or set()) & {"GET", "POST"}:
            found.append((method, re.sub(r"<int:\w+>", "1", rule.rule)))
    return found


def test_nobody_who_is_not_signed_in_sees_a_page(site: Site) -> None:
    rules = admin_rules(site)
    assert len(rules) > 20
    for method, path in rules:
        answer = site.app.test_client().open(path, method=method)
        assert (answer.status_code, "admin-session" in answer.text) == (401, True), path
        assert site.config.name not in answer.text, path


def test_no_form_is_taken_without_its_value_or_from_another_site(site: Site) -> None:
    admin = signed_in(site)
    other = signed_in(site, "Alex").form()
    posts = [path for method, path in admin_rules(site) if method == "POST"]
    for path in posts:
        for form in ("", "x", other, "é" * 300):
            answer = admin.client.post(path, data={"form": form})
            assert (answer.status_code, "admin-form" in answer.text) == (403, True), (
                path
            )
        answer = admin.client.post(
            path,
            data={"form": admin.form()},
            headers={"Sec-Fetch-Site": "cross-site"},
        )
        assert (answer.status_code, "admin-form" in answer.text) == (403, True), path


def test_a_link_signs_one_person_in_once(own_site: Site) -> None:
    link = sign_in_link(own_site)
    first, second = own_site.app.test_client(), own_site.app.test_client()
    for _ in range(2):
        assert "Sign in as Sam" in first.get(link).text
    assert first.post(link).status_code == 303
    assert first.get("/admin/").status_code == 200
    for answer in (second.post(link), second.get(link)):
        assert (answer.status_code, "admin-link" in answer.text) == (403, True)
    assert second.get("/admin/").status_code == 401


def test_only_fingerprints_are_stored(own_site: Site) -> None:
    link = sign_in_link(own_site)
    client = own_site.app.test_client()
    cookie = client.post(link).headers["set-cookie"]
    with own_site.wiring.database.reading() as session:
        stored = str([vars(one) for one in session.query(AdminLink)])
        stored += str([vars(one) for one in session.query(AdminSession)])
    assert link.rpartition("/")[2] not in stored
    assert cookie.split("=")[1].split(";")[0] not in stored


def test_the_cookie_goes_to_no_other_site(tmp_path: Path) -> None:
    running = start_site(tmp_path)
    object.__setattr__(running.wiring.settings, "public_url", "https://tool.example")
    cookie = running.app.test_client().post(sign_in_link(running)).headers["set-cookie"]
    running.stop()
    assert cookie.startswith("__Host-olw-admin=")
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in cookie
    assert "Max-Age" not in cookie


def test_a_link_and_a_session_end(timed: tuple[Site, Clock]) -> None:
    running, clock = timed
    link = sign_in_link(running)
    clock.now += LINK_LIFE
    assert running.app.test_client().post(link).status_code == 403
    admin = signed_in(running)
    clock.now += IDLE - timedelta(minutes=1)
    admin.get("/")
    clock.now += IDLE - timedelta(minutes=1)
    admin.get("/")
    clock.now += IDLE
    assert admin.client.get("/admin/").status_code == 401


def test_a_session_ends_after_a_working_day_however_much_it_is_used(
    timed: tuple[Site, Clock],
) -> None:
    running, clock = timed
    admin = signed_in(running)
    end = clock.now + LONGEST_SESSION
    while clock.now + timedelta(minutes=10) < end:
        clock.now += timedelta(minutes=10)
        admin.get("/")
    clock.now = end
    assert admin.client.get("/admin/").status_code == 401
    running.wiring.worker().tidy()
    with running.wiring.database.reading() as session:
        assert session.query(AdminSession).count() == 0


def test_signing_out(own_site: Site) -> None:
    admin = signed_in(own_site)
    assert "You are signed out" in admin.post("/leave").text
    assert admin.client.get("/admin/").status_code == 401
    with own_site.wiring.database.reading() as session:
        told = [(one.by, one.action) for one in session.query(AdminEvent)]
    assert told == [("Sam", "signed in"), ("Sam", "signed out")]


def test_pages_are_framed_by_nobody_and_kept_by_nobody(site: Site) -> None:
    answer = signed_in(site).client.get("/admin/")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
