"""Links by which an LMS registers itself: `olw lti platforms link`, `links`, `unlink`."""

from __future__ import annotations

from typing import TypedDict, Unpack

import click

from lti_service.cli.common import note, or_blank, plainly, ready_database
from lti_service.cli.platforms import platforms
from lti_service.cli.printing import say
from lti_service.clock import utc_now
from lti_service.services.platforms import registration_links
from lti_service.services.platforms.platform_families import FAMILIES
from lti_service.services.platforms.registration_links import HOURS, MOST_HOURS, Wish


class _Given(TypedDict):
    """Options of `platforms link`, as they are stored."""

    family: str
    report: str
    allow_private: bool
    hours: int


@platforms.command("link")
@click.argument("name")
@click.option(
    "--kind",
    "family",
    type=click.Choice(sorted(FAMILIES)),
    callback=or_blank,
    help="Which LMS it is, where it does not say so itself.",
)
@click.option(
    "--report",
    default="score",
    show_default=True,
    help="What it will be told: completion, score or answers.",
)
@click.option(
    "--private",
    "allow_private",
    is_flag=True,
    help="It may have no public address or TLS.",
)
@click.option(
    "--hours",
    default=HOURS,
    show_default=True,
    type=click.IntRange(1, MOST_HOURS),
    help="How long it works.",
)
@plainly
def make_link(name: str, **given: Unpack[_Given]) -> None:
    """Make a link by which one LMS registers itself; NAME is what people call it.

    Its administrator pastes the link into the LMS. It works once, for the hours that are told.
    """
    settings, database = ready_database()
    with database.writing() as session:
        token = registration_links.make(session, Wish(name, **given), utc_now())
        note(session, "made a registration link", name)
    say(f"Paste this into the LMS of {name}, within {given['hours']} hours:")
    say(f"{settings.public_url}/register/{token}")


@platforms.command("links")
@plainly
def list_links() -> None:
    """Show registration links that nobody has used yet, without the links themselves."""
    _, database = ready_database()
    with database.reading() as session:
        found = registration_links.unused(session, utc_now())
    for one in found:
        ends = f"{one.expires_at:%d %B %Y %H:%M} UTC"
        say(f"{one.id}: for {one.name}, until {ends}")
    if not found:
        say("No link is waiting to be used.")


@platforms.command("unlink")
@click.argument("number", type=int)
@plainly
def take_link_back(number: int) -> None:
    """Take back the registration link NUMBER of `links`."""
    _, database = ready_database()
    with database.writing() as session:
        name = registration_links.take_back(session, number, utc_now())
        note(session, "took back a registration link", name)
    say(f"The link for {name} no longer works.")
