"""Programmes: made, opened and closed, and which courses are in them.

Pages and commands of administrators call these; `published.of_programme` has the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from lti_service.errors import CommandError
from lti_service.messages.text import is_storable
from lti_service.models import (
    Context,
    Deployment,
    Programme,
    ProgrammeCourse,
    ProgrammeFigures,
    Registration,
)
from lti_service.services import rows

NAME_LENGTH = 200
SHOWN = 100
"""Characters of what was typed in, in a message."""


def every(session: Session) -> Sequence[Programme]:
    """By name."""
    query = select(Programme).order_by(Programme.name, Programme.id)
    return session.scalars(query).all()


def add(
    session: Session,
    registration: Registration,
    name: str,
    now: datetime,
) -> Programme:
    """A new one without courses, for administrators alone. Raises CommandError."""
    plain = " ".join(name.split())
    if not plain or len(plain) > NAME_LENGTH or not is_storable(plain):
        told = f"A programme has a name of 1 to {NAME_LENGTH} characters."
        raise CommandError("programme-name", told)
    if _named(session, registration, plain) is not None:
        told = f"{registration.name} has a programme of this name already."
        raise CommandError("programme-name", told)
    programme = Programme(registration=registration, name=plain, created_at=now)
    session.add(programme)
    session.flush()
    return programme


def find(session: Session, registration: Registration, name: str) -> Programme:
    """The one of this name. Raises CommandError (programme-unknown)."""
    found = _named(session, registration, name)
    if found is None:
        told = f"{registration.name} has no programme {name[:SHOWN]!r}."
        raise CommandError("programme-unknown", f"{told} See: olw lti programmes list")
    return found


def by_number(session: Session, number: int) -> Programme:
    """The one of an address. Raises CommandError (programme-unknown)."""
    found = session.get(Programme, number) if number <= rows.MOST_ROWS else None
    if found is None:
        told = "There is no such programme any more. Go back to the list."
        raise CommandError("programme-unknown", told)
    return found


def open_to_facilitators(session: Session, programme: Programme, is_open: bool) -> None:
    """Whether who facilitates one of its courses may open its page."""
    programme.is_open = is_open
    session.flush()


def courses(session: Session, programme: Programme) -> list[Context]:
    """Those in it, by title."""
    query = (
        select(Context)
        .join(ProgrammeCourse, ProgrammeCourse.context_id == Context.id)
        .where(ProgrammeCourse.programme_id == programme.id)
        .order_by(Context.title, Context.id)
    )
    return list(session.scalars(query))


def free_courses(session: Session, programme: Programme) -> list[Context]:
    """Courses of its platform that are in no programme, by title."""
    query = (
        _courses_of(programme.registration_id)
        .outerjoin(ProgrammeCourse, ProgrammeCourse.context_id == Context.id)
        .where(ProgrammeCourse.context_id.is_(None))
        .order_by(Context.title, Context.id)
    )
    return list(session.scalars(query))


def originals(free: Sequence[Context], inside: Sequence[Context]) -> dict[int, Context]:
    """Id of a free course -> the course of a programme copied into it, the nearest one.

    Perhaps in part. An administrator reads of it and decides: none is in a programme by itself.
    """
    by_id = {(one.deployment_id, one.context_id): one for one in inside}
    found: dict[int, Context] = {}
    for course in free:
        for told in course.copied_from:
            original = by_id.get((course.deployment_id, told))
            if original is not None:
                found.setdefault(course.id, original)
    return found


def line_of(course: Context, original: Context | None = None) -> str:
    """Title, id in the LMS, and which course of the programme was copied into it."""
    line = f"{course.title or 'without a name'} ({course.context_id})"
    if original is None:
        return line
    return f"{line}, with content copied from {original.title or original.context_id}"


def course_of(session: Session, programme: Programme, words: str) -> Context:
    """The course of its platform that has this id in the LMS, or else this title.

    Raises CommandError: course-unknown, also for a course of another platform; course-several.
    """
    theirs = _courses_of(programme.registration_id).order_by(Context.id)
    for column in (Context.context_id, Context.title):
        found = session.scalars(theirs.where(column == words)).all()
        if len(found) > 1:
            told = (
                f"{len(found)} courses of {programme.registration.name} are called so."
            )
            raise CommandError("course-several", f"{told} Name one by its id.")
        if found:
            return found[0]
    told = (
        f"{programme.registration.name} has no course {words[:SHOWN]!r} that we know."
    )
    raise CommandError(
        "course-unknown",
        f"{told} A course is known once somebody has opened an activity of it, or a notice of the "
        "LMS has named it.",
    )


def join(session: Session, programme: Programme, course: Context) -> None:
    """Put a course in. Raises CommandError: course-unknown, course-taken."""
    if course.deployment.registration_id != programme.registration_id:
        told = "The course is of another platform. A programme is of one trust."
        raise CommandError("course-unknown", told)
    place = {"context_id": course.id}
    first = {"programme_id": programme.id}
    row = rows.get_or_create(session, ProgrammeCourse, place, first)
    if row.programme_id != programme.id:
        other = session.get_one(Programme, row.programme_id).name
        told = f"The course is in the programme {other}. Take it out there first."
        raise CommandError("course-taken", told)


def leave(session: Session, programme: Programme, course: Context) -> None:
    """Take a course out. Raises CommandError (course-unknown)."""
    query = delete(ProgrammeCourse).where(
        ProgrammeCourse.context_id == course.id,
        ProgrammeCourse.programme_id == programme.id,
    )
    if not rows.change(session, query):
        told = f"The course is not in the programme {programme.name}."
        raise CommandError("course-unknown", told)


def remove(session: Session, programme: Programme) -> None:
    """Delete it with the figures of its own. Its courses and their figures stay."""
    for model in (ProgrammeCourse, ProgrammeFigures):
        theirs = model.programme_id == programme.id
        rows.change(session, delete(model).where(theirs))
    session.delete(programme)
    session.flush()


def of_course(session: Session, course: Context) -> Programme | None:
    """The programme whose page this course's facilitators may open."""
    query = (
        select(Programme)
        .join(ProgrammeCourse, ProgrammeCourse.programme_id == Programme.id)
        .where(ProgrammeCourse.context_id == course.id, Programme.is_open.is_(True))
    )
    return session.scalar(query)


def _named(
    session: Session,
    registration: Registration,
    name: str,
) -> Programme | None:
    query = select(Programme).filter_by(registration_id=registration.id, name=name)
    return session.scalar(query)


def _courses_of(registration_id: int) -> Select[Context]:
    """Of one platform, in any of its deployments."""
    return (
        select(Context)
        .join(Deployment, Context.deployment_id == Deployment.id)
        .where(Deployment.registration_id == registration_id)
    )
