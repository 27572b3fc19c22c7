"""Programmes: who makes and opens them, what they tell, and what they do not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from demo import loopback
from lti_service.errors import CommandError
from lti_service.models import (
    AdminEvent,
    AuditEvent,
    Context,
    CourseFigures,
    FirstWay,
    Programme,
    ProgrammeCourse,
    ProgrammeFigures,
    Registration,
    TrustFigures,
)
from lti_service.services.figures import programmes, published
from olw_core.cohort.published import Published
from olw_core.cohort.rules import USUAL
from olw_core.cohort.step import joined
from tests.integration.lti_service.administering import Admin, signed_in, typed
from tests.integration.lti_service.playing import best_answers, worst_answers
from tests.integration.lti_service.site import Site, form_of, launch, start_site
from tests.integration.lti_service.test_room_page import told, words
from tests.support.filled import course_of, fill
from tests.support.rooms import Rooms

BEST = best_answers("kind")
WORST = worst_answers("kind")


def finish(rooms: Rooms, many: int, course: str, **more: str) -> None:
    for number in range(many):
        answers = WORST if number % 2 else BEST
        rooms.play(f"{course}-{number}", answers, course=course, **more)


def join(rooms: Rooms, *courses: str) -> None:
    """A programme of these courses of the first platform."""
    with rooms.database.writing() as session:
        registration = session.query(Registration).order_by(Registration.id).first()
        assert registration is not None
        made = programmes.add(session, registration, "Wards", rooms.now)
        for course in courses:
            programmes.join(session, made, programmes.course_of(session, made, course))


def read(rooms: Rooms, course: str = "") -> Published:
    """What is published of a course, or of the programme."""
    with rooms.database.reading() as session:
        module = [rooms.modules["kind"]]
        if course:
            context = session.query(Context).filter_by(context_id=course).one()
            return published.of_course(session, context, module, USUAL)[0]
        programme = session.query(Programme).one()
        return published.of_programme(session, programme, module, USUAL)[0]


def test_a_programme_is_the_sum_of_its_courses_steps(rooms: Rooms) -> None:
    finish(rooms, 14, "c1")
    finish(rooms, 19, "c2")
    finish(rooms, 60, "c3")
    rooms.count()
    join(rooms, "c1", "c2")
    one = read(rooms)
    assert (one.people, one.tables["floor"].shares is not None) == (30, True)
    assert read(rooms, "c1").tables["floor"].shares is None
    assert one.elsewhere["floor"] == read(rooms, "c3").tables["floor"].shares


def test_small_courses_are_counted_together_after_four_weeks(rooms: Rooms) -> None:
    for course in ("c1", "c2"):
        finish(rooms, 9, course)
    join(rooms, "c1", "c2")
    rooms.later(days=27)
    assert (rooms.count(), read(rooms).tables) == (0, {})
    finish(rooms, 2, "c3")
    rooms.later(days=1)
    assert (rooms.count(), rooms.count()) == (1, 0)
    one = read(rooms)
    assert (one.people, one.tables != {}) == (10, True)
    assert (read(rooms, "c1").tables, read(rooms, "c1").people) == ({}, 0)
    with rooms.database.reading() as session:
        mine = session.query(ProgrammeFigures).one()
        assert mine.counts == session.query(TrustFigures).one().counts
        assert session.query(CourseFigures).count() == 0
        records = [row.record for row in session.query(FirstWay).order_by("id")]
        assert (records[:18], all(records[18:])) == ([""] * 18, True)


def test_who_is_counted_with_a_programme_is_in_no_other_step(small: Rooms) -> None:
    """Nor elsewhere: neither of their own course nor of the organisation beside it."""
    finish(small, 9, "c1")
    finish(small, 9, "c2")
    join(small, "c1", "c2")
    small.later(days=28)
    small.count()
    small.later(days=2)
    for number in range(9, 19):
        small.play(f"c1-{number}", BEST, course="c1")
    finish(small, 60, "c3")
    assert small.count() == 2
    with small.database.reading() as session:
        own = session.query(CourseFigures).order_by("context_id").all()
        assert [row.people for row in own] == [10, 60]
        rest = session.query(ProgrammeFigures).one()
        whole = joined(joined(own[0].counts, own[1].counts), rest.counts)
        assert whole == session.query(TrustFigures).one().counts
    alone = read(small, "c3").tables["floor"].shares
    assert read(small, "c1").elsewhere["floor"] == alone
    assert read(small).elsewhere["floor"] == alone


def test_removing_one_leaves_its_courses(small: Rooms) -> None:
    """What was counted with it alone stays in the organisation's figures."""
    finish(small, 14, "c1")
    small.count()
    finish(small, 9, "c2")
    finish(small, 9, "c3")
    join(small, "c2", "c3", "c1")
    small.later(days=28)
    assert small.count() == 1
    before = read(small, "c1").tables
    with small.database.writing() as session:
        programmes.remove(session, session.query(Programme).one())
    assert read(small, "c1").tables == before
    with small.database.reading() as session:
        whole = session.query(TrustFigures).one().counts
        tables = (ProgrammeFigures, CourseFigures)
        assert [session.query(table).count() for table in tables] == [0, 1]
    assert whole["floor"]["total"] == 2 * (14 + 18)


