"""HTTP for clients that cost next to nothing.

Clients and service share the processors of one machine: what the clients take, the service lacks.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import NamedTuple

LINE = "\r\n"
END = b"\r\n\r\n"
CHUNK = 64 * 1024


class Answer(NamedTuple):
    """`head`: the status line and the headers, a line each."""

    head: list[str]
    body: bytes

    @property
    def status(self) -> int:
        """As a number."""
        status = self.head[0].split()[1]
        return int(status)

    def header(self, name: str) -> str:
        """The first value of that name, "" for none."""
        values = [*self.headers(name), ""]
        return values[0]

    def headers(self, name: str) -> list[str]:
        """Every value of that name, in the order in which they came."""
        begin = f"{name}: ".lower()
        length = len(begin)
        found = []
        for line in self.head:
            if line[:length].lower() == begin:
                found.append(line[length:])
        return found


class Wire:
    """A connection that is used again, as the web server in front of ours does.

    nginx is told to in docs/lms-admins/lti.md. It reads answers that tell their length, as ours do.
    """

    def __init__(self, bind: str) -> None:
        host, _, port = bind.rpartition(":")
        self._bind = bind
        self._socket = socket.create_connection((host, int(port)))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post(
        self,
        path: str,
        body: str,
        headers: Mapping[str, str],
    ) -> Answer:
        """One call. Raises OSError where the service does not answer."""
        sent = body.encode()
        told = {
            **headers,
            "Host": self._bind,
            "Content-Length": str(len(sent)),
        }
        head = f"POST {path} HTTP/1.1"
        for name, value in told.items():
            head += f"{LINE}{name}: {value}"
        self._socket.sendall(head.encode() + END + sent)
        return self._answer()

    def close(self) -> None:
        """No more calls."""
        self._socket.close()

    def _answer(self) -> Answer:
        got = b""
        while END not in got:
            got += self._more()
        head, _, body = got.partition(END)
        lines = head.decode("latin-1").split(LINE)
        begun = Answer(lines, body)
        told = begun.header("content-length")
        length = int(told)
        while len(body) < length:
            body += self._more()
        return Answer(lines, body)

    def _more(self) -> bytes:
        """What came. Raises ConnectionError where nothing more does."""
        got = self._socket.recv(CHUNK)
        if not got:
            raise ConnectionError("the service closed the connection")
        return got
