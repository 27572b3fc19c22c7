"""The gunicorn side of `olw lti serve`.

Long logins come in, and what is too long is told in words.
"""

from __future__ import annotations

import socket
import time
from typing import Any

from gunicorn.http import message  # type: ignore[import-untyped]
from gunicorn.http.errors import (  # type: ignore[import-untyped]
    LimitRequestHeaders,
    LimitRequestLine,
)
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from lti_service.errors import RefusedError
from lti_service.open_connections import ToldPlace
from lti_service.views.refused import whole_answer

# A login by GET carries hints of 2,000 and 8,000 characters (views/forms.py), each up to three
# bytes as it is sent, and a target of 2,000. gunicorn 27 takes 4,094 bytes unless told otherwise
# and cuts every other wish at this constant of its own (gunicorn/http/message.py).
REQUEST_LINE = 64 * 1024
LINGER = 1.0
"""Seconds."""
MOMENT = 0.001
"""Seconds. Without them the loop would turn as fast as it can until somebody takes what came."""
TOO_LONG = (LimitRequestLine, LimitRequestHeaders)


def allow_long_logins() -> None:
    """Raise gunicorn's own ceiling; call it before a server starts."""
    message.MAX_REQUEST_LINE = REQUEST_LINE


class PlainWorker(ThreadWorker):  # type: ignore[misc]
    """Threads as in gunicorn's own worker.

    What is too long gets our page in place of a bare line, and a new connection goes to the process
    that has the fewest open.
    """

    place: ToldPlace | None = None
    """Where this process tells how many it has; its parent gives it one before it forks."""

    def notify(self) -> None:
        """Tell the parent that this process lives: gunicorn does at each turn of its loop."""
        super().notify()
        if self.place is None:
            return
        if self.alive:
            self.place.tell(self.nr_conns)
        else:
            self.place.leave()

    def accept(self, *listener: Any) -> None:
        """Take a connection that has come, or leave it for a moment to another process."""
        now = time.monotonic()
        if self.place is not None and self.place.leaves_it(self.nr_conns, now):
            time.sleep(MOMENT)
            return
        super().accept(*listener)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Answer a request that could not be read."""
        if not isinstance(exc, TOO_LONG):
            super().handle_error(req, client, addr, exc)
            return
        refusal = RefusedError("address-too-long", str(exc))
        try:
            client.sendall(whole_answer(self.wsgi, refusal))
            _read_the_rest(client)
        except OSError:
            self.log.debug("The caller went away before it was answered.")


def _read_the_rest(client: socket.socket) -> None:
    """Closing with bytes unread resets the connection, and the caller may lose our answer."""
    client.shutdown(socket.SHUT_WR)
    client.settimeout(LINGER)
    latest = time.monotonic() + LINGER
    while time.monotonic() < latest and client.recv(64 * 1024):
        pass
