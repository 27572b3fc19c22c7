"""Runs the Open edX workbench as a process beside the site and says when it answers."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import httpx2

from demo import loopback
from demo.errors import DemoError
from demo.site.options import DemoOptions

PATIENCE = 60.0
"""Seconds until we give up waiting for Django's first start."""


class WorkbenchFailed(DemoError):
    """The workbench did not come up; the message says where its log is."""


def start(options: DemoOptions) -> subprocess.Popen[bytes]:
    """Start it. Its output goes to a log beside its database."""
    var = options.var / "workbench"
    var.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "demo.workbench",
        "--host",
        options.host,
        "--port",
        str(options.workbench_port),
        "--var",
        str(var),
    ]
    with (var / "start.log").open("wb") as log:
        return subprocess.Popen(
            command,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def wait(process: subprocess.Popen[bytes], options: DemoOptions) -> None:
    """Return when it answers. Raises WorkbenchFailed."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            loopback.get(f"http://{options.host}:{options.workbench_port}/", timeout=5)
        except httpx2.TransportError:
            time.sleep(0.3)
            continue
        return
    log: Path = options.var / "workbench" / "start.log"
    raise WorkbenchFailed(f"The Open edX workbench did not start. Its log: {log}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End it and wait until it is gone."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
