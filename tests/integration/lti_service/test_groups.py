"""A facilitator looks at one of the platform's groups (Groups Service 1.0)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from demo.platform.course import DEMO_COURSE, Course, GroupSet
from demo.platform.people import FACILITATOR, Person
from lti_service.services.cohort import groups
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site, form_of, launch, start_site
from tests.integration.lti_service.test_room_page import part, told, words
from tests.support.filled import fill
from tests.support.link_headers import changing

WHOLE = "How people answered is told of the whole course, whichever group you choose"
NAMES = {"set-2": "Set two", "set-1": "Set one", "empty": "Nobody's"}
PEOPLE = (
    Person("a", "Abena Mensah", groups=("set-1",)),
    Person("b", "Bronwen Pugh", groups=("set-2",)),
    Person("c", "Callum Reid", groups=("set-1", "set-2")),
    Person("d", "Dipti Shah"),
    Person("lead", "Olive Hartley", FACILITATOR),
    Person("tutor", "Peter Nwosu", FACILITATOR, groups=("set-1",)),
)
COURSE = Course("c", "Course", PEOPLE, DEMO_COURSE.activities, NAMES)


@pytest.fixture
def grouped(tmp_path: Path) -> Iterator[Site]:
    running = start_site(tmp_path, course=COURSE)
    yield running
    running.stop()


def people_of(page: str) -> list[str]:
    found = re.findall(r'<th scope="row" role="rowheader"><bdi>(.*?)</bdi>', page)
    return [html.unescape(name) for name in found]


def offered(page: str) -> list[str]:
    found = re.search(r'<select id="group".*?</select>', page, re.S)
    if found is None:
        return []
    return [html.unescape(name) for name in re.findall(r"<option.*?>(.*?)<", found[0])]


def choose(site: Site, page: str, group: str) -> Any:
    action, fields = form_of(page, "#who")
    client = site.app.test_client()
    return client.post(action, data={**fields, "group": group})


def test_a_course_leader_sees_all_and_may_choose_a_group(grouped: Site) -> None:
    page = launch(grouped, "lead").text
    assert offered(page) == ["All", "Set one", "Set two"]
    assert people_of(page) == [one.name for one in PEOPLE[:4]]
    one = choose(grouped, page, "set-1").text
    assert people_of(one) == ["Abena Mensah", "Callum Reid"]
    assert '<option value="set-1" selected>' in one
    again = choose(grouped, one, "").text
    assert people_of(again) == [one.name for one in PEOPLE[:4]]


def test_a_groups_tutor_sees_that_group_alone(grouped: Site) -> None:
    page = launch(grouped, "tutor").text
    assert (offered(page), people_of(page)) == (
        ["All", "Set one"],
        ["Abena Mensah", "Callum Reid"],
    )
    elsewhere = choose(grouped, page, "set-2").text
    assert people_of(elsewhere) == ["Abena Mensah", "Callum Reid"]


def test_a_file_has_the_group_that_the_page_has(grouped: Site) -> None:
    client = grouped.app.test_client()
    page = launch(grouped, "lead").text
    for shown, names in (
        (page, [one.name for one in PEOPLE[:4]]),
        (choose(grouped, page, "set-2").text, ["Bronwen Pugh", "Callum Reid"]),
        (launch(grouped, "tutor").text, ["Abena Mensah", "Callum Reid"]),
    ):
        action, fields = form_of(shown, "/file/who.csv")
        rows = client.post(action, data=fields).text.splitlines()
        assert [row.split(",")[0].strip(chr(34)) for row in rows[1:]] == names


def test_a_filter_stays_within_the_group(grouped: Site) -> None:
    one = choose(grouped, launch(grouped, "lead").text, "set-2").text
    action, fields = form_of(one, "#grid")
    asked = {**fields, "search": "a"}
    found = grouped.app.test_client().post(action, data=asked).text
    assert people_of(found) == ["Callum Reid"]


def test_figures_are_of_the_whole_course_whichever_group_is_chosen(
    grouped: Site,
) -> None:
    """So nobody learns of a group's answers by choosing one group after another."""
    fill(grouped, 14, course="c")
    page = launch(grouped, "lead").text
    pages = [page, launch(grouped, "tutor").text]
    for group in ("set-1", "set-2", "empty", "?"):
        pages.append(choose(grouped, page, group).text)
    whole = {part(one, "talk") for one in pages}
    assert (len(whole), told(page) != []) == (1, True)
    principles = {part(one, "principles").split('id="over-time"')[0] for one in pages}
    files = {figures_file(grouped, one) for one in pages}
    assert (len(principles), len(files)) == (1, 1)
    assert all(WHOLE in words(part(one, "who")) for one in pages)


