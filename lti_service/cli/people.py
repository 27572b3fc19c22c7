"""What is stored about one person: `olw lti export` and `olw lti forget`."""

from __future__ import annotations

import click

from lti_service.cli.common import note, of_platform, plainly, ready_database
from lti_service.cli.printing import say, say_json, warn
from lti_service.services.personal_data import person
from lti_service.services.platforms import registrations

SEALED = (
    'What "unopened" names there, and stops_counted_for where it is null, lies sealed under a '
    "secret that this server no longer has. Nothing else is touched. If you still have "
    "that secret, put it into OLW_SECRET_KEY_OLD and do it again. [record-sealed]"
)


@click.command()
@click.argument("platform")
@click.argument("sub", default="")
@of_platform
@plainly
def export(platform: str, sub: str, client_id: str) -> None:
    """Show all that is stored about one person, or about a whole trust, as JSON.

    PLATFORM is a name or issuer from `platforms list`, SUB the id that the LMS sends for the
    person. Without it everyone is shown, one JSON object in each line.
    """
    _, database = ready_database()
    with database.writing() as session:
        registration = registrations.named(session, platform, client_id)
        what = "exported a person" if sub else "exported everyone"
        note(session, what, registration.name)
    with database.reading() as session:
        if not sub:
            is_whole = True
            for one in person.everyone(session, registration):
                say_json(one)
                is_whole = is_whole and one["is_whole"]
            _say_whether(is_whole)
            return
        learner = person.find(session, registration, sub)
        told = person.told(session, learner)
    say_json(told, indent=2)
    _say_whether(told["is_whole"])


def _say_whether(is_whole: bool) -> None:
    """After the JSON, which is for files: whether it tells everything."""
    if not is_whole:
        warn(SEALED)


@click.command()
@click.argument("platform")
@click.argument("sub")
@of_platform
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
@plainly
def forget(platform: str, sub: str, client_id: str, yes: bool) -> None:
    """Delete one person and everything about them. The LMS keeps what it has.

    PLATFORM is a name or issuer from `platforms list`, SUB the id that the LMS sends for the
    person.
    """
    _, database = ready_database()
    if not yes:
        click.confirm(f"Delete everything about {sub} of {platform}?", abort=True)
    with database.writing() as session:
        registration = registrations.named(session, platform, client_id)
        learner = person.find(session, registration, sub)
        person.forget(session, learner)
        note(session, "forgot a person", registration.name)
    remedy = "keeps the scores it was sent; delete those there."
    say(f"Deleted. {registration.name} {remedy}")
