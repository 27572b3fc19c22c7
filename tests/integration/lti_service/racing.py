"""Several processes that do one thing to a database at the same moment (`racer.py`)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from lti_service.database import Database

ROOT = Path(__file__).parents[3]


def race(database: Database, what: str, argument: str, processes: int = 2) -> list[str]:
    """What each of several processes printed that began at the same moment.

    Each says that it is ready, and waits for a line.
    """
    url = database.engine.url.render_as_string(hide_password=False)
    command = [
        sys.executable,
        "-m",
        "tests.integration.lti_service.racer",
        url,
        what,
        argument,
    ]
    running = [_started(command) for _ in range(processes)]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    return sorted(one.communicate(timeout=60)[0].strip() for one in running)


def _started(command: list[str]) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
