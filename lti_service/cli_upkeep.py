"""The commands of upkeep: what is stored about a person, scores that did not arrive, and a new
secret.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import click

from lti_service.cli_common import plainly, ready_database
from lti_service.clock import utc_now
from lti_service.services import deliveries, line_items, people, registrations, secrets


def _of_platform(command: Callable[..., None]) -> Callable[..., None]:
    """The option that decides between platforms of one name."""
    words = "Its client id, where several platforms have the name or issuer."
    return click.option("--client-id", default="", help=words)(command)


@click.command()
@click.argument("platform")
@click.argument("sub")
@_of_platform
@plainly
def export(platform: str, sub: str, client_id: str) -> None:
    """Show all that is stored about one person, as JSON.

    PLATFORM is a name or issuer from `platforms list`, SUB the id that the LMS sends for the
    person.
    """
    _, database = ready_database()
    with database.reading() as session:
        registration = registrations.named(session, platform, client_id)
        learner = people.find(session, registration, sub)
        click.echo(
            json.dumps(people.told(session, learner), indent=2, ensure_ascii=False)
        )


@click.command()
@click.argument("platform")
@click.argument("sub")
@_of_platform
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
        people.forget(session, people.find(session, registration, sub))
    click.echo(
        f"Deleted. {registration.name} keeps the scores it was sent; delete those there."
    )


@click.command()
@plainly
def reseal() -> None:
    """Seal everything anew under OLW_SECRET_KEY, after it was changed.

    People can go on learning meanwhile.
    """
    _, database = ready_database()
    resealed = secrets.seal_all(database, utc_now())
    click.echo(f"Sealed {resealed.done} records and card logs, and the signing keys.")
    if resealed.left:
        told = f"{resealed.left} could not be opened with any secret and were left as they are."
        remedy = "Keep OLW_SECRET_KEY_OLD and add the secret they were made with."
        raise click.ClickException(f"{told} {remedy}")
    click.echo(
        "OLW_SECRET_KEY_OLD is no longer needed once every process was started anew."
    )


@click.group()
def scores() -> None:
    """Scores that have not arrived."""


@scores.command("list")
@plainly
def list_scores() -> None:
    """Show what could not be delivered, and why."""
    _, database = ready_database()
    with database.reading() as session:
        found = deliveries.parked(session)
    for name, problem, count in found:
        click.echo(f"{name}: {count}, {problem}")
    if not found:
        click.echo("Everything has arrived or is on its way.")


@scores.command("retry")
@click.argument("platform")
@_of_platform
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
    line_items.forget_asking(database, registration.id)
    click.echo(f"{registration.name}: {count} will be tried again.")


COMMANDS = (export, forget, reseal, scores)
