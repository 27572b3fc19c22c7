"""Talk about this, six principles and files: what cohorts of 0 to 60 are told, and who may look."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from demo import loopback
from demo.platform.course import Course
from demo.platform.people import FACILITATOR, MEMBERSHIP, Person
from lti_service.models import AuditEvent, ListedDecision
from lti_service.wiring import EXTENSION
from olw_core.cohort import grid
from tests.integration.lti_service.site import Site, form_of, launch, start_site
from tests.integration.lti_service.test_cohort_page import rows
from tests.support.filled import ALL, STORY, course_of, fill

Open = Callable[..., Site]
NOTHING = "so nothing is told of how your group answered"


@pytest.fixture
def site_of(tmp_path: Path) -> Iterator[Open]:
    opened: list[Site] = []

    def start(course: Course) -> Site:
        site = start_site(tmp_path / str(len(opened)), course=course)
        opened.append(site)
        return site

    yield start
    for site in opened:
        site.stop()


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def part(page: str, name: str) -> str:
    """One of the four parts."""
    found = re.search(rf'<section id="{name}".*?</section>', page, re.S)
    assert found is not None
    return found[0]


def told(page: str) -> list[str]:
    """The word beside each decision that has one."""
    return re.findall(r'class="tag word">([^<]+)<', page)


@pytest.mark.parametrize("many", [0, 1, 4, 9])
def test_small_groups_are_told_nothing_and_get_the_session(
    site_of: Open, many: int
) -> None:
    site = site_of(course_of(many))
    fill(site, many)
    page = launch(site, "f").text
    assert (told(page), NOTHING in words(page)) == ([], True)
    assert "Ask" in words(part(page, "talk"))
    assert "Guide for" in words(part(page, "session"))


@pytest.mark.parametrize("many", [10, 14, 29])
def test_from_ten_on_a_word_and_no_option_is_told(site_of: Open, many: int) -> None:
    site = site_of(course_of(many))
    fill(site, many)
    page = launch(site, "f").text
    assert told(page) != []
    assert set(told(page)) <= {"Divided", "Leaning one way", "Nearly all the same"}
    assert "How people answered" not in page
    assert re.findall(r"\d0%", words(part(page, "talk"))) == []


@pytest.mark.parametrize("many", [30, 60])
def test_from_thirty_on_shares(site_of: Open, many: int) -> None:
    site = site_of(course_of(many))
    fill(site, many)
    page = part(launch(site, "f").text, "talk")
    shares = re.findall(r"(under 10%|about \d0%|90% or more)", page)
    assert len(shares) >= 3
    assert "Elsewhere" not in page


def test_a_small_group_sees_the_rest_of_its_organisation(site_of: Open) -> None:
    site = site_of(course_of(9))
    fill(site, 9)
    fill(site, 60, course="other")
    page = launch(site, "f").text
    assert told(page) == []
    assert (
        "You see how the rest of your organisation did: what divides it most stands first, "
        "after what your group wants to talk about." in words(page)
    )
    assert "Elsewhere in your organisation" in part(page, "talk")


def test_elsewhere_is_without_the_readers_own_course(site_of: Open) -> None:
    site = site_of(course_of(60))
    fill(site, 60)
    fill(site, 40, course="other")
    assert "Elsewhere" not in part(launch(site, "f").text, "talk")


def test_the_page_has_no_exact_number_of_answers(site_of: Open) -> None:
    """37 have finished: the number is in the grid's status, and nowhere beside an answer."""
    site = site_of(course_of(37))
    fill(site, 37)
    page = launch(site, "f").text
    assert re.findall(r"\b3[67]\b", words(part(page, "talk"))) == []
    assert (
        re.findall(r"\b3[67]\b", words(part(page, "principles")).split("week")[0]) == []
    )


def test_flagged_decisions_are_listed(site_of: Open) -> None:
    site = site_of(course_of(4))
    fill(site, 1)
    with site.wiring.database.writing() as session:
        session.add(ListedDecision(context_id=1, module="kind", scene="floor"))
    page = launch(site, "f").text
    first = part(page, "talk").split("<details")[1]
    assert "Your group wants to talk about this" in first
    assert page.count("Your group wants to talk about this") == 1


