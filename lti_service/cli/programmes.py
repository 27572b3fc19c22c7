"""Courses of one trust with a page together: `olw lti programmes ...`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session

from lti_service.cli.common import note, of_platform, plainly, ready_database
from lti_service.cli.printing import say
from lti_service.clock import utc_now
from lti_service.models import Programme
from lti_service.services.figures import programmes as services
from lti_service.services.platforms import registrations


@click.group()
def programmes() -> None:
    """Courses of one platform whose figures are told together."""


@programmes.command("list")
@plainly
def list_programmes() -> None:
    """Show every programme with its courses."""
    _, database = ready_database()
    with database.reading() as session:
        found = services.every(session)
        for programme in found:
            say(_line(programme))
            inside = services.courses(session, programme)
            for course in inside:
                line = services.line_of(course)
                say(f"  {line}")
    if not found:
        say("There is no programme. Make one with: olw lti programmes add")


@programmes.command("courses")
@click.argument("platform")
@click.argument("name")
@of_platform
@plainly
def list_free_courses(platform: str, name: str, client_id: str) -> None:
    """Show the courses of PLATFORM (name or issuer) that can join programme NAME."""
    _, database = ready_database()
    with database.reading() as session:
        found = registrations.named(session, platform, client_id)
        programme = services.find(session, found, name)
        inside = services.courses(session, programme)
        free = services.free_courses(session, programme)
    originals = services.originals(free, inside)
    for course in free:
        original = originals.get(course.id)
        line = services.line_of(course, original)
        say(line)
    if not free:
        say(
            "No other course is free. A course is known once somebody has opened an activity of it,"
            " or a notice of the LMS has named it."
        )


@programmes.command("add")
@click.argument("platform")
@click.argument("name")
@of_platform
@plainly
def add_programme(platform: str, name: str, client_id: str) -> None:
    """Make the programme NAME of PLATFORM (name or issuer), for administrators alone."""
    _, database = ready_database()
    with database.writing() as session:
        found = registrations.named(session, platform, client_id)
        added = services.add(session, found, name, utc_now())
        note(session, f"added programme {added.name}", found.name)
        say(_line(added))


@programmes.command("open")
@click.argument("platform")
@click.argument("name")
@of_platform
@click.option("--no", "close", is_flag=True, help="Close it again.")
@plainly
def open_programme(platform: str, name: str, client_id: str, close: bool) -> None:
    """Let facilitators of its courses open the page of programme NAME, or no longer."""
    verb = "closed" if close else "opened"
    with naming(platform, name, client_id, verb) as (session, programme):
        services.open_to_facilitators(session, programme, not close)
        say(_line(programme))


@programmes.command("join")
@click.argument("platform")
@click.argument("name")
@click.argument("course")
@of_platform
@plainly
def join_course(platform: str, name: str, course: str, client_id: str) -> None:
    """Put COURSE into programme NAME: its id in the LMS, or its title."""
    verb = "put a course into"
    with naming(platform, name, client_id, verb) as (session, programme):
        joined = services.course_of(session, programme, course)
        services.join(session, programme, joined)
        say(f"{joined.title or course} is in {programme.name}.")


@programmes.command("leave")
@click.argument("platform")
@click.argument("name")
@click.argument("course")
@of_platform
@plainly
def leave_course(platform: str, name: str, course: str, client_id: str) -> None:
    """Take COURSE out of programme NAME: its id in the LMS, or its title."""
    verb = "took a course out of"
    with naming(platform, name, client_id, verb) as (session, programme):
        left = services.course_of(session, programme, course)
        services.leave(session, programme, left)
        say(f"{left.title or course} is no longer in {programme.name}.")


@programmes.command("remove")
@click.argument("platform")
@click.argument("name")
@of_platform
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
@plainly
def remove_programme(platform: str, name: str, client_id: str, yes: bool) -> None:
    """Remove programme NAME. Its courses and their figures stay."""
    if not yes:
        question = f"Remove the programme {name} of {platform}?"
        click.confirm(question, abort=True)
    with naming(platform, name, client_id, "removed") as (session, programme):
        services.remove(session, programme)
    say(f"Removed {name}.")


@contextmanager
def naming(
    platform: str,
    name: str,
    client_id: str,
    verb: str,
) -> Iterator[tuple[Session, Programme]]:
    """The programme that a command names, in a unit that notes what is done with it.

    `verb`: what is done, in the past.
    Raises CommandError.
    """
    _, database = ready_database()
    with database.writing() as session:
        found = registrations.named(session, platform, client_id)
        programme = services.find(session, found, name)
        deed = f"{verb} programme {programme.name}"
        note(session, deed, found.name)
        yield session, programme


def _line(programme: Programme) -> str:
    """Platform, name, and who may open it."""
    who = "administrators alone"
    if programme.is_open:
        who = "facilitators of its courses"
    platform = programme.registration.name
    return f"{platform}: {programme.name}, for {who}"