def figures_file(site: Site, page: str) -> str:
    action, fields = form_of(page, "/file/figures.csv")
    return str(site.app.test_client().post(action, data=fields).text)


def test_nobody_of_another_group_is_counted(grouped: Site) -> None:
    """Neither by name nor as "1 more person"."""
    arrive(grouped, 1).play(best_answers("kind"))
    page = launch(grouped, "tutor").text
    assert ("Completed</strong>" in page, "more person" in page) == (False, False)
    whole = launch(grouped, "lead").text
    assert "Completed</strong>" in whole


def test_where_the_groups_fail_the_page_does_without(grouped: Site) -> None:
    """A tutor still sees their own group: the roster says who is in it."""
    grouped.parts.store.trouble["groups"] = (503, {})
    page = launch(grouped, "lead").text
    assert (offered(page), len(people_of(page))) == ([], 4)
    assert people_of(launch(grouped, "tutor").text) == ["Abena Mensah", "Callum Reid"]


UNKNOWN = "Your learning system can have groups, and could not say whether you lead one of them."


def test_while_nobody_says_whose_group_is_whose_nobody_is_shown(grouped: Site) -> None:
    """A tutor saw the whole course, numbered, while the platform was away."""
    arrive(grouped, 1).play(best_answers("kind"))
    grouped.parts.store.trouble["members"] = (503, {})
    for who in ("tutor", "lead"):
        page = launch(grouped, who).text
        assert UNKNOWN in words(part(page, "who"))
        assert (people_of(page), "Completed</strong>" in page) == ([], False)
        assert "without names" not in words(part(page, "who"))
        action, fields = form_of(page, "/file/who.csv")
        rows = grouped.app.test_client().post(action, data=fields).text.splitlines()
        assert len(rows) == 1


def test_a_roster_in_part_says_nothing_of_who_is_not_in_it(tmp_path: Path) -> None:
    """It has no end: the tutor stands on a page that is never reached."""
    site = start_site(
        tmp_path, course=COURSE, page_size=2, before_platform=changing(_cut_short)
    )
    try:
        for who in ("tutor", "lead"):
            page = launch(site, who).text
            assert (UNKNOWN in words(part(page, "who")), people_of(page)) == (True, [])
    finally:
        site.stop()


def test_a_roster_in_part_without_groups_shows_nobody_either(tmp_path: Path) -> None:
    """Who came in that part is in no group, and whose group the others are in nobody has said."""
    alone = tuple(Person(f"n{number}", f"Nia {number}") for number in range(4))
    course = replace(COURSE, people=(*alone, *PEOPLE))
    site = start_site(
        tmp_path, course=course, page_size=2, before_platform=changing(_cut_short)
    )
    try:
        for who in ("tutor", "lead"):
            page = launch(site, who).text
            assert (UNKNOWN in words(part(page, "who")), people_of(page)) == (True, [])
    finally:
        site.stop()


def _cut_short(environ: dict[str, Any], link: str) -> str:
    """The second page of the roster leads to one that nobody can read."""
    is_second = "From=2" in environ["QUERY_STRING"]
    return "the other; rel=next" if is_second else link


