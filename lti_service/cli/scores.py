"""Scores that have not arrived: `olw lti scores ...`."""

from __future__ import annotations

import click

from lti_service.cli.common import note, of_platform, plainly, ready_database
from lti_service.cli.printing import say
from lti_service.clock import utc_now
from lti_service.library import Library
from lti_service.services.platforms import registrations
from lti_service.services.rows import MOST_ROWS
from lti_service.services.scores import (
    queued_activities,
    retrying,
)


@click.group()
def scores() -> None:
    """Scores that have not arrived."""


@scores.command("list")
@plainly
def list_scores() -> None:
    """Show what has not arrived yet, and why, activity by activity."""
    _, database = ready_database()
    now = utc_now()
    with database.reading() as session:
        found = queued_activities.read(session)
    if not found:
        say("Everything has arrived.")
        return
    titles = Library.load().labels
    for line in found:
        where = f"{line.platform}, {line.course or 'no course'}"
        activity = f"{line.story(titles)} ({line.activity})"
        told = f"{line.rows} {line.word}, {line.problem or 'no problem so far'}"
        oldest = f"the oldest for {line.age(now)}"
        say(f"{line.number}: {where}, {activity}: {told}, {oldest}")


@scores.command("retry")
@click.argument("platform")
@of_platform
@click.option(
    "--activity",
    type=click.IntRange(1, MOST_ROWS),
    help="Only this one: a number of `scores list`.",
)
@plainly
def retry_scores(platform: str, client_id: str, activity: int | None) -> None:
    """Try everything that did not arrive at PLATFORM (name or issuer) again now.

    A column that was asked for and whose address never came is asked for once more: look for it in
    the gradebook first.
    """
    _, database = ready_database()
    with database.writing() as session:
        registration = registrations.named(session, platform, client_id)
        count = retrying.retry(session, registration.id, utc_now(), activity)
        what = "retried scores of an activity" if activity else "retried scores"
        note(session, what, registration.name)
    say(f"{registration.name}: {count} will be tried again.")
