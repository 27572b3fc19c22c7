"""Administrators: `olw lti admin ...`."""

from __future__ import annotations

import click

from lti_service.cli.common import note, plainly, ready_database
from lti_service.cli.printing import say
from lti_service.clock import utc_now
from lti_service.services import admin_log, audit
from lti_service.services.admin import admin_sessions, overview
from lti_service.services.admin.admin_sessions import LINK_LIFE


@click.group()
def admin() -> None:
    """The pages under /admin: signing in, and the log of what was done."""


@admin.command("link")
@click.option(
    "--name",
    default="administrator",
    show_default=True,
    help="Who signs in with it; the log shows this name.",
)
@plainly
def sign_in_link(name: str) -> None:
    """Make a link that signs one person in, once, and not long after it was made."""
    settings, database = ready_database()
    with database.writing() as session:
        token = admin_sessions.make_link(session, name, utc_now())
        note(session, "made a sign-in link", name)
    minutes = round(LINK_LIFE.total_seconds() / 60)
    say(f"Open this within {minutes} minutes. It works once:")
    say(f"{settings.public_url}/admin/enter/{token}")


@admin.command("overview")
@plainly
def show_overview() -> None:
    """Show what needs an administrator now, as the first page does."""
    _, database = ready_database()
    now = utc_now()
    with database.reading() as session:
        found = overview.read(session, now)
    for waits in found.pending:
        told = f"deployment {waits.deployment_id} waits for approval"
        say(f"{waits.registration.name}: {told}")
    for one in found.troubled:
        told = f"{one.rows} scores {one.word}, {one.problem}"
        say(f"{one.platform}: {told}")
    say(f"Platforms: {found.platforms}")
    say(f"Scores on their way: {found.waiting}")
    say(f"Newest signing key: {found.key_days} days old")
    say(f"Signed in under /admin: {found.signed_in}")


@admin.command("sign-out")
@plainly
def sign_out() -> None:
    """Sign every administrator out, and end all sign-in links."""
    _, database = ready_database()
    with database.writing() as session:
        gone = admin_sessions.end_all(session)
        note(session, "signed every administrator out", "")
    say(f"{gone} sessions ended.")


@admin.command("log")
@click.option(
    "--most",
    default=50,
    show_default=True,
    type=click.IntRange(1, 10_000),
    help="How many entries.",
)
@click.option("--looks", is_flag=True, help="Who looked at a group's page, instead.")
@plainly
def show_log(most: int, looks: bool) -> None:
    """Show what administrators did, newest first."""
    _, database = ready_database()
    with database.reading() as session:
        if looks:
            lines = [_look(one) for one in audit.newest(session, most)]
        else:
            events = admin_log.newest(session, most)
            lines = [f"{one.at:%Y-%m-%d %H:%M} {one.told}" for one in events]
    for line in lines:
        say(line)
    if not lines:
        say("Nothing has been written down yet.")


def _look(one: audit.Look) -> str:
    """A line about a look at a group's page."""
    who = one.actor or "somebody who was forgotten"
    at = f"{one.at:%Y-%m-%d %H:%M}"
    where = f"{one.platform}, {one.course}"
    what = f"{one.action}, {one.people} people"
    return f"{at} {where}: {who}, {what}"
