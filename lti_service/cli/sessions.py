"""Ending what launches opened, from outside: `olw lti sessions end`."""

from __future__ import annotations

import click

from lti_service.cli.common import note, of_platform, plainly, ready_database
from lti_service.cli.printing import say
from lti_service.services.launching import launch_sessions
from lti_service.services.personal_data import person
from lti_service.services.platforms import registrations


@click.group()
def sessions() -> None:
    """Sessions of learners and facilitators."""


@sessions.command("end")
@click.argument("platform")
@click.argument("sub", default="")
@of_platform
@plainly
def end_sessions(platform: str, sub: str, client_id: str) -> None:
    """End every session of one person, or of everyone of a platform.

    PLATFORM is a name or issuer from `platforms list`, SUB the id that the LMS sends for the
    person; without it everyone's end. Nothing is deleted: the next launch goes on where they were.
    """
    _, database = ready_database()
    with database.writing() as session:
        registration = registrations.named(session, platform, client_id)
        if sub:
            learner = person.find(session, registration, sub)
            gone = launch_sessions.end_all_of(session, learner.id)
            note(session, "ended a person's sessions", registration.name)
        else:
            gone = launch_sessions.end_all_at(session, registration.id)
            note(session, "ended everyone's sessions", registration.name)
    say(f"{gone} sessions ended.")