def test_too_few_wait(small: Rooms) -> None:
    finish(small, 5, "c1")
    finish(small, 4, "c2")
    finish(small, 9, "c3")
    join(small, "c1", "c2")
    small.later(days=60)
    assert small.count() == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("theirs", "course-unknown"),  # of another platform
        ("nowhere", "course-unknown"),
        ("Course c1", ""),  # by title
        ("c2", "course-taken"),
        ("Twin", "course-several"),
    ],
)
def test_a_programme_is_of_one_trust_and_a_course_of_one_programme(
    small: Rooms, words: str, code: str
) -> None:
    for course in ("c1", "c2", "t1", "t2"):
        small.play("p", [], course=course)
    small.play("p", [], course="theirs", platform="Moss")
    join(small, "c2")
    with small.database.writing() as session:
        for name in ("t1", "t2"):
            session.query(Context).filter_by(context_id=name).one().title = "Twin"
        home = session.get_one(Registration, small.platforms["Copse"])
        second = programmes.add(session, home, "Second", small.now)
        caught = ""
        try:
            found = programmes.course_of(session, second, words)
            programmes.join(session, second, found)
        except CommandError as error:
            caught = error.code
        assert caught == code
        stranger = session.query(Context).filter_by(context_id="theirs").one()
        with pytest.raises(CommandError, match="of another platform"):
            programmes.join(session, second, stranger)


def number_of(site: Site, title: str) -> str:
    with site.wiring.database.reading() as session:
        return str(session.query(Context).filter_by(context_id=title).one().id)


def made(site: Site, *courses: str) -> Admin:
    """An administrator who has made the first programme with these courses."""
    admin = signed_in(site)
    admin.done("/programmes", platform="1", name=" Ward  managers ")
    for course in courses:
        admin.done("/programmes/1/join", course=number_of(site, course))
    return admin


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A course of 14, and one of 20 beside it."""
    running = start_site(tmp_path, course=course_of(14))
    fill(running, 14)
    fill(running, 20, course="other")
    yield running
    running.stop()


def opened(site: Site, ending: str = "") -> Any:
    """The programme's page as a facilitator comes to it, or a file of it."""
    action, fields = form_of(launch(site, "f").text, "/programme")
    address = f"{site.tool}{action}{ending}"
    return loopback.post(address, data=fields)


def test_an_administrator_makes_it_and_facilitators_look(site: Site) -> None:
    admin = made(site, "room", "other")
    assert "part of a programme" not in launch(site, "f").text
    admin.done("/programmes/1/open", is_open="yes")
    page = opened(site).text
    assert "at least 30 people have finished" in words(page)
    assert "This programme" in words(page)
    assert "Person of" not in page
    assert told(page) != []
    assert told(page) == told(admin.get("/programmes/1"))
    file = opened(site, "/figures.csv")
    table = list(csv.DictReader(StringIO(file.content.decode("utf-8-sig"))))
    assert {row["This programme"] for row in table} == set(told(page))
    admins = admin.client.get("/admin/programmes/1/figures.csv")
    assert admins.data == file.content


def test_the_command_tells_what_the_page_tells(site: Site, tmp_path: Path) -> None:
    """The same file byte by byte, under the same rules, and its looks are in the log."""
    admin = made(site)
    named = (site.config.name, "Ward managers")
    asked = ("programmes", "figures", *named)
    assert (
        typed(site, *asked).output == "Ward managers\nThere is nothing to tell yet.\n"
    )
    free = typed(site, "programmes", "courses", *named).output.splitlines()
    assert [line.rpartition(" ")[2] for line in free] == ["(other)", "(room)"]
    for course in ("room", "other"):
        admin.done("/programmes/1/join", course=number_of(site, course))
    lines = typed(site, *asked).output.splitlines()
    assert lines[:3] == [
        "Ward managers",
        "  Course other (other)",
        "  Course room (room)",
    ]
    assert " at least 30 people have finished and are counted." in lines[3]
    assert "Person of" not in "".join(lines)
    shown = [line for line in lines if "This programme: " in line]
    words_shown = {line.split("This programme: ")[1].split(",")[0] for line in shown}
    assert words_shown == set(told(admin.get("/programmes/1")))
    files = {ending: tmp_path / f"figures.{ending}" for ending in ("csv", "xlsx")}
    wanted = [f"--{ending}={path}" for ending, path in files.items()]
    assert typed(site, *asked, *wanted).output == ""
    page = admin.client.get("/admin/programmes/1/figures.csv")
    assert files["csv"].read_bytes() == page.data
    assert files["xlsx"].read_bytes()[:2] == b"PK"
    nowhere = typed(site, *asked, "--csv", str(tmp_path / "none" / "figures.csv"))
    assert (nowhere.exit_code, "Traceback" in nowhere.output) == (1, False)
    log = typed(site, "admin", "log").output
    assert "command line: looked at programme Ward managers" in log
    assert "command line: took the figures of programme Ward managers" in log


