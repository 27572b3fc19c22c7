"""Shared ward computers: what one person opened ends when they leave or someone else comes.

Also when they idle away.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from demo import loopback
from lti_service.models import AuditEvent, LaunchSession
from lti_service.models import Learner as Person
from tests.integration.lti_service.playing import Learner, arrive, best_answers
from tests.integration.lti_service.site import (
    Site,
    config_of,
    launch,
    page_data,
    start_site,
)

BEST = best_answers("kind")


class Hands:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.moved = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.moved


def code(answer: Any) -> tuple[int, str]:
    found = re.search(r'class="code">([a-z-]+)|"code":"([a-z-]+)"', answer.text)
    shown = (found[1] or found[2]) if found else ""
    return answer.status_code, shown


def client() -> httpx2.Client:
    return loopback.Client()


def content(site: Site, data: dict[str, Any]) -> Any:
    headers = {"Authorization": f"Bearer {data['token']}"}
    return loopback.get(site.tool + data["address"] + "/content", headers=headers)


def test_session_cookies_end_with_the_browser(own_site: Site) -> None:
    answer = launch(own_site, own_site.facilitator())
    kept = [
        one for one in answer.headers.get_list("set-cookie") if "olw-login-" not in one
    ]
    assert (
        sorted(one.split("olw-")[1].split("=")[0][:7] for one in kept)
        == ["seat"] * 2 + ["session"] * 2
    )
    assert [one for one in kept if "Max-Age" in one or "Expires" in one] == []


@pytest.mark.parametrize(("leads", "minutes"), [(False, 60), (True, 20)])
def test_a_session_ends_after_a_while_without_use(
    tmp_path: Path, leads: bool, minutes: int
) -> None:
    hands = Hands()
    site = start_site(tmp_path, clock=hands)
    try:
        who = site.facilitator() if leads else site.learner()
        browser = client()
        data = page_data(launch(site, who, client=browser).text)

        def look() -> Any:
            return (
                browser.get(site.tool + data["address"])
                if leads
                else content(site, data)
            )

        for _ in range(3):  # use keeps it alive
            hands.moved += timedelta(minutes=minutes - 2)
            assert look().status_code == 200
        hands.moved += timedelta(minutes=minutes + 1)
        assert code(look()) == (401, "session-ended")
    finally:
        site.stop()


def test_staying_keeps_a_session_and_an_ended_one_stays_ended(tmp_path: Path) -> None:
    hands = Hands()
    site = start_site(tmp_path, clock=hands)
    try:
        data = page_data(launch(site, site.learner()).text)

        def stay() -> int:
            return loopback.post(
                site.tool + data["urls"]["stay"],
                data={"session": data["token"]},
            ).status_code

        found = []
        for minutes in (50, 50, 61):
            hands.moved += timedelta(minutes=minutes)
            found.append(stay())
        assert found == [204, 204, 401]
    finally:
        site.stop()


def test_i_am_finished_here_ends_all_of_the_persons_sessions(own_site: Site) -> None:
    first = page_data(launch(own_site, own_site.learner()).text)
    second = page_data(launch(own_site, own_site.learner(), "all").text)
    other = page_data(launch(own_site, own_site.learner(1)).text)
    told = loopback.post(
        own_site.tool + first["urls"]["leave"],
        data={"session": first["token"]},
        follow_redirects=True,
    )
    assert (told.status_code, "You have finished here" in told.text) == (200, True)
    assert code(content(own_site, first)) == (401, "session-ended")
    assert code(content(own_site, second)) == (401, "session-ended")
    assert content(own_site, other).status_code == 200


def test_a_facilitator_signs_out(own_site: Site) -> None:
    browser = client()
    page = launch(own_site, own_site.facilitator(), client=browser)
    data = page_data(page.text)
    form = {"session": "", "link": data["link"]}
    told = browser.post(
        own_site.tool + data["urls"]["leave"], data=form, follow_redirects=True
    )
    assert "You are signed out" in told.text
    assert [
        name for name in browser.cookies if "session" in name or "seat" in name
    ] == []
    assert code(browser.get(own_site.tool + data["address"])) == (
        401,
        "session-missing",
    )
    planted = {"plain-olw-session-" + data["link"]: data["token"]}
    again = loopback.get(own_site.tool + data["address"], cookies=planted)
    assert code(again) == (401, "session-ended")


def test_leaving_twice_or_as_nobody_is_no_fault(own_site: Site) -> None:
    for form in ({}, {"session": "nobody"}, {"link": "\0"}, {"link": "a b;c"}):
        told = loopback.post(own_site.tool + "/leave", data=form)
        assert (told.status_code, told.headers["location"]) == (303, "/closed/finished")


@pytest.mark.parametrize("first_leads", [False, True])
def test_the_next_person_in_the_same_browser_ends_the_first_ones_sessions(
    own_site: Site, first_leads: bool
) -> None:
    browser = client()
    who = own_site.facilitator() if first_leads else own_site.learner()
    first = page_data(launch(own_site, who, client=browser).text)
    launch(own_site, own_site.learner(1), client=browser)
    if first_leads:
        answer = browser.get(own_site.tool + first["address"])
    else:
        answer = content(own_site, first)
    assert code(answer) == (401, "session-ended")


def test_the_same_person_may_have_two_activities_open(own_site: Site) -> None:
    browser = client()
    first = page_data(launch(own_site, own_site.learner(), client=browser).text)
    launch(own_site, own_site.learner(), "all", client=browser)
    assert content(own_site, first).status_code == 200


def test_the_old_tab_of_the_first_person_is_refused_and_keeps_its_record(
    own_site: Site,
) -> None:
    browser = client()
    first = Learner(
        own_site, config_of(launch(own_site, own_site.learner(), client=browser).text)
    )
    assert first.respond(0, BEST[0]).status_code == 200
    launch(own_site, own_site.learner(1), client=browser)
    assert code(first.respond(1, BEST[1])) == (401, "session-ended")
    again = arrive(own_site, 0)
    assert again.config["view"]["step"] == 1


def test_the_audit_names_whoever_opened_the_page(own_site: Site) -> None:
    """One facilitator leaves without signing out, another opens the page in the same browser."""
    browser = client()
    leads = [one.id for one in own_site.config.course.people if not one.is_learner]
    for person in leads:
        address = page_data(launch(own_site, person, client=browser).text)["address"]
    browser.get(own_site.tool + address)
    with own_site.wiring.database.reading() as session:
        rows = session.query(Person.sub).join(
            AuditEvent, AuditEvent.actor_id == Person.id
        )
        assert [sub for (sub,) in rows.order_by(AuditEvent.id)] == [
            leads[0],
            leads[1],
            leads[1],
        ]
        assert session.query(LaunchSession).count() == 1


def test_pages_that_say_why_they_are_closed(own_site: Site) -> None:
    for reason in ("finished", "signed-out", "timed-out", "replaced"):
        page = loopback.get(f"{own_site.tool}/closed/{reason}")
        assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
        assert "from your course" in page.text
    assert loopback.get(own_site.tool + "/closed/other").status_code == 404


def test_personal_pages_are_kept_nowhere(own_site: Site) -> None:
    browser = client()
    page = launch(own_site, own_site.facilitator(), client=browser)
    story = launch(own_site, own_site.learner())
    data = page_data(story.text)
    shell = loopback.get(own_site.tool + data["address"])
    for one in (page, story, shell, content(own_site, data)):
        assert one.headers["cache-control"] == "no-store"
