"""The service's own keys and secret: `olw lti keys ...` and `olw lti reseal`."""

from __future__ import annotations

import click

from lti_service.cli.common import note, plainly, ready_database
from lti_service.cli.printing import say
from lti_service.clock import utc_now
from lti_service.services.keys import tool_keys
from lti_service.services.sealing import secrets


@click.group()
def keys() -> None:
    """The keys that this tool signs with."""


@keys.command("list")
@plainly
def list_keys() -> None:
    """Show the keys, how old they are and what each is doing."""
    _, database = ready_database()
    now = utc_now()
    with database.reading() as session:
        found = tool_keys.every(session)
    for key in found:
        days = (now - key.created_at).days
        state = tool_keys.state_of(key, found, now)
        say(f"{key.kid}: {days} days old, {state}")


@keys.command()
@click.argument("kid", default="")
@plainly
def pem(kid: str) -> None:
    """Print a public key as text, for an LMS that reads no key set (Totara 17).

    KID: one of those that `olw lti keys list` shows; without it, the one that signs now.
    """
    _, database = ready_database()
    now = utc_now()
    with database.reading() as session:
        wanted = kid or tool_keys.signing(session, now).kid
        texts = tool_keys.texts(session, now)
    if wanted not in texts:
        told = f"No key {wanted} is published. See: olw lti keys list"
        raise click.ClickException(told)
    for line in texts[wanted].splitlines():
        say(line)


@keys.command()
@plainly
def rotate() -> None:
    """Publish a new key; it signs after a day, and the old ones end a week later."""
    _, database = ready_database()
    with database.writing() as session:
        made = tool_keys.rotate(session, utc_now())
        note(session, "rotated the signing key", made.kid)
    begins = f"{made.signs_from:%d %B %Y %H:%M} UTC"
    say(f"Key {made.kid} is published and signs from {begins}.")


@click.command()
@plainly
def reseal() -> None:
    """Seal everything anew under OLW_SECRET_KEY, after it was changed.

    People can go on learning meanwhile.
    """
    _, database = ready_database()
    resealed = secrets.seal_all(database, utc_now())
    with database.writing() as session:
        note(session, "sealed everything anew", "")
    say(f"Sealed {resealed.done} records and card logs, and the signing keys.")
    if resealed.left:
        told = f"{resealed.left} could not be opened with any secret and were left as they are."
        remedy = "Keep OLW_SECRET_KEY_OLD and add the secret they were made with."
        raise click.ClickException(f"{told} {remedy}")
    say("OLW_SECRET_KEY_OLD is no longer needed once every process was started anew.")
