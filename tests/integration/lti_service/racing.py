"""Several processes that do one thing to a database at the same moment (`racer.py`)."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from lti_service.database import Database

ROOT = Path(__file__).parents[3]


def race(database: Database, what: str, argument: str, processes: int = 2) -> list[str]:
    """What each of several processes printed that began at the same moment."""
    url = database.engine.url.render_as_string(hide_password=False)
    starts_at = str(time.time() + 3)
    command = [
        sys.executable,
        "-m",
        "tests.integration.lti_service.racer",
        url,
        starts_at,
        what,
        argument,
    ]
    running = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(processes)
    ]
    return sorted(one.communicate(timeout=60)[0].strip() for one in running)
