"""The learning systems that may launch this tool: `olw lti platforms ...`."""

from __future__ import annotations

import click

from lti_service.cli.common import note, of_platform, plainly, ready_database
from lti_service.cli.printing import say
from lti_service.models import Registration
from lti_service.models.registration import USUAL_ALGORITHM
from lti_service.services.personal_data import removal
from lti_service.services.platforms import registrations
from lti_service.services.platforms.platform_families import family
from lti_service.services.scores import queue_overview

ADDRESSES = (
    ("Login:", "/login"),
    ("Redirect and target:", "/launch"),
    ("Key set:", "/jwks"),
)
"""What the platform's administrator types in over there."""


@click.group()
def platforms() -> None:
    """The learning systems that may launch this tool."""


@platforms.command("add-deployment")
@click.option("--issuer", required=True, help="The registered platform's issuer.")
@click.option("--client-id", required=True, help="Its client id.")
@click.option(
    "--deployment",
    required=True,
    help="The deployment id to add, or whose report to change.",
)
@click.option(
    "--report",
    default="score",
    show_default=True,
    help="What it is told: completion, score or answers.",
)
@plainly
def add_deployment(issuer: str, client_id: str, deployment: str, report: str) -> None:
    """Add a deployment to a platform, or change what one is told."""
    _, database = ready_database()
    with database.writing() as session:
        found = registrations.add_deployment(
            session,
            issuer,
            client_id,
            deployment,
            report,
        )
        note(session, f"deployment {deployment} reports {report}", found.name)
    say(f"{found.name}: deployment {deployment} reports {report}.")


@platforms.command("private")
@click.argument("platform")
@click.option(
    "--client-id",
    default="",
    help="Its client id, where several have the name or issuer.",
)
@click.option("--no", "forbid", is_flag=True, help="Take the permission away again.")
@plainly
def private_platform(platform: str, client_id: str, forbid: bool) -> None:
    """Let PLATFORM (name or issuer) have private addresses and no TLS, or no longer."""
    _, database = ready_database()
    with database.writing() as session:
        found = registrations.named(session, platform, client_id)
        found.allow_private = not forbid
        word = "refused" if forbid else "allowed"
        note(session, f"private addresses {word}", found.name)
    say(f"{found.name}: private addresses are {word}.")


@platforms.command("tokens")
@click.argument("platform")
@click.option(
    "--client-id",
    default="",
    help="Its client id, where several have the name.",
)
@click.option(
    "--algorithm",
    "algorithms",
    multiple=True,
    help="How it may sign; may be repeated.",
)
@click.option(
    "--audience",
    "audiences",
    multiple=True,
    help="Whom it may name besides us.",
)
@click.option("--usual", is_flag=True, help="Back to RS256, and nobody but us.")
@plainly
def platform_tokens(
    platform: str,
    client_id: str,
    algorithms: tuple[str, ...],
    audiences: tuple[str, ...],
    usual: bool,
) -> None:
    """Show or change how PLATFORM (name or issuer) may sign launches, and for whom.

    Given algorithms or audiences take the place of those so far.
    """
    _, database = ready_database()
    with database.writing() as session:
        found = registrations.named(session, platform, client_id)
        if usual:
            registrations.take_usual_tokens(found)
        registrations.take_tokens(found, algorithms, audiences)
        if usual or algorithms or audiences:
            note(session, "changed how launches are signed", found.name)
    for line in (found.name, *_tokens(found)):
        say(line)


@platforms.command("list")
@plainly
def list_platforms() -> None:
    """Show the registered platforms, and what could not be delivered to them."""
    _, database = ready_database()
    with database.reading() as session:
        found = registrations.every(session)
        for one in found:
            for line in _shown(one):
                say(line)
        for row in queue_overview.troubled(session):
            told = f"{row.rows} {row.word}, {row.problem}"
            say(f"Scores not delivered to {row.platform}: {told}")
    if not found:
        say("No platform is registered. Add one with: olw lti platforms add")


@platforms.command("show")
@click.argument("platform")
@of_platform
@plainly
def show_platform(platform: str, client_id: str) -> None:
    """Show everything that is registered about PLATFORM (name or issuer)."""
    settings, database = ready_database()
    with database.reading() as session:
        found = registrations.named(session, platform, client_id)
        lines = [*_shown(found), *_values(found)]
        held = removal.belongings(session, found)
    lines.append(f"  {held.people} people, {held.attempts} records")
    lines += [f"  {words} {settings.public_url}{path}" for words, path in ADDRESSES]
    for line in lines:
        say(line)


def _values(platform: Registration) -> list[str]:
    """What the page about it has besides."""
    support = [f"{one['label']}={one['url']}" for one in platform.support]
    anonymous = "may" if platform.allow_anonymous else "may not"
    values = {
        "kind": family(platform.family).title,
        "authentication request address": platform.login_url,
        "access token address": platform.token_url,
        "key set address": platform.keys_url,
        "audience of token requests": platform.token_audience,
        "new deployments are told": platform.usual_report,
        "further frames": ", ".join(platform.frame_ancestors),
        "support links": ", ".join(support),
        "launches": f"{anonymous} leave out who the learner is",
    }
    return [f"  {what}: {value}" for what, value in values.items() if value]


def _shown(platform: Registration) -> list[str]:
    """A platform in three to six lines."""
    deployments = [
        f"{one.deployment_id} ({one.report})" for one in platform.deployments
    ]
    told = ", ".join(deployments) or "none yet"
    lines = [
        platform.name,
        f"  {platform.issuer}, client id {platform.client_id}",
        f"  deployments: {told}",
    ]
    if platform.allow_private:
        lines.append("  private addresses are allowed")
    if platform.trusted_audiences or platform.algorithms != [USUAL_ALGORITHM]:
        lines += _tokens(platform)
    return lines


def _tokens(platform: Registration) -> list[str]:
    """How its launches may be signed, and whom they may name."""
    algorithms = ", ".join(platform.algorithms)
    others = ", ".join(platform.trusted_audiences) or "nobody"
    return [
        f"  launches may be signed with: {algorithms}",
        f"  besides us they may name: {others}",
    ]