def test_a_course_with_content_of_one_of_its_courses_is_told_and_stays_outside(
    site: Site,
) -> None:
    admin = made(site, "room")
    plain = words(admin.get("/programmes/1"))
    assert ("(other)" in plain, "copied from" in plain) == (True, False)
    with site.wiring.database.writing() as session:
        course = session.query(Context).filter_by(context_id="other").one()
        course.copied_from = ["gone", "room", "other"]
    assert "(other), with content copied from Course room" in words(
        admin.get("/programmes/1")
    )
    asked = ("programmes", "courses", site.config.name, "Ward managers")
    assert "(other), with content copied from Course room" in typed(site, *asked).output
    with site.wiring.database.reading() as session:
        assert session.query(ProgrammeCourse).count() == 1


def test_every_look_is_written_down(site: Site) -> None:
    admin = made(site, "room")
    admin.done("/programmes/1/open", is_open="yes")
    opened(site)
    opened(site, "/figures.xlsx")
    admin.client.get("/admin/programmes/1/figures.xlsx")
    with site.wiring.database.reading() as session:
        looks = [one.action for one in session.query(AuditEvent).order_by("id")]
        deeds = [one.action for one in session.query(AdminEvent).order_by("id")]
    assert [one for one in looks if "programme" in one] == [
        "programme figures",
        "programme file figures",
    ]
    assert deeds[-1] == "took the figures of programme Ward managers"
    assert "looked at programme Ward managers" in deeds
    assert "programme figures" in admin.get("/log")


def test_plain_pages_of_one_course_and_of_none(site: Site) -> None:
    admin = made(site)
    assert "has no courses yet" in words(admin.get("/programmes/1"))
    admin.done("/programmes/1/join", course=number_of(site, "room"))
    admin.done("/programmes/1/open", is_open="yes")
    page = opened(site).text
    assert "This programme has one course so far" in words(page)
    assert told(page) == told(launch(site, "f").text)


def test_nobody_looks_once_it_is_closed_left_or_removed(site: Site) -> None:
    admin = made(site, "room")
    admin.done("/programmes/1/open", is_open="yes")
    action, fields = form_of(launch(site, "f").text, "/programme")
    course = number_of(site, "room")
    for path, given in (
        ("/programmes/1/open", {}),
        ("/programmes/1/leave", {"course": course}),
        ("/programmes/1/remove", {"sure": "yes"}),
    ):
        admin.done(path, **given)
        answer = loopback.post(site.tool + action, data=fields)
        assert (answer.status_code, "not-found" in answer.text) == (404, True)
        if path.endswith("open"):
            admin.done(path, is_open="yes")
    refused = loopback.post(site.tool + action, data={"session": "x"})
    assert refused.status_code == 401


ODD: list[tuple[str, dict[str, str], str]] = [
    ("/programmes", {"platform": "1", "name": " "}, "programme-name"),
    ("/programmes", {"platform": "1", "name": "x" * 201}, "programme-name"),
    ("/programmes", {"platform": "1", "name": "Ward managers"}, "programme-name"),
    ("/programmes", {"platform": "?", "name": "New"}, "platform-unknown"),
    ("/programmes/1/join", {"course": "9" * 20}, "course-unknown"),
    ("/programmes/1/join", {"course": "77"}, "course-unknown"),
    ("/programmes/1/leave", {"course": "1"}, "course-unknown"),
    ("/programmes/1/remove", {}, "programme-sure"),
    ("/programmes/7/open", {}, "programme-unknown"),
]


def test_what_cannot_be_used_is_named(own_site: Site) -> None:
    admin = made(own_site)
    for path, given, code in ODD:
        answer = admin.post(path, **given)
        assert (path, answer.status_code, code in answer.text) == (path, 400, True)