def test_behaviours_in_words(site_of: Open) -> None:
    site = site_of(course_of(14, ALL))
    fill(site, 14, course="room")
    page = words(part(launch(site, "f", "all").text, "principles"))
    assert page.count("Too few answers yet") >= 5
    assert re.search("Divided|Leaning|Nearly", page)


def people(*names: str) -> Course:
    found = [Person(f"p{number}", name) for number, name in enumerate(names)]
    return Course(
        "room", "The room", (*found, Person("f", "Olive", FACILITATOR)), (STORY,)
    )


def asked(site: Site, **values: str) -> list[tuple[str, list[str]]]:
    """The grid for a filter, asked as the page's own form does without cookies."""
    action, fields = form_of(launch(site, "f").text, "#grid")
    answer = loopback.post(site.tool + action, data=fields | values, timeout=30)
    assert answer.status_code == 200
    return rows(answer.text)


def test_filter_search_and_order(site_of: Open) -> None:
    site = site_of(people("Abena", "Bron", "Callum", "Dee"))
    fill(site, 1, first=2)
    assert [name for name, _ in asked(site, status="completed")] == ["Callum"]
    assert [name for name, _ in asked(site, search="e")] == ["Abena", "Dee"]
    assert asked(site, sort="newest")[0][0] == "Callum"
    assert [name for name, _ in asked(site, sort="status")][-1] == "Callum"
    assert asked(site, search="nobody") == []
    assert len(asked(site, status="?", module="x", sort="y", page="-9")) == 4


def test_a_cookie_is_enough_for_a_filter_in_the_address(site_of: Open) -> None:
    site = site_of(people("Abena", "Bron"))
    client = loopback.Client()
    action, _ = form_of(launch(site, "f", client=client).text, "#grid")
    page = client.get(
        site.tool + action.removesuffix("#grid"), params={"search": "bro"}
    )
    assert [name for name, _ in rows(page.text)] == ["Bron"]
    assert 'method="get"' in page.text


