"""Changing and removing platforms: `olw lti platforms edit`, `remove`."""

from __future__ import annotations

import click

from lti_service.cli.common import note, of_platform, plainly, ready_database
from lti_service.cli.platforms import platforms
from lti_service.cli.printing import harmless, say
from lti_service.services.personal_data import removal
from lti_service.services.platforms import (
    platform_changes,
    registrations,
    support_links,
)
from lti_service.services.platforms.platform_families import FAMILIES

Given = str | bool | tuple[str, ...] | None

OTHER = "other"
"""The kind of an LMS that is none of those we know, which is stored as ""."""
_FIELDS = {
    "new_client_id": "client_id",
    "frames": "frame_ancestors",
}
"""Options that have another name than the field of a platform which they change."""


@platforms.command("edit")
@click.argument("platform")
@of_platform
@click.option(
    "--name",
    help="What people call it.",
)
@click.option(
    "--issuer",
    help="Its issuer, after the LMS was moved.",
)
@click.option(
    "--new-client-id",
    help="Its client id, after the tool was added anew there.",
)
@click.option(
    "--login-url",
    help="Its OIDC authentication request address.",
)
@click.option(
    "--token-url",
    help="Its access token address.",
)
@click.option(
    "--keys-url",
    help="Its public key set address.",
)
@click.option(
    "--token-audience",
    help="Audience for token requests; a blank for none.",
)
@click.option(
    "--kind",
    "family",
    type=click.Choice([*sorted(FAMILIES), OTHER]),
    help="Which LMS it is.",
)
@click.option(
    "--report",
    "usual_report",
    help="What new deployments are told.",
)
@click.option(
    "--frame",
    "frames",
    multiple=True,
    help="Origins that frame us, all of them anew; a blank for none.",
)
@click.option(
    "--support",
    multiple=True,
    help="Support links, all of them anew; a blank for none.",
)
@click.option(
    "--allow-anonymous/--no-anonymous",
    default=None,
    help="Whether launches may leave out who the learner is.",
)
@plainly
def edit_platform(platform: str, client_id: str, **given: Given) -> None:
    """Change what is registered about PLATFORM (name or issuer)."""
    _, database = ready_database()
    with database.writing() as session:
        found = registrations.named(session, platform, client_id)
        changed = platform_changes.change(
            session,
            found,
            **_values(given),
        )
        fields = ", ".join(changed)
        if changed:
            note(session, f"changed {fields}", found.name)
    what = fields.replace("_", " ")
    say(f"{found.name}: changed {what or 'nothing'}.")


@platforms.command("remove")
@click.argument("platform")
@of_platform
@click.option(
    "--yes",
    is_flag=True,
    help="Do not ask whether you are sure.",
)
@plainly
def remove_platform(platform: str, client_id: str, yes: bool) -> None:
    """Remove PLATFORM (name or issuer) and all about its people. The LMS keeps what it has."""
    _, database = ready_database()
    with database.writing() as session:
        found = registrations.named(session, platform, client_id)
        held = removal.belongings(session, found)
    if not yes:
        what = f"{held.people} people and {held.attempts} records"
        name = harmless(found.name)
        click.confirm(f"Remove {name} with {what}?", abort=True)
    removal.remove(database, found.id)
    with database.writing() as session:
        note(session, f"removed platform with {held.people} people", found.name)
    say(f"Removed {found.name}. Take the tool out of the LMS as well.")


def _values(given: dict[str, Given]) -> dict[str, object]:
    """What was given, as fields of a platform."""
    values: dict[str, object] = {}
    if given["family"] == OTHER:
        given = {**given, "family": ""}
    for name, value in given.items():
        if value is None:
            continue
        if isinstance(value, tuple):
            values.update(_list(name, value))
            continue
        field = _FIELDS.get(name, name)
        values[field] = value.strip() if isinstance(value, str) else value
    return values


def _list(name: str, given: tuple[str, ...]) -> dict[str, object]:
    """The field that a list goes to; none where the list is empty. Blanks stand for nothing."""
    if not given:
        return {}
    filled = [one for one in given if one.strip()]
    if name == "support":
        return {"support": list(map(support_links.read, filled))}
    return {_FIELDS[name]: filled}
