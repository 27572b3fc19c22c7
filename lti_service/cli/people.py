"""What is stored about one person: `olw lti export` and `olw lti forget`."""

from __future__ import annotations

import click

from lti_service.cli.common import note, of_platform, plainly, ready_database
from lti_service.cli.printing import say, say_json
from lti_service.services.personal_data import person
from lti_service.services.platforms import registrations


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
            for one in person.everyone(session, registration):
                say_json(one)
            return
        learner = person.find(session, registration, sub)
        told = person.told(session, learner)
    say_json(told, indent=2)


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
