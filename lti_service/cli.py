"""The commands `olw lti ...`.

Faults come as one plain line. Upkeep (people, scores, secret): `cli_upkeep.py`.
"""

from __future__ import annotations

import signal
import threading
from contextlib import closing
from typing import Any

import click

from lti_service import cli_upkeep, logs, server
from lti_service import doctor as checks
from lti_service.cli_common import open_database, plainly, ready_database
from lti_service.clock import utc_now
from lti_service.library import Library
from lti_service.models import Registration
from lti_service.models.registration import USUAL_ALGORITHM
from lti_service.services import deliveries, registrations, secrets, tool_keys
from lti_service.services.registrations import NewPlatform
from lti_service.wiring import Wiring


@click.group()
def lti() -> None:
    """The LTI 1.3 tool: serve it, deliver its scores, register platforms."""


for one in cli_upkeep.COMMANDS:
    lti.add_command(one)


@lti.command()
@click.option(
    "--bind",
    default="127.0.0.1:8000",
    show_default=True,
    help="Address and port to listen on.",
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Web processes.",
)
@click.option(
    "--dev",
    is_flag=True,
    help="One threaded process with its own worker; for trying things out.",
)
@plainly
def serve(bind: str, workers: int, dev: bool) -> None:
    """Serve the tool."""
    settings, database = ready_database()
    database.close()
    if dev:
        server.run_dev(settings, bind)
    else:
        server.run_gunicorn(settings, bind, workers)


@lti.command()
@plainly
def worker() -> None:
    """Deliver scores to the platforms until stopped. Run one or more beside `serve`."""
    settings, database = ready_database()
    database.close()
    logs.set_up_process(settings.log_level)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    click.echo("Delivering scores. Press Ctrl-C to stop.")
    with closing(Wiring.build(settings, utc_now, Library.load())) as wiring:
        wiring.worker().run(stop)


@lti.command()
@plainly
def migrate() -> None:
    """Create or update the tables, make the first signing key, seal records that lie there in
    clear.
    """
    _, database = ready_database()
    click.echo(
        f"The tables in {database.engine.url.render_as_string()} are up to date."
    )
    resealed = secrets.seal_all(database, utc_now(), only_clear=True)
    if resealed.done:
        click.echo(
            f"Sealed {resealed.done} records and card logs of an earlier edition."
        )


@lti.group()
def platforms() -> None:
    """The learning systems that may launch this tool."""


@platforms.command("add")
@click.option(
    "--name", required=True, help="What people call it, for example the trust's name."
)
@click.option(
    "--issuer",
    required=True,
    help="The platform's issuer (iss), exactly as it writes it.",
)
@click.option(
    "--client-id", required=True, help="The client id that the platform gave this tool."
)
@click.option(
    "--login-url", required=True, help="Its OIDC authentication request address."
)
@click.option("--token-url", required=True, help="Its access token address.")
@click.option("--keys-url", required=True, help="Its public key set (JWKS) address.")
@click.option(
    "--deployment",
    "deployments",
    required=True,
    multiple=True,
    help="A deployment id; may be repeated.",
)
@click.option(
    "--report",
    default="score",
    show_default=True,
    help="What it is told: completion, score or answers.",
)
@click.option(
    "--token-audience",
    default="",
    help="Audience for token requests, where it is not the token address.",
)
@click.option(
    "--frame",
    "frames",
    multiple=True,
    help="A further origin that frames this tool; may be repeated.",
)
@click.option(
    "--support", multiple=True, help="A support link as words=address; may be repeated."
)
@click.option(
    "--allow-anonymous",
    is_flag=True,
    help="Accept launches that do not say who the learner is.",
)
@click.option(
    "--private",
    "allow_private",
    is_flag=True,
    help="It may have no public address or TLS.",
)
@plainly
def add_platform(
    deployments: tuple[str, ...], report: str, frames: tuple[str, ...], **given: Any
) -> None:
    """Register a platform by hand."""
    settings, database = ready_database()
    links = [
        dict(zip(("label", "url"), one.split("=", 1), strict=False))
        for one in given.pop("support")
    ]
    platform = NewPlatform(
        deployments=dict.fromkeys(deployments, report),
        frame_ancestors=list(frames),
        support=links,
        **given,
    )
    with database.writing() as session:
        added = registrations.add(session, platform, utc_now())
        click.echo(f"Added {added.name}. Give the platform these addresses:")
    for words, path in (
        ("Login", "/login"),
        ("Redirect and target", "/launch"),
        ("Key set", "/jwks"),
    ):
        click.echo(f"  {words + ':':<21}{settings.public_url}{path}")


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
            session, issuer, client_id, deployment, report
        )
        click.echo(f"{found.name}: deployment {deployment} reports {report}.")


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
        click.echo(
            f"{found.name}: private addresses are {'refused' if forbid else 'allowed'}."
        )


@platforms.command("tokens")
@click.argument("platform")
@click.option(
    "--client-id", default="", help="Its client id, where several have the name."
)
@click.option(
    "--algorithm", "algorithms", multiple=True, help="How it may sign; may be repeated."
)
@click.option(
    "--audience", "audiences", multiple=True, help="Whom it may name besides us."
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
        click.echo(f"{found.name}\n" + "\n".join(_tokens(found)))


@platforms.command("list")
@plainly
def list_platforms() -> None:
    """Show the registered platforms, and what could not be delivered to them."""
    _, database = ready_database()
    with database.reading() as session:
        found = registrations.every(session)
        for one in found:
            click.echo(_shown(one))
        for name, problem, count in deliveries.parked(session):
            click.echo(f"Scores not delivered to {name}: {count}, {problem}")
    if not found:
        click.echo("No platform is registered. Add one with: olw lti platforms add")


def _shown(platform: Registration) -> str:
    """A platform in three to six lines."""
    deployments = [
        f"{one.deployment_id} ({one.report})" for one in platform.deployments
    ]
    lines = [
        platform.name,
        f"  {platform.issuer}, client id {platform.client_id}",
        f"  deployments: {', '.join(deployments)}",
    ]
    if platform.allow_private:
        lines.append("  private addresses are allowed")
    if platform.trusted_audiences or platform.algorithms != [USUAL_ALGORITHM]:
        lines += _tokens(platform)
    return "\n".join(lines)


def _tokens(platform: Registration) -> list[str]:
    """How its launches may be signed, and whom they may name."""
    others = ", ".join(platform.trusted_audiences) or "nobody"
    return [
        f"  launches may be signed with: {', '.join(platform.algorithms)}",
        f"  besides us they may name: {others}",
    ]


@lti.group()
def keys() -> None:
    """The keys that this tool signs with."""


@keys.command()
@plainly
def rotate() -> None:
    """Publish a new key; it signs after a day, and the old ones end a week later."""
    _, database = ready_database()
    with database.writing() as session:
        made = tool_keys.rotate(session, utc_now())
        click.echo(
            f"Key {made.kid} is published and signs from {made.signs_from:%d %B %Y %H:%M} UTC."
        )


@lti.command()
@plainly
def doctor() -> None:
    """Check settings, database, content, keys and every platform's addresses."""
    settings, _ = open_database()
    with closing(Wiring.build(settings, utc_now, Library.load())) as wiring:
        results = checks.examine(wiring)
    for result in results:
        click.echo(f"{'ok  ' if result.good else 'FAIL'} {result.what}: {result.found}")
    if not all(result.good for result in results):
        raise click.ClickException(
            "Something needs attention; see the lines that begin with FAIL."
        )
