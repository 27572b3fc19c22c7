"""Servers that are rude on a real socket: they drip, hang, never end or speak nonsense."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Manners = Callable[[socket.socket, threading.Event], None]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextmanager
def rude(manners: Manners) -> Iterator[int]:
    """A server on 127.0.0.1 that treats each connection by `manners`; gives its port."""
    over, threads = threading.Event(), []
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.1)

    def serve(connection: socket.socket) -> None:
        with connection:
            try:
                manners(connection, over)
            except OSError:
                return

    def accept() -> None:
        while not over.is_set():
            try:
                connection, _ = listening.accept()
            except TimeoutError:
                continue
            threads.append(
                threading.Thread(target=serve, args=(connection,), daemon=True)
            )
            threads[-1].start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield listening.getsockname()[1]
    finally:
        over.set()
        accepting.join()
        for thread in threads:
            thread.join(timeout=5)
        listening.close()


def says(*parts: bytes, then: bytes = b"", every: float = 0.05) -> Manners:
    """Send `parts` at once and then `then` again and again,
    a byte or a piece each time, for ever.
    """

    def manners(connection: socket.socket, over: threading.Event) -> None:
        for part in parts:
            connection.sendall(part)
        while not over.wait(every):
            if then:
                connection.sendall(then)

    return manners


def answers(body: bytes, head: bytes = HEAD) -> Manners:
    """A whole answer of `body`, after the request was read."""

    def manners(connection: socket.socket, over: threading.Event) -> None:
        connection.recv(65_536)
        length = b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body)
        connection.sendall(head + length + body)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65_536):
            pass

    return manners
