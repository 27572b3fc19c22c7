"""Finding the addresses of a name within a deadline.

The system's own lookup cannot be told how long to take.
"""

from __future__ import annotations

import socket
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout

from lti_service.outgoing import deadline

LONGEST_LOOKUP = 5.0
"""Seconds that one caller waits for a name."""


class LookupFailedError(Exception):
    """The name has no address, or none was told in time."""


class Lookups:
    """One lookup at a time for each name: a name server that hangs costs one thread, however many
    ask.
    """

    def __init__(self) -> None:
        self._running: dict[tuple[str, int], Future[list[str]]] = {}
        self._lock = threading.Lock()

    def find(self, host: str, port: int) -> list[str]:
        """The IP addresses of `host`, in the system's order.

        Raises LookupFailedError, OverdueError.
        """
        running = self._begin(host, port)
        patience = min(deadline.remaining(), LONGEST_LOOKUP)
        try:
            return running.result(timeout=patience)
        except FutureTimeout as error:
            raise LookupFailedError(f"{host} was not found in time") from error
        except (OSError, UnicodeError) as error:
            raise LookupFailedError(f"{host} cannot be found") from error

    def _begin(self, host: str, port: int) -> Future[list[str]]:
        place = (host, port)
        with self._lock:
            running = self._running.get(place)
            if running is not None:
                return running
            running = self._running[place] = Future()
        thread = threading.Thread(target=self._run, args=(place, running), daemon=True)
        thread.start()
        return running

    def _run(self, place: tuple[str, int], running: Future[list[str]]) -> None:
        try:
            running.set_result(_ask_system(*place))
        except Exception as error:
            running.set_exception(error)
        finally:
            with self._lock:
                del self._running[place]


def _ask_system(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    return list(dict.fromkeys(addresses))
