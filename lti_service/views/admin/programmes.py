"""Programmes: made, opened to facilitators, filled with courses, and looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Response, render_template
from sqlalchemy.orm import Session

from lti_service import addresses
from lti_service.errors import CommandError, RefusedError
from lti_service.models import Context, Programme
from lti_service.services.figures import programmes
from lti_service.services.platforms import registrations
from lti_service.services.rows import MOST_ROWS
from lti_service.views import cohort_files
from lti_service.views.admin import forms
from lti_service.views.admin.gate import blueprint, note
from lti_service.views.admin.platforms import by_number
from lti_service.views.cohort_programme import figures_file, room_of, shown
from lti_service.wiring import wiring


@blueprint.get("/programmes")
def list_programmes() -> str:
    """All of them, and the form for a new one."""
    with wiring().database.reading() as session:
        found = []
        for programme in programmes.every(session):
            many = len(programmes.courses(session, programme))
            found.append((programme, many))
        platforms = registrations.every(session)
    return render_template(
        "admin/programmes.html",
        programmes=found,
        platforms=platforms,
    )


@blueprint.post("/programmes")
def add_programme() -> Response:
    """Make one."""
    here = wiring()
    platform = _number("platform", "platform-unknown", "Choose a platform.")
    with here.database.writing() as session:
        registration = by_number(session, platform)
        name = forms.text("name")
        added = programmes.add(session, registration, name, here.clock())
        note(session, f"added programme {added.name}", registration.name)
    return forms.go_on("admin.programme", "programme-added", number=added.id)


@blueprint.get("/programmes/<int:number>")
def programme(number: int) -> str:
    """Its courses, who may open it, and its figures. Each look is in the log."""
    with _noted(number, "looked at") as (session, found):
        room = room_of(session, found)
        free = programmes.free_courses(session, found)
        originals = programmes.originals(free, room.courses)
        return render_template(
            "admin/programme.html",
            **shown(room),
            free=[
                (course.id, programmes.line_of(course, originals.get(course.id)))
                for course in free
            ],
            files=_files(number),
        )


@blueprint.get("/programmes/<int:number>/figures.<ending>")
def programme_file(number: int, ending: str) -> Response:
    """Its figures as a file. Raises RefusedError."""
    if ending not in cohort_files.TYPES:
        raise RefusedError("not-found", "no such file")
    with _noted(number, "took the figures of") as (session, found):
        room = room_of(session, found)
    return figures_file(room, ending)


@blueprint.post("/programmes/<int:number>/open")
def open_programme(number: int) -> Response:
    """Open it to facilitators of its courses, or close it."""
    is_open = forms.ticked("is_open")
    verb = "opened" if is_open else "closed"
    with _noted(number, verb) as (session, found):
        programmes.open_to_facilitators(session, found, is_open)
    return forms.go_on("admin.programme", "changed", number=number)


@blueprint.post("/programmes/<int:number>/join")
def join_course(number: int) -> Response:
    """Put a course in."""
    with _noted(number, "put a course into") as (session, found):
        programmes.join(session, found, _course(session))
    return forms.go_on("admin.programme", "changed", number=number)


@blueprint.post("/programmes/<int:number>/leave")
def leave_course(number: int) -> Response:
    """Take a course out."""
    with _noted(number, "took a course out of") as (session, found):
        programmes.leave(session, found, _course(session))
    return forms.go_on("admin.programme", "changed", number=number)


@blueprint.post("/programmes/<int:number>/remove")
def remove_programme(number: int) -> Response:
    """Delete it, where the box is ticked."""
    if not forms.ticked("sure"):
        raise CommandError("programme-sure", "Tick the box to remove the programme.")
    with _noted(number, "removed") as (session, found):
        programmes.remove(session, found)
    return forms.go_on("admin.list_programmes", "programme-gone")


@contextmanager
def _noted(number: int, verb: str) -> Iterator[tuple[Session, Programme]]:
    """The programme of an address, in a unit that notes what is done with it.

    Raises CommandError (programme-unknown).
    """
    with wiring().database.writing() as session:
        found = programmes.by_number(session, number)
        note(session, f"{verb} programme {found.name}", found.registration.name)
        yield session, found


def _course(session: Session) -> Context:
    """The course that a form names. Raises CommandError (course-unknown)."""
    told = "Choose a course from the list."
    found = session.get(Context, _number("course", "course-unknown", told))
    if found is None:
        raise CommandError("course-unknown", told)
    return found


def _number(field: str, code: str, told: str) -> int:
    """A row's number from a form. Raises CommandError with this code."""
    digits = forms.text(field)
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= 10
    if not is_number or int(digits) > MOST_ROWS:
        raise CommandError(code, told)
    return int(digits)


def _files(number: int) -> list[tuple[str, str]]:
    """(words, address) of each file."""
    found = []
    for ending in cohort_files.TYPES:
        address = addresses.local("admin.programme_file", number=number, ending=ending)
        found.append((f"Figures ({ending.upper()})", address))
    return found
