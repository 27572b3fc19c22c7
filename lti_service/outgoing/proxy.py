"""A tunnel through the trust's own proxy for outgoing calls (RFC 9110, 9.3.6, CONNECT)."""

from __future__ import annotations

import base64
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import httpcore2 as httpcore
from httpcore2 import NetworkStream

HEAD_END = b"\r\n\r\n"
LONGEST_HEAD = 16 * 1024
"""Bytes of a proxy's answer before the tunnel begins."""
PIECE = 4096
"""Bytes that are read at once."""


class Proxy(NamedTuple):
    """Where it is. `login`: the value of Proxy-Authorization, "" for none."""

    host: str
    port: int
    login: str

    @classmethod
    def read(cls, url: str) -> Proxy | None:
        """From `http://name:password@host:port`; None for anything else."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            return None
        host = parts.hostname
        if parts.scheme != "http" or not host or not port:
            return None
        if parts.path not in ("", "/"):
            return None
        if parts.query or parts.fragment:
            return None
        login = _login(parts.username, parts.password)
        return cls(host, port, login)

    def open_tunnel(self, stream: NetworkStream, host: str, port: int) -> None:
        """Ask for a way to `host` on a connection to the proxy. Raises httpcore.ConnectError."""
        named = f"[{host}]" if ":" in host else host
        place = f"{named}:{port}"
        lines = [f"CONNECT {place} HTTP/1.1", f"Host: {place}"]
        if self.login:
            lines.append(f"Proxy-Authorization: {self.login}")
        # The HTTP library has turned names into ASCII already.
        head = "\r\n".join(lines)
        asked = head.encode("ascii")
        stream.write(asked + HEAD_END)
        status = _status(stream)
        is_open = 200 <= status < 300
        if not is_open:
            said = status or "nothing"
            proxy = f"{self.host}:{self.port}"
            told = f"the proxy {proxy} answered {said} for {host}"
            raise httpcore.ConnectError(told)


def _login(name: str | None, password: str | None) -> str:
    """As the header says it (RFC 7617)."""
    if name is None:
        return ""
    said = unquote(name)
    secret = unquote(password or "")
    pair = f"{said}:{secret}"
    encoded = base64.b64encode(pair.encode())
    return "Basic " + encoded.decode("ascii")


def _status(stream: NetworkStream) -> int:
    """Of the proxy's answer, whose head is read and no more; 0 for what is none."""
    head = b""
    while HEAD_END not in head and len(head) < LONGEST_HEAD:
        piece = stream.read(PIECE)
        if not piece:
            break
        head += piece
    if HEAD_END not in head:
        return 0
    line, _, _ = head.partition(b"\r\n")
    protocol, _, behind = line.partition(b" ")
    status, _, _ = behind.partition(b" ")
    is_http = protocol.startswith(b"HTTP/1.")
    if not is_http or not status.isdigit():
        return 0
    return int(status[:3])
