"""The commands `olw lti ...`: serve, worker, migrate, platforms, keys, doctor. Faults come as one plain line."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from joserfc.errors import JoseError
from sqlalchemy.exc import SQLAlchemyError

from lti_service import doctor as checks
from lti_service import logs, migrations, server
from lti_service.clock import utc_now
from lti_service.database import Database
from lti_service.errors import LtiServiceError
from lti_service.library import Library
from lti_service.services import deliveries, registrations, tool_keys
from lti_service.services.registrations import NewPlatform
from lti_service.settings import Settings
from lti_service.wiring import Wiring
from olw_core.errors import OlwError


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """Run a command so that known faults are one line and exit status 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (LtiServiceError, OlwError) as error:
            raise click.ClickException(f"{error} [{error.code}]") from error
        except JoseError as error:
            words = (
                "The keys in the database were sealed under another OLW_SECRET_KEY. Set the one they were made with."
            )
            raise click.ClickException(words) from error
        except SQLAlchemyError as error:
            told = str(getattr(error, "orig", error)).splitlines()[0]
            raise click.ClickException(f"The database did not do it: {told}. See OLW_DATABASE_URL.") from error

    return run


def _open() -> tuple[Settings, Database]:
    settings = Settings.from_env(os.environ)
    return settings, Database(settings.database_url)


def _ready() -> tuple[Settings, Database]:
    """The database with all its tables and a signing key."""
    settings, database = _open()
    migrations.upgrade(database)
    with database.writing() as session:
        tool_keys.ensure(session, settings.secret_key, utc_now())
    return settings, database


@click.group()
def lti() -> None:
    """The LTI 1.3 tool: serve it, deliver its scores, register platforms."""


@lti.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="Address and port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@click.option("--dev", is_flag=True, help="One threaded process with its own worker; for trying things out.")
@plainly
def serve(bind: str, workers: int, dev: bool) -> None:
    """Serve the tool."""
    settings, _ = _ready()
    if dev:
        server.run_dev(settings, bind)
    else:
        server.run_gunicorn(settings, bind, workers)


@lti.command()
@plainly
def worker() -> None:
    """Deliver scores to the platforms until stopped. Run one or more beside `serve`."""
    settings, _ = _ready()
    logs.set_up(settings.log_level)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    click.echo("Delivering scores. Press Ctrl-C to stop.")
    Wiring.build(settings, utc_now, Library.load()).worker().run(stop)


@lti.command()
@plainly
def migrate() -> None:
    """Create or update the tables and make the first signing key."""
    _, database = _ready()
    click.echo(f"The tables in {database.engine.url.render_as_string()} are up to date.")


@lti.group()
def platforms() -> None:
    """The learning systems that may launch this tool."""


@platforms.command("add")
@click.option("--name", required=True, help="What people call it, for example the trust's name.")
@click.option("--issuer", required=True, help="The platform's issuer (iss), exactly as it writes it.")
@click.option("--client-id", required=True, help="The client id that the platform gave this tool.")
@click.option("--login-url", required=True, help="Its OIDC authentication request address.")
@click.option("--token-url", required=True, help="Its access token address.")
@click.option("--keys-url", required=True, help="Its public key set (JWKS) address.")
@click.option("--deployment", "deployments", required=True, multiple=True, help="A deployment id; may be repeated.")
@click.option("--report", default="score", show_default=True, help="What it is told: completion, score or answers.")
@click.option("--token-audience", default="", help="Audience for token requests, where it is not the token address.")
@click.option("--frame", "frames", multiple=True, help="A further origin that frames this tool; may be repeated.")
@click.option("--support", multiple=True, help="A support link as words=address; may be repeated.")
@click.option("--allow-anonymous", is_flag=True, help="Accept launches that do not say who the learner is.")
@plainly
def add_platform(deployments: tuple[str, ...], report: str, frames: tuple[str, ...], **given: Any) -> None:
    """Register a platform by hand."""
    settings, database = _ready()
    links = [dict(zip(("label", "url"), one.split("=", 1), strict=False)) for one in given.pop("support")]
    platform = NewPlatform(
        deployments=dict.fromkeys(deployments, report), frame_ancestors=list(frames), support=links, **given
    )
    with database.writing() as session:
        added = registrations.add(session, platform, utc_now(), allow_http=settings.allow_private_platforms)
        click.echo(f"Added {added.name}. Give the platform these addresses:")
    for words, path in (("Login", "/login"), ("Redirect and target", "/launch"), ("Key set", "/jwks")):
        click.echo(f"  {words + ':':<21}{settings.public_url}{path}")


@platforms.command("add-deployment")
@click.option("--issuer", required=True, help="The registered platform's issuer.")
@click.option("--client-id", required=True, help="Its client id.")
@click.option("--deployment", required=True, help="The deployment id to add, or whose report to change.")
@click.option("--report", default="score", show_default=True, help="What it is told: completion, score or answers.")
@plainly
def add_deployment(issuer: str, client_id: str, deployment: str, report: str) -> None:
    """Add a deployment to a platform, or change what one is told."""
    _, database = _ready()
    with database.writing() as session:
        found = registrations.add_deployment(session, issuer, client_id, deployment, report)
        click.echo(f"{found.name}: deployment {deployment} reports {report}.")


@platforms.command("list")
@plainly
def list_platforms() -> None:
    """Show the registered platforms, and what could not be delivered to them."""
    _, database = _ready()
    with database.reading() as session:
        found = registrations.every(session)
        for one in found:
            ids = ", ".join(f"{deployment.deployment_id} ({deployment.report})" for deployment in one.deployments)
            click.echo(f"{one.name}\n  {one.issuer}, client id {one.client_id}\n  deployments: {ids}")
        for name, problem, count in deliveries.parked(session):
            click.echo(f"Scores not delivered to {name}: {count}, {problem}")
    if not found:
        click.echo("No platform is registered. Add one with: olw lti platforms add")


@lti.group()
def keys() -> None:
    """The keys that this tool signs with."""


@keys.command()
@plainly
def rotate() -> None:
    """Publish a new key; it signs after a day, and the old ones end a week later."""
    settings, database = _ready()
    with database.writing() as session:
        made = tool_keys.rotate(session, settings.secret_key, utc_now())
        click.echo(f"Key {made.kid} is published and signs from {made.signs_from:%d %B %Y %H:%M} UTC.")


@lti.command()
@plainly
def doctor() -> None:
    """Check settings, database, content, keys and every platform's addresses."""
    settings, _ = _open()
    wiring = Wiring.build(settings, utc_now, Library.load())
    results = checks.examine(wiring)
    for result in results:
        click.echo(f"{'ok  ' if result.good else 'FAIL'} {result.what}: {result.found}")
    wiring.close()
    if not all(result.good for result in results):
        raise click.ClickException("Something needs attention; see the lines that begin with FAIL.")
