"""Finding the addresses of a name within a deadline.

The system's own lookup cannot be told how long to take.
"""

from __future__ import annotations

import socket
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from typing import NamedTuple

from lti_service.errors import LtiServiceError
from lti_service.outgoing import deadline

LONGEST_LOOKUP = 5.0
"""Seconds that one caller waits for a name."""


class LookupFailedError(LtiServiceError):
    """The name has no address, or none was told in time."""

    def __init__(self, message: str) -> None:
        super().__init__("outgoing-unreachable", message)


class _Place(NamedTuple):
    host: str
    port: int


class Lookups:
    """One lookup at a time for each name.

    A name server that hangs costs one thread, however many ask.
    """

    def __init__(self) -> None:
        self._running: dict[_Place, Future[list[str]]] = {}
        self._lock = threading.Lock()

    def find(self, host: str, port: int) -> list[str]:
        """The IP addresses of `host`, in the system's order.

        Raises LookupFailedError, OverdueError.
        """
        running = self._begin(_Place(host, port))
        patience = min(deadline.remaining(), LONGEST_LOOKUP)
        try:
            return running.result(timeout=patience)
        except FutureTimeout as error:
            raise LookupFailedError(f"{host} was not found in time") from error
        except (OSError, UnicodeError) as error:
            raise LookupFailedError(f"{host} cannot be found") from error

    def _begin(self, place: _Place) -> Future[list[str]]:
        with self._lock:
            already = self._running.get(place)
            if already is not None:
                return already
            running: Future[list[str]] = Future()
            self._running[place] = running
        thread = threading.Thread(
            target=self._run,
            args=(place, running),
            daemon=True,
        )
        thread.start()
        return running

    def _run(self, place: _Place, running: Future[list[str]]) -> None:
        try:
            addresses = _ask_system(place)
        except Exception as error:
            running.set_exception(error)
        else:
            running.set_result(addresses)
        finally:
            with self._lock:
                del self._running[place]


def _ask_system(place: _Place) -> list[str]:
    """Each address once, in the system's order. Raises OSError, UnicodeError."""
    found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    addresses: dict[str, None] = {}
    for *_, address in found:
        ip = str(address[0])
        addresses.setdefault(ip)
    return list(addresses)
