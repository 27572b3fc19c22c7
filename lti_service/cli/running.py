"""Running the tool: `olw lti serve`, `worker`, `migrate` and `doctor`."""

from __future__ import annotations

import signal
import threading
from contextlib import closing

import click

from lti_service import doctor as checks
from lti_service import logs, server
from lti_service.cli.common import (
    of_platform,
    open_database,
    plainly,
    ready_database,
)
from lti_service.cli.printing import say
from lti_service.clock import utc_now
from lti_service.errors import CommandError
from lti_service.library import Library
from lti_service.services.admin import facts
from lti_service.services.sealing import secrets
from lti_service.settings import Settings
from lti_service.wiring import Wiring

WORDS = {True: "ok  ", False: "FAIL", None: "-   "}
"""A line's first word; the last one for what was not tried."""


@click.command()
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
        _run_gunicorn(settings, bind, workers)


def _run_gunicorn(settings: Settings, bind: str, workers: int) -> None:
    """Raises CommandError (serve-here) where gunicorn cannot run."""
    try:
        from lti_service import processes
    except ModuleNotFoundError as error:
        told = (
            f"`olw lti serve` does not run on this system: Python has no {error.name} here, which"
            " gunicorn needs. Run the service on Linux. To try it here, add --dev."
        )
        raise CommandError("serve-here", told) from None
    processes.run_gunicorn(settings, bind, workers)


@click.command()
@plainly
def worker() -> None:
    """Deliver scores to the platforms until stopped. Run one or more beside `serve`."""
    settings, database = ready_database()
    database.close()
    logs.set_up_process(settings.log_level)
    stop = threading.Event()

    def end(*_: object) -> None:
        stop.set()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    say("Delivering scores. Press Ctrl-C to stop.")
    with closing(Wiring.build(settings, utc_now, Library.load())) as wiring:
        wiring.worker().run(stop)


@click.command()
@plainly
def migrate() -> None:
    """Create or update the tables, make the first signing key, seal records that lie there in
    clear.
    """
    _, database = ready_database()
    where = database.engine.url.render_as_string()
    say(f"The tables in {where} are up to date.")
    resealed = secrets.seal_all(database, utc_now(), only_clear=True)
    if resealed.done:
        say(f"Sealed {resealed.done} records and card logs of an earlier edition.")


@click.command()
@plainly
def settings() -> None:
    """Show the settings in force, but no secret."""
    given, _ = open_database()
    for line in facts.of_settings(given):
        say(f"{line.what}: {line.value}")


@click.command()
@click.argument("platform", default="")
@of_platform
@click.option(
    "--learner", default="", help="With PLATFORM: a test learner's id, sent 1 of 100."
)
@plainly
def doctor(platform: str, client_id: str, learner: str) -> None:
    """Check settings, database, content, keys and every platform's addresses.

    With PLATFORM (name or issuer) its connection, point by point.
    """
    settings, _ = open_database()
    with closing(Wiring.build(settings, utc_now, Library.load())) as wiring:
        if platform:
            results = checks.of_platform(wiring, platform, client_id, learner)
        else:
            results = checks.examine(wiring)
    for result in results:
        word = WORDS[result.good]
        say(f"{word} {result.what}: {result.found}")
        if result.good is False and result.remedy:
            say(f"     {result.remedy}")
    if any(result.good is False for result in results):
        told = "Something needs attention; see the lines that begin with FAIL."
        raise click.ClickException(told)
