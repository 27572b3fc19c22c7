"""The cohort page: who may open it, what it tells, and what it never tells."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from demo import loopback
from demo.platform.course import Activity, Course
from demo.platform.people import FACILITATOR, MEMBERSHIP, Person
from demo.platform.tokens import CLAIM
from lti_service.models import Attempt, AuditEvent
from lti_service.services.play.attempts import record_of
from tests.integration.lti_service.playing import arrive, best_answers, worst_answers
from tests.integration.lti_service.site import (
    Site,
    begin,
    form_of,
    launch,
    page_data,
    start_site,
)

BEST, WORST = best_answers("kind"), worst_answers("kind")
ACTIVITIES = (Activity("kind", "A story", "kind"),)


def rows(page: str) -> list[tuple[str, list[str]]]:
    """(name, words of each cell) per row of the table."""
    found = re.findall(
        r'<th scope="row" role="rowheader">(.*?)</th>(.*?)</tr>', page, re.S
    )

    def strip(text: str) -> str:
        words = unescape(re.sub(r"<[^>]+>", " ", text))
        return " ".join(words.split())

    shown = []
    for name, rest in found:
        cells = re.findall(r"<td[^>]*>(.*?)</td>", rest, re.S)
        shown.append((strip(name), [strip(cell) for cell in cells]))
    return shown


def today(site: Site) -> str:
    return site.wiring.clock().strftime("%-d %B %Y")


def test_status_per_person_and_module(tmp_path: Any) -> None:
    people = (
        Person("a", "Abena"),
        Person("b", "Bron <b>"),
        Person("c", "Callum"),
        Person("f", "Olive", FACILITATOR),
    )
    site = start_site(tmp_path, course=Course("c1", "Small group", people, ACTIVITIES))
    try:
        arrive(site, 0).play(BEST)
        arrive(site, 1).respond(0, BEST[0])
        page = launch(site, "f").text
        assert rows(page) == [
            ("Abena", [f"Completed {today(site)}"]),
            ("Bron <b>", ["In progress"]),
            ("Callum", ["Not started"]),
        ]
        assert re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page) == [
            ("Completed", "1"),
            ("In progress", "1"),
            ("Not started", "1"),
        ]
    finally:
        site.stop()


def test_the_page_tells_nothing_but_status(own_site: Site) -> None:
    """Two learners with opposite answers, scores and plans must look the same to a facilitator."""
    first, second = arrive(own_site, 0), arrive(own_site, 1)
    plan = first.play(BEST)["plan"]
    second.play(WORST)
    first.call(
        "plan", {"cue": plan["cues"][0]["id"], "action": plan["actions"][1]["id"]}
    )
    with own_site.wiring.database.reading() as session:
        records = [
            record_of(attempt)
            for attempt in session.query(Attempt).order_by(Attempt.id)
        ]
    assert len(records) == 2
    page = launch(own_site, own_site.facilitator()).text
    cells = [
        cells for name, cells in rows(page) if name in ("Abena Mensah", "Bronwen Pugh")
    ]
    assert cells == [[f"Completed {today(own_site)}"]] * 2
    secrets = [
        *records,
        "100%",
        "percent",
        "feedback",
        "consequence",
        'score":',
        *(step for r in records for step in r.split(".")[4].split("-")),
    ]
    shown = re.sub(r'value="[^"]*"|[0-9a-f]{24}', "", page)
    assert [secret for secret in secrets if secret in shown] == []


def test_all_people_come_over_the_pages_of_the_roster(own_site: Site) -> None:
    assert own_site.config.page_size < len(own_site.config.course.people)
    names = [name for name, _ in rows(launch(own_site, own_site.facilitator()).text)]
    assert names == [
        person.name for person in own_site.config.course.people if person.is_learner
    ]


def test_a_facilitator_by_launch_is_not_counted_though_the_roster_says_learner(
    own_site: Site,
) -> None:
    """Moodle's roster calls a non-editing teacher a Learner (seen with 4.5)."""
    begun = begin(own_site)
    claims = begun.claims() | {
        CLAIM + "roles": [MEMBERSHIP + "Instructor", MEMBERSHIP + "Learner"]
    }
    names = [name for name, _ in rows(begun.post_claims(claims).text)]
    learner = own_site.config.course.person(own_site.learner())
    assert learner is not None
    assert (len(names), learner.name in names) == (13, False)


def test_without_names_people_are_numbered(tmp_path: Any) -> None:
    site = start_site(tmp_path, names=False)
    try:
        names = [name for name, _ in rows(launch(site, site.facilitator()).text)]
        assert names == [f"Person {number}" for number in range(1, 15)]
    finally:
        site.stop()


