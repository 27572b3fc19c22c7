"""Several processes that do the same at the same moment."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from lti_service.database import Database

ROOT = Path(__file__).resolve().parents[3]


def race(database: Database, what: str, argument: str, processes: int = 2) -> list[str]:
    """What each of several processes came to that began at the same moment, sorted."""
    url = database.engine.url.render_as_string(hide_password=False)
    command = [
        sys.executable,
        "-m",
        "tests.integration.lti_service.racer",
        url,
        what,
        argument,
        str(processes),
    ]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    told: list[str] = json.loads(done.stdout)
    return sorted(told)
