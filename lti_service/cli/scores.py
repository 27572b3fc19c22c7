"""Scores that have not arrived: `olw lti scores ...`."""

from __future__ import annotations

import click

from lti_service.cli.common import note, of_platform, plainly, ready_database
from lti_service.clock import utc_now
from lti_service.services.platforms import registrations
from lti_service.services.scores import deliveries, line_items, queue_overview


@click.group()
def scores() -> None:
    """Scores that have not arrived."""


@scores.command("list")
@plainly
def list_scores() -> None:
    """Show what has not arrived yet, and why."""
    _, database = ready_database()
    with database.reading() as session:
        found = queue_overview.queued(session)
    for one in found:
        problem = one.problem or "no problem so far"
        what = f"{one.rows} {one.word}"
        click.echo(f"{one.platform}: {what}, {problem}")
    if not found:
        click.echo("Everything has arrived.")


@scores.command("retry")
@click.argument("platform")
@of_platform
@plainly
def retry_scores(platform: str, client_id: str) -> None:
    """Try everything that did not arrive at PLATFORM (name or issuer) again now.

    A column that was asked for and whose address never came is asked for once more: look for it in
    the gradebook first.
    """
    _, database = ready_database()
    with database.writing() as session:
        registration = registrations.named(session, platform, client_id)
        count = deliveries.try_again(session, registration.id, utc_now())
        note(session, "retried scores", registration.name)
    line_items.forget_asking(database, registration.id)
    click.echo(f"{registration.name}: {count} will be tried again.")
