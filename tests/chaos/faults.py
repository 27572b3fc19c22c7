"""An LMS whose services fail in every way that was seen of real ones, and answer well at last."""

from __future__ import annotations

import os
import random
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

Start = Callable[..., Any]

SERVICES = ("/token", "/scores", "/lineitems", "/members")
"""Ends or parts of the addresses that the service asks, beside those that browsers ask."""
ANSWERS: tuple[tuple[str, list[tuple[str, str]], bytes], ...] = (
    ("429 Too Many Requests", [("Retry-After", "1")], b""),
    ("401 Unauthorized", [("Content-Type", "text/html")], b"<h1>Sign in</h1>"),
    ("500 Internal Server Error", [], b""),
    ("503 Service Unavailable", [("Retry-After", "nonsense")], b""),
    ("302 Found", [("Location", "/login")], b""),
)
"""4xx for good are left out: there the LMS says that it wants no score."""
ALREADY = "409 Conflict"
"""Of a call that was done all the same, as if an earlier one had (AGS 2.0, 3.4.6)."""
OTHERS = ("well", "slow", "cut off", "reset", ALREADY)
AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER: a socket that is closed says so with a reset (RST)."""
SLOW = 1.5
"""Seconds."""


class FaultyLms:
    """Stands before an LMS. While `failing`, most calls to its services go wrong."""

    app: Any

    def __init__(self, seed: int) -> None:
        self.failing = True
        self.failed = 0
        self.chance = random.Random(seed)
        self.lock = threading.Lock()

    def before(self, app: Any) -> FaultyLms:
        """Stand before this one."""
        self.app = app
        return self

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        path = str(environ["PATH_INFO"])
        is_service = any(part in path for part in SERVICES)
        if not (is_service and self.failing):
            return self._well(environ, start)
        return self._perhaps(environ, start)

    def _perhaps(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        with self.lock:
            kind = self.chance.choice((*OTHERS, *ANSWERS))
            self.failed += kind != "well"
        if kind == "slow":
            time.sleep(SLOW)
        if kind == "cut off":
            environ["werkzeug.socket"].close()
            return []
        if kind == "reset":
            reset(environ["werkzeug.socket"])
            return []
        if kind == ALREADY:
            return self._already(environ, start)
        if isinstance(kind, tuple):
            status, headers, body = kind
            start(status, [*headers, ("Content-Length", str(len(body)))])
            return [body]
        return self._well(environ, start)

    def _already(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """What went well is told as done before; what did not is told as it is."""

        def started(status: str, *more: Any) -> Any:
            told = ALREADY if status.startswith("2") else status
            return start(told, *more)

        return self._well(environ, started)

    def _well(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        found: Iterable[bytes] = self.app(environ, start)
        return found


def reset(connection: socket.socket) -> None:
    """End it with a reset. Whoever holds it still finds another file in its place."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, connection.fileno())
    os.close(nothing)
