"""Changing and removing platforms: `olw lti platforms edit`, `remove`."""

from __future__ import annotations

import click

from lti_service.cli.adding import support_link
from lti_service.cli.common import note, of_platform, plainly, ready_database
from lti_service.cli.platforms import platforms
from lti_service.services import platform_changes, registrations, removal
from lti_service.services.platform_families import FAMILIES

Given = str | bool | tuple[str, ...] | None


@platforms.command("edit")
@click.argument("platform")
@of_platform
@click.option("--name", help="What people call it.")
@click.option("--issuer", help="Its issuer, after the LMS was moved.")
@click.option(
    "--new-client-id", help="Its client id, after the tool was added anew there."
)
@click.option("--login-url", help="Its OIDC authentication request address.")
@click.option("--token-url", help="Its access token address.")
@click.option("--keys-url", help="Its public key set address.")
@click.option("--token-audience", help="Audience for token requests; a blank for none.")
@click.option(
    "--kind", "family", type=click.Choice(sorted(FAMILIES)), help="Which LMS it is."
)
@click.option("--report", "usual_report", help="What new deployments are told.")
@click.option(
    "--frame", "frames", multiple=True, help="Origins that frame us, all of them anew."
)
@click.option("--support", multiple=True, help="Support links, all of them anew.")
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
        changed = platform_changes.change(session, found, **_values(given))
        if changed:
            note(session, f"changed {', '.join(changed)}", found.name)
    what = ", ".join(changed).replace("_", " ") or "nothing"
    click.echo(f"{found.name}: changed {what}.")


@platforms.command("remove")
@click.argument("platform")
@of_platform
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
@plainly
def remove_platform(platform: str, client_id: str, yes: bool) -> None:
    """Remove PLATFORM (name or issuer) and all about its people. The LMS keeps what it has."""
    _, database = ready_database()
    with database.writing() as session:
        found = registrations.named(session, platform, client_id)
        held = removal.belongings(session, found)
    if not yes:
        what = f"{held.people} people and {held.attempts} records"
        click.confirm(f"Remove {found.name} with {what}?", abort=True)
    removal.remove(database, found.id)
    with database.writing() as session:
        note(session, f"removed platform with {held.people} people", found.name)
    click.echo(f"Removed {found.name}. Take the tool out of the LMS as well.")


def _values(given: dict[str, Given]) -> dict[str, object]:
    """What was given, as fields of a platform."""
    values: dict[str, object] = {}
    for name, value in given.items():
        if value is not None and value != ():
            values[name] = value.strip() if isinstance(value, str) else value
    if "new_client_id" in values:
        values["client_id"] = values.pop("new_client_id")
    frames, support = given["frames"], given["support"]
    values.pop("frames", None)
    if isinstance(frames, tuple) and frames:
        values["frame_ancestors"] = list(frames)
    if isinstance(support, tuple) and support:
        values["support"] = [support_link(one) for one in support]
    return values