def test_a_roster_in_trouble_does_not_close_the_page(tmp_path: Path) -> None:
    """Of a platform without groups; with them: test_groups.py."""
    site = start_site(tmp_path, offers=frozenset({"grades", "members"}))
    try:
        arrive(site).respond(0, BEST[0])
        site.parts.store.trouble["members"] = (500, {})
        page = launch(site, site.facilitator()).text
        assert rows(page) == [("Person 1", ["In progress"])]
        assert "We could not get the list of people from your learning system." in page
    finally:
        site.stop()


def test_the_roster_is_asked_for_once_a_minute(own_site: Site) -> None:
    for _ in range(3):
        launch(own_site, own_site.facilitator())
    assert own_site.parts.store.log.count("members") == 2, "one fetch of two pages"


def test_reload_needs_the_cookie_and_leaves_an_audit_row_each_time(
    own_site: Site,
) -> None:
    client = loopback.Client()
    page = launch(own_site, own_site.facilitator(), client=client).text
    address = own_site.tool + page_data(page)["address"]
    assert rows(client.get(address).text) == rows(page)
    refused = loopback.get(address)
    assert (
        refused.status_code,
        "session-missing" in refused.text,
        rows(refused.text),
    ) == (401, True, [])
    with own_site.wiring.database.reading() as session:
        assert [
            (event.action, event.people) for event in session.query(AuditEvent)
        ] == [("cohort status", 14)] * 2


def test_who_lost_the_role_loses_the_page(own_site: Site) -> None:
    client = loopback.Client()
    address = (
        own_site.tool
        + page_data(launch(own_site, own_site.facilitator(), client=client).text)[
            "address"
        ]
    )
    assert client.get(address).status_code == 200
    begun = begin(own_site)
    claims = begun.claims(own_site.facilitator()) | {
        CLAIM + "roles": [MEMBERSHIP + "Learner"]
    }
    assert begun.post_claims(claims).status_code == 200
    told = client.get(address)
    assert (told.status_code, "not-facilitator" in told.text, rows(told.text)) == (
        403,
        True,
        [],
    )


def test_a_learner_cannot_open_it_with_their_own_token(own_site: Site) -> None:
    address = page_data(launch(own_site, own_site.facilitator()).text)["address"]
    learner = arrive(own_site)
    for name in ("__Host-olw-session-", "plain-olw-session-"):
        cookie = {name + address.rsplit("/", 1)[1]: learner.config["auth"]["bearer"]}
        told = loopback.get(own_site.tool + address, cookies=cookie)
        assert (told.status_code, "not-facilitator" in told.text, rows(told.text)) == (
            403,
            True,
            [],
        )


@pytest.mark.parametrize(
    "role", ["Mentor", "Administrator", "ContentDeveloper", "Manager"]
)
def test_other_roles_see_no_one(own_site: Site, role: str) -> None:
    arrive(own_site, 1).respond(0, BEST[0])
    begun = begin(own_site)
    page = begun.post_claims(
        begun.claims() | {CLAIM + "roles": [MEMBERSHIP + role]}
    ).text
    assert (rows(page), "olw-config" in page) == ([], True)


def test_another_course_is_another_cohort(own_site: Site) -> None:
    arrive(own_site, 0).play(BEST)
    begun = begin(own_site)
    claims = begun.claims(own_site.facilitator())
    claims |= {
        CLAIM + "context": {"id": "other", "title": "Other course"},
        CLAIM + "resource_link": {"id": "elsewhere"},
    }
    page = begun.post_claims(claims).text
    assert {cells[0] for _, cells in rows(page)} == {"Not started"}


def test_a_facilitator_can_see_what_the_group_sees(own_site: Site) -> None:
    action, fields = form_of(launch(own_site, own_site.facilitator()).text, "/try")
    shown = loopback.post(own_site.tool + action, data=fields)
    assert ("olw-config" in shown.text, "Back to your group" in shown.text) == (
        True,
        True,
    )
    refused = loopback.post(own_site.tool + action, data={"session": "wrong"})
    assert (refused.status_code, "session-ended" in refused.text) == (401, True)


def test_an_instructor_without_a_course_gets_the_player(own_site: Site) -> None:
    begun = begin(own_site)
    claims = begun.claims(own_site.facilitator()) | {CLAIM + "context": None}
    assert "olw-config" in begun.post_claims(claims).text


def group(site: Site, person: str = "f") -> list[str]:
    return [name for name, _ in rows(launch(site, person).text)]


def told(page: str) -> str:
    """The words below the table."""
    return " ".join(
        re.sub(
            r"<[^>]+>", " ", page.split("What you see, and what you do not")[1]
        ).split()
    )


ASSISTANT = (
    "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant"
)


