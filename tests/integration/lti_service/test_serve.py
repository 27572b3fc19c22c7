"""`olw lti serve` and `worker` as real processes: they start, answer, and stop at once when told."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.integration.lti_service.site import SECRET

ROOT = Path(__file__).parents[3]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, *words: str, secret: str = SECRET) -> subprocess.Popen[str]:
    env = os.environ | {"OLW_SECRET_KEY": secret, "OLW_DATABASE_URL": f"sqlite:///{folder}/lti.sqlite"}
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


def lines_of(said: str) -> list[dict[str, Any]]:
    """Every line of a log; a line that is not JSON fails."""
    return [json.loads(line) for line in said.splitlines()]


@pytest.mark.parametrize(("more", "stop"), [((), signal.SIGTERM), (("--dev",), signal.SIGINT)])
def test_every_line_of_the_log_is_json_without_hints(
    tmp_path: Path, more: tuple[str, ...], stop: signal.Signals
) -> None:
    bind = f"127.0.0.1:{free_port()}"
    process = start(tmp_path, "serve", "--bind", bind, *more)
    query = "iss=https://lms.example&login_hint=ana.person&target_link_uri=x"
    try:
        assert ready(f"http://{bind}") == 200
        assert httpx.get(f"http://{bind}/login?{query}", trust_env=False).status_code == 400
        assert httpx.get(f"http://{bind}/none?{query}", trust_env=False).status_code == 404
        for request in (b"GET /?x=ana.person no-protocol\r\n\r\n", b"ana.person\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", int(bind.rpartition(":")[2]))) as raw:
                raw.settimeout(10)
                raw.sendall(request)
                raw.recv(1000)
        process.send_signal(stop)
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()
    lines = lines_of(said)
    assert {"request", "refused"} <= {line["event"] for line in lines}
    assert ("ana.person" in said, "127.0.0.1" in said.replace(bind, "")) == (False, False)


def test_a_wrong_secret_stops_every_start(tmp_path: Path) -> None:
    first = start(tmp_path, "migrate")
    assert first.communicate(timeout=60)[0].endswith("are up to date.\n")
    for command in ("serve", "worker", "migrate"):
        wrong = start(tmp_path, command, secret="x" * 40)
        _, said = wrong.communicate(timeout=60)
        assert (wrong.returncode, said.startswith("Error: OLW_SECRET_KEY is not the secret")) == (1, True)
        assert (said.count("\n"), "Traceback" in said) == (1, False)