SETS = {
    "s-2": GroupSet("wave two", ("set-2", "late")),
    "s-1": GroupSet("Wave <one>", ("set-1",)),
    "s-3": GroupSet("Nobody's", ("empty",)),
}
WITH_SETS = replace(
    COURSE,
    people=(*PEOPLE, Person("e", "Ewa Kowalska", groups=("late", "loose"))),
    groups={**NAMES, "loose": "Loose", "late": "Late set"},
    group_sets=SETS,
)
BY_SETS = [
    ("", ["All", "Loose"]),
    ("Wave <one>", ["Set one"]),
    ("wave two", ["Late set", "Set two"]),
]


def by_sets(page: str) -> list[tuple[str, list[str]]]:
    """The name of each set and its groups, as they are offered; first those of no set."""
    found = re.search(r'<select id="group".*?</select>', page, re.S)
    assert found is not None, page
    alone, *sets = found[0].split("<optgroup")
    told = [("", offered(f"{alone}</select>"))]
    for one in sets:
        inside, after = one.split("</optgroup>")
        assert "option" not in after
        label = re.match(r' label="(.*?)">', inside)
        assert label is not None
        names = offered(f'<select id="group"{inside}</select>')
        told.append((html.unescape(label[1]), names))
    return told


@pytest.fixture
def in_sets(tmp_path: Path) -> Iterator[Site]:
    running = start_site(tmp_path, course=WITH_SETS)
    yield running
    running.stop()


def test_groups_stand_under_the_names_of_their_sets(in_sets: Site) -> None:
    page = launch(in_sets, "lead").text
    assert by_sets(page) == BY_SETS
    one = choose(in_sets, page, "set-2").text
    assert '<option value="set-2" selected>' in one
    assert people_of(one) == ["Bronwen Pugh", "Callum Reid"]
    assert by_sets(launch(in_sets, "tutor").text) == [("", ["All"]), BY_SETS[1]]


ALONE = ["All", "Late set", "Loose", "Set one", "Set two"]


def test_where_the_sets_fail_the_groups_stand_alone(in_sets: Site) -> None:
    in_sets.parts.store.trouble["sets"] = (503, {})
    page = launch(in_sets, "lead").text
    assert by_sets(page) == [("", ALONE)]
    assert people_of(choose(in_sets, page, "set-1").text) == [
        "Abena Mensah",
        "Callum Reid",
    ]


def odd(told: Any) -> Callable[[Any], Any]:
    """A platform whose list of sets is something else."""

    def before(app: Any) -> Any:
        def answer(environ: dict[str, Any], start: Any) -> Any:
            if not environ["PATH_INFO"].endswith("/groupsets"):
                return app(environ, start)
            start("200 OK", [("Content-Type", "application/json")])
            return [json.dumps(told).encode()]

        return answer

    return before


@pytest.mark.parametrize(
    "told",
    [
        None,
        {"sets": {"id": "s-1"}},
        {
            "sets": [
                None,
                "s-1",
                {"id": 1, "name": "x"},
                {"id": "s-1", "name": 5},
                {"id": "s-1", "name": "x" * 200},
                {"id": "s-1", "name": "a\0"},
            ]
        },
    ],
)
def test_odd_sets_are_left_out(tmp_path: Path, told: Any) -> None:
    site = start_site(tmp_path, course=WITH_SETS, before_platform=odd(told))
    try:
        assert by_sets(launch(site, "lead").text) == [("", ALONE)]
    finally:
        site.stop()


def test_a_platform_without_groups_is_not_asked(own_site: Site) -> None:
    page = launch(own_site, own_site.facilitator()).text
    assert (offered(page), own_site.parts.store.log.count("groups")) == ([], 0)
    assert WHOLE not in words(page)


@pytest.mark.parametrize(
    ("enrolled", "ids"),
    [
        (None, set()),
        ("set-1", set()),
        ([], set()),
        ([{"group_id": "a"}, {"group_id": 7}, {}, "x", None], {"a"}),
        ([{"group_id": "a\0"}, {"group_id": "x" * 300}], set()),
    ],
)
def test_odd_enrolments_are_left_out(enrolled: Any, ids: set[str]) -> None:
    assert groups.ids_of({"group_enrollments": enrolled}) == ids