def test_teaching_roles_on_the_roster_are_not_counted(tmp_path: Any) -> None:
    """Whatever else the roster calls them, and before they have ever opened an activity."""
    learner = MEMBERSHIP + "Learner"
    people = (
        Person("a", "Abena"),
        Person("t", "Tess", (learner, MEMBERSHIP + "TeachingAssistant")),
        Person("u", "Uma", (learner, ASSISTANT)),
        Person("d", "Dai", (learner, MEMBERSHIP + "ContentDeveloper")),
        Person("m", "Mo", (MEMBERSHIP + "Mentor",)),
        Person("f", "Olive", FACILITATOR),
    )
    site = start_site(tmp_path, course=Course("c1", "Small group", people, ACTIVITIES))
    try:
        assert group(site) == ["Abena"]
    finally:
        site.stop()


def test_people_who_are_no_learners_are_not_counted_as_elsewhere(
    own_site: Site,
) -> None:
    """A mentor who has opened the story is no learner who has left the list."""
    begun = begin(own_site)
    claims = begun.claims() | {"sub": "guest", CLAIM + "roles": [MEMBERSHIP + "Mentor"]}
    page = begun.post_claims(claims).text
    from tests.integration.lti_service.playing import Learner
    from tests.integration.lti_service.site import config_of

    Learner(own_site, config_of(page)).respond(0, BEST[0])
    assert "not on the list now" not in launch(own_site, own_site.facilitator()).text


SCORES = "When someone finishes, their best score is sent to your learning system."
NOTHING = "Nothing is sent to the gradebook of your learning system"
HUNDRED = (
    "Your learning system is sent only that someone has finished, as 100 for everyone."
)


@pytest.mark.parametrize(
    ("custom", "says"),
    [
        ({}, SCORES),
        ({"report": "answers"}, SCORES),
        ({"report": "completion"}, HUNDRED),
    ],
)
def test_the_page_says_what_the_gradebook_gets(
    tmp_path: Any, custom: dict[str, str], says: str
) -> None:
    people = (Person("a", "Abena"), Person("f", "Olive", FACILITATOR))
    activities = (Activity("kind", "A story", "kind", custom),)
    site = start_site(tmp_path, course=Course("c1", "Small group", people, activities))
    try:
        words = told(launch(site, "f").text)
        found = [one for one in (SCORES, HUNDRED, NOTHING) if one in words]
        assert found == [says]
        assert ("Whoever may open its gradebook sees it there by name." in words) == (
            says == SCORES
        )
    finally:
        site.stop()


def test_the_page_says_when_activities_differ(tmp_path: Any) -> None:
    people = (Person("a", "Abena"), Person("f", "Olive", FACILITATOR))
    activities = (
        Activity("kind", "A story", "kind"),
        Activity("two", "Another", "trusted", {"report": "completion"}),
    )
    site = start_site(tmp_path, course=Course("c1", "Small group", people, activities))
    try:
        launch(site, "a", "two")
        words = told(launch(site, "f").text)
        assert "Some activities of this course send the best score" in words
        assert [one for one in (SCORES, HUNDRED, NOTHING) if one in words] == []
    finally:
        site.stop()


def test_the_page_says_when_nothing_is_sent(own_site: Site) -> None:
    from tests.integration.lti_service.test_known_addresses import without_claim

    begun = begin(own_site)
    claims = begun.claims(own_site.facilitator())
    without_claim(claims)
    words = told(begun.post_claims(claims).text)
    assert [one for one in (SCORES, HUNDRED, NOTHING) if one in words] == [NOTHING]


def test_guides_open_for_facilitators_and_for_nobody_else(own_site: Site) -> None:
    client = loopback.Client()
    page = launch(own_site, own_site.facilitator(), client=client).text
    action, fields = form_of(page, "/guide/kind")
    opened = client.get(own_site.tool + action)
    posted = loopback.post(own_site.tool + action, data=fields)
    for one in (opened, posted):
        assert (one.status_code, "Watch for" in one.text) == (200, True)
        assert one.headers["cache-control"] == "no-store"
        assert "<style" not in one.text
    learner = arrive(own_site)
    token = learner.config["auth"]["bearer"]
    for refused in (
        loopback.get(own_site.tool + action),
        loopback.post(own_site.tool + action, data={"session": token}),
        client.get(own_site.tool + action.replace("kind", "none")),
    ):
        assert (refused.status_code >= 401, "Watch for" in refused.text) == (
            True,
            False,
        )


def test_a_learner_of_the_same_activity_gets_no_guide(own_site: Site) -> None:
    page = launch(own_site, own_site.facilitator()).text
    action, _ = form_of(page, "/guide/kind")
    token = arrive(own_site).config["auth"]["bearer"]
    told = loopback.post(own_site.tool + action, data={"session": token})
    assert (told.status_code, "not-facilitator" in told.text) == (403, True)
