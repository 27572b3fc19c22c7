"""`olw lti serve` and `worker` as real processes: they start, answer, and stop at once when told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.integration.lti_service.site import SECRET

ROOT = Path(__file__).parents[3]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    env = os.environ | {"OLW_SECRET_KEY": SECRET, "OLW_DATABASE_URL": f"sqlite:///{folder}/lti.sqlite"}
    command = [sys.executable, "-c", "from lti_service.cli import lti; lti()", *words]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ready(address: str) -> int:
    for _ in range(150):
        try:
            return httpx.get(address + "/readyz", trust_env=False).status_code
        except httpx.TransportError:
            time.sleep(0.1)
    return 0


@pytest.mark.parametrize(("more", "stop"), [(("--workers", "2"), signal.SIGTERM), (("--dev",), signal.SIGINT)])
def test_serve(tmp_path: Path, more: tuple[str, ...], stop: signal.Signals) -> None:
    bind = f"127.0.0.1:{free_port()}"
    process = start(tmp_path, "serve", "--bind", bind, *more)
    try:
        found = ready(f"http://{bind}")
        process.send_signal(stop)
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()
    assert (found, process.returncode, "Traceback" in said) == (200, 0, False)


def test_worker(tmp_path: Path) -> None:
    process = start(tmp_path, "worker")
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "Delivering scores. Press Ctrl-C to stop.\n"
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()
    assert (process.returncode, said) == (0, "")
