"""`olw lti serve` and `worker` as real processes: they start, answer, and stop when told."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import httpx2
import pytest

from demo import loopback
from tests.integration.lti_service.databases import SECRET

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.servers


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, *words: str, secret: str = SECRET) -> subprocess.Popen[str]:
    env = os.environ | {
        "OLW_SECRET_KEY": secret,
        "OLW_DATABASE_URL": f"sqlite:///{folder}/lti.sqlite",
    }
    command = [sys.executable, "-c", "from lti_service.cli import lti; lti()", *words]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Where one web process answers, until the end of the block."""
    bind = f"127.0.0.1:{free_port()}"
    process = start(folder, "serve", "--bind", bind, "--workers", "1")
    try:
        ready(f"http://{bind}")
        yield bind
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate()


def ready(address: str) -> int:
    for _ in range(150):
        try:
            return loopback.get(address + "/readyz").status_code
        except httpx2.TransportError:
            time.sleep(0.1)
    return 0


def test_a_connection_lasts_and_nothing_is_written_in_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Longer than gunicorn's own two seconds (gunicorn/config.py, Keepalive); and version 27 takes
    commands at a socket in that folder (ControlSocket there).
    """
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    with served(tmp_path) as bind, closing(HTTPConnection(bind)) as connection:
        connection.connect()
        kept = connection.sock
        for pause in (0, 4):
            time.sleep(pause)
            connection.request("GET", "/readyz")
            assert connection.getresponse().read()
            assert connection.sock is kept
    # Its folder would outlive it (gunicorn/ctl/server.py).
    assert list(home.iterdir()) == []


def test_below_a_path_the_variable_script_name_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """gunicorn answers 500 to every stripped path where SCRIPT_NAME is in its environment."""
    monkeypatch.setenv("SCRIPT_NAME", "/lti")
    monkeypatch.setenv("OLW_PUBLIC_URL", "https://learning.example.nhs.uk/lti")
    bind = f"127.0.0.1:{free_port()}"
    process = start(tmp_path, "serve", "--bind", bind, "--workers", "1")
    try:
        stripped = ready(f"http://{bind}")
        passed_on = loopback.get(f"http://{bind}/lti/readyz").status_code
        process.send_signal(signal.SIGTERM)
        process.communicate()
    finally:
        process.kill()
    assert (stripped, passed_on) == (200, 200)


def test_worker(tmp_path: Path) -> None:
    process = start(tmp_path, "worker")
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "Delivering scores. Press Ctrl-C to stop.\n"
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate()
    finally:
        process.kill()
    assert (process.returncode, said) == (0, "")


def lines_of(said: str) -> list[dict[str, Any]]:
    """Every line of a log; a line that is not JSON fails."""
    return [json.loads(line) for line in said.splitlines()]


@pytest.mark.parametrize(
    ("more", "stop"),
    [(("--workers", "2"), signal.SIGTERM), (("--dev",), signal.SIGINT)],
)
def test_it_serves_stops_when_told_and_every_line_of_its_log_is_json_without_hints(
    tmp_path: Path, more: tuple[str, ...], stop: signal.Signals
) -> None:
    bind = f"127.0.0.1:{free_port()}"
    process = start(tmp_path, "serve", "--bind", bind, *more)
    query = "iss=https://lms.example&login_hint=ana.person&target_link_uri=x"
    try:
        assert ready(f"http://{bind}") == 200
        assert loopback.get(f"http://{bind}/login?{query}").status_code == 400
        assert loopback.get(f"http://{bind}/none?{query}").status_code == 404
        for request in (
            b"GET /?x=ana.person no-protocol\r\n\r\n",
            b"ana.person\r\n\r\n",
        ):
            with socket.create_connection(
                ("127.0.0.1", int(bind.rpartition(":")[2]))
            ) as raw:
                raw.settimeout(10)
                raw.sendall(request)
                raw.recv(1000)
        process.send_signal(stop)
        _, said = process.communicate()
    finally:
        process.kill()
    assert process.returncode == 0
    lines = lines_of(said)
    assert {"request", "refused"} <= {line["event"] for line in lines}
    assert ("ana.person" in said, "127.0.0.1" in said.replace(bind, "")) == (
        False,
        False,
    )


def test_a_wrong_secret_stops_every_start(tmp_path: Path) -> None:
    first = start(tmp_path, "migrate")
    assert first.communicate(timeout=60)[0].endswith("are up to date.\n")
    for command in ("serve", "worker", "migrate"):
        wrong = start(tmp_path, command, secret="x" * 40)
        _, said = wrong.communicate(timeout=60)
        assert (
            wrong.returncode,
            said.startswith("Error: OLW_SECRET_KEY is not the secret"),
        ) == (1, True)
        assert (said.count("\n"), "Traceback" in said) == (1, False)


def login_address(bind: str, hint: str) -> str:
    target = "http%3A%2F%2Flocalhost%3A8000%2Flaunch"
    known = f"iss=https%3A%2F%2Flms.example&login_hint=1&target_link_uri={target}"
    return f"http://{bind}/login?{known}&lti_message_hint={hint}"


def code_of(address: str, **headers: str) -> tuple[int, list[str]]:
    """(status, the code on the page); one that is too long also says what to do, in any frame."""
    try:
        answer = urlopen(Request(address, headers=headers), timeout=10)
    except HTTPError as error:
        answer = error
    page = answer.read().decode()
    if answer.status == 414:
        assert "Go back to your course and open this activity again." in page
        assert (
            "frame-ancestors https: http:" in answer.headers["content-security-policy"]
        )
    return answer.status, re.findall(r'class="code">([a-z-]+)', page)[:1]


def test_a_long_login_by_get_is_read_and_a_far_too_long_one_told_in_words(
    tmp_path: Path,
) -> None:
    """gunicorn takes 4,094 bytes unless told otherwise; a hint of 8,000 characters is allowed."""
    with served(tmp_path) as bind:
        found = []
        for hint in ("%22" * 8000, "%22" * 8001, "%22" * 40_000, "%22" * 400_000):
            found.append(code_of(login_address(bind, hint)))
        found.append(code_of(f"http://{bind}/healthz", Cookie="a=" + "x" * 20_000))
    assert found == [
        (403, ["platform-unknown"]),
        (400, ["login-too-long"]),
        (414, ["address-too-long"]),
        (414, ["address-too-long"]),
        (414, ["address-too-long"]),
    ]
