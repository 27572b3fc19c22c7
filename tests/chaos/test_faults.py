"""The faults are what they are called."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import closing
from typing import Any

import pytest

from tests.chaos.faults import ALREADY, FaultyLms
from tests.integration.lti_service.site import serve


def told(kind: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, list[str]]:
    """The first line of what the LMS says to a score, and which calls reached its gradebook."""
    reached: list[str] = []

    def gradebook(environ: Any, start: Any) -> Iterable[bytes]:
        reached.append(environ["PATH_INFO"])
        start("204 No Content", [])
        return []

    lms = FaultyLms(1)
    monkeypatch.setattr(lms.chance, "choice", lambda kinds: kind)
    server, url = serve("127.0.0.1", lms.before(gradebook))
    host, _, port = url.removeprefix("http://").partition(":")
    with closing(socket.create_connection((host, int(port)))) as asking:
        asking.sendall(b"POST /1/scores HTTP/1.0\r\n\r\n")
        try:
            answer = asking.recv(65_536)
        finally:
            server.shutdown()
            server.server_close()
    return answer.partition(b"\r\n")[0], reached


def test_a_reset_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConnectionResetError):
        told("reset", monkeypatch)


def test_what_is_told_as_done_before_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    line, reached = told(ALREADY, monkeypatch)
    assert (line.endswith(b"409 Conflict"), reached) == (True, ["/1/scores"])