def test_names_of_all_kinds_are_shown_and_are_no_formula(site_of: Open) -> None:
    names = [
        "=cmd()|'/C calc'!A1",
        "اسم عربي",
        "😀 Smile",
        "N" * 300,
        "<b>Bold</b>",
        "@at",
    ]
    site = site_of(people(*names))
    shown = [name for name, _ in rows(launch(site, "f").text)]
    assert sorted(shown) == sorted([*names[:3], "N" * 200, *names[4:]])
    table = list(csv.reader(StringIO(file(site, "who.csv").decode("utf-8-sig"))))
    cells = {row[0] for row in table[1:]}
    assert {"'=cmd()|'/C calc'!A1", "'@at", "اسم عربي"} <= cells
    assert not any(cell.startswith(("=", "@", "+", "-")) for cell in cells)
    with zipfile.ZipFile(BytesIO(file(site, "who.xlsx"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
    assert ("<f>" in sheet, "=cmd()" in strings, "hyperlink" in sheet) == (
        False,
        True,
        False,
    )


def file(site: Site, name: str) -> bytes:
    action, fields = form_of(launch(site, "f").text, f"/file/{name}")
    answer = loopback.post(site.tool + action, data=fields)
    assert answer.status_code == 200
    ending = name.split(".")[1]
    assert f".{ending}" in answer.headers["content-disposition"]
    return answer.content


def test_files_say_what_the_page_says(site_of: Open) -> None:
    site = site_of(course_of(60))
    fill(site, 60)
    page = part(launch(site, "f").text, "talk")
    table = list(
        csv.DictReader(StringIO(file(site, "figures.csv").decode("utf-8-sig")))
    )
    shares = [row["Your group, share"] for row in table if row["Your group, share"]]
    shown = re.findall(r"</svg>\s*([^<]+)</td>", page)
    assert sorted(shares) == sorted(one.strip() for one in shown)
    assert {row["Your group"] for row in table} == set(told(page))
    with zipfile.ZipFile(BytesIO(file(site, "figures.xlsx"))) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    assert all(one in strings for one in shares)


def test_of_many_who_have_not_started_the_page_has_a_part_and_the_file_all(
    site_of: Open,
) -> None:
    site = site_of(course_of(grid.PER_PAGE + 3))
    page = part(launch(site, "f").text, "who")
    (names,) = re.findall(r'<p class="names">(.*?)</p>', page, re.S)
    everyone = sorted(f"Person of {number}" for number in range(grid.PER_PAGE + 3))
    first = everyone[: grid.PER_PAGE]
    assert re.findall("<bdi>([^<]+)</bdi>", names) == first
    assert "Back from Copse Lane: 103" in words(page)
    assert "These are the first 100. All are in a file" in words(page)
    table = file(site, "not-started.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(table)))
    assert [row["Name"] for row in rows] == everyone


def test_every_view_and_file_is_in_the_audit_log(site_of: Open) -> None:
    site = site_of(course_of(3))
    file(site, "who.csv")
    file(site, "figures.xlsx")
    with site.wiring.database.reading() as session:
        actions = [event.action for event in session.query(AuditEvent)]
    assert actions == [
        "cohort status",
        "cohort file who",
        "cohort status",
        "cohort file figures",
    ]


@pytest.mark.parametrize("name", ["who.pdf", "all.csv"])
def test_no_other_file(site_of: Open, name: str) -> None:
    site = site_of(course_of(1))
    action, fields = form_of(launch(site, "f").text, "/file/who.csv")
    other = action.replace("who.csv", name)
    answer = loopback.post(site.tool + other, data=fields)
    assert answer.status_code == 404


def test_learners_get_no_file(site_of: Open) -> None:
    site = site_of(course_of(1))
    action, _ = form_of(launch(site, "f").text, "/file/who.csv")
    for token in ("", "wrong"):
        answer = loopback.post(site.tool + action, data={"session": token})
        assert (answer.status_code, "session-" in answer.text) == (401, True)


def test_nearly_five_thousand_people_are_paged(site_of: Open) -> None:
    """As many as five hundred pages of the demo's LMS hold, with who leads them."""
    site = site_of(people(*[f"Name {number:04}" for number in range(4990)]))
    site.config.course.person("p1")
    page = launch(site, "f").text
    assert (len(rows(page)), "page 1 of 50" in words(page)) == (100, True)
    last = asked(site, page="50")
    assert (len(last), last[-1][0]) == (90, "Name 4989")


ASSISTANT = (
    "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant"
)


@pytest.mark.parametrize(
    "roles", [(MEMBERSHIP + "TeachingAssistant",), (ASSISTANT, MEMBERSHIP + "Learner")]
)
def test_a_teaching_assistant_sees_the_course(
    site_of: Open, roles: tuple[str, ...]
) -> None:
    course = people("Abena")
    assistant = Person("t", "Tess", roles)
    site = site_of(replace(course, people=(*course.people, assistant)))
    assert [name for name, _ in rows(launch(site, "t").text)] == ["Abena"]


@pytest.mark.parametrize("lead", [False, True])
def test_an_administrator_sees_it_only_where_a_setting_says_so(
    site_of: Open, lead: bool
) -> None:
    course = people("Abena")
    administrator = Person("a", "Ada", (MEMBERSHIP + "Administrator",))
    site = site_of(replace(course, people=(*course.people, administrator)))
    changed = replace(site.wiring.settings, administrators_lead=lead)
    site.app.extensions[EXTENSION] = replace(site.wiring, settings=changed)
    shown = [name for name, _ in rows(launch(site, "a").text)]
    told = ["Abena"] if lead else []
    assert shown == told


def test_the_session_file_is_for_facilitators(site_of: Open) -> None:
    site = site_of(course_of(1))
    action, fields = form_of(launch(site, "f").text, "/session/kind")
    taken = loopback.post(site.tool + action, data=fields)
    assert "kind-session.html" in taken.headers["content-disposition"]
    assert "Vote cards" in taken.text
    refused = loopback.post(site.tool + action, data={"session": "x"})
    assert (refused.status_code, "Vote cards" in refused.text) == (401, False)
