"""A tunnel through the trust's own proxy for outgoing calls (RFC 9110, 9.3.6, CONNECT)."""

from __future__ import annotations

import base64
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import httpcore2 as httpcore

HEAD_END = b"\r\n\r\n"
LONGEST_HEAD = 16 * 1024
"""Bytes of a proxy's answer before the tunnel begins."""
PIECE = 4096


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
        is_bare = parts.path in ("", "/") and not parts.query and not parts.fragment
        if parts.scheme != "http" or not parts.hostname or not port or not is_bare:
            return None
        return cls(parts.hostname, port, _login(parts.username, parts.password))

    def open_tunnel(
        self,
        stream: httpcore.NetworkStream,
        host: str,
        port: int,
    ) -> None:
        """Ask for a way to `host` on a connection to the proxy. Raises httpcore.ConnectError."""
        place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        lines = [f"CONNECT {place} HTTP/1.1", f"Host: {place}"]
        if self.login:
            lines.append(f"Proxy-Authorization: {self.login}")
        # The HTTP library has turned names into ASCII already.
        asked = "\r\n".join(lines).encode("ascii")
        stream.write(asked + HEAD_END)
        status = _status(stream)
        if not 200 <= status < 300:
            said = status or "nothing"
            told = f"the proxy {self.host}:{self.port} answered {said} for {host}"
            raise httpcore.ConnectError(told)


def _login(name: str | None, password: str | None) -> str:
    if name is None:
        return ""
    said = unquote(name)
    secret = unquote(password or "")
    pair = f"{said}:{secret}".encode()
    return "Basic " + base64.b64encode(pair).decode("ascii")


def _status(stream: httpcore.NetworkStream) -> int:
    """Of the proxy's answer, whose head is read and no more; 0 for what is none."""
    head = b""
    while HEAD_END not in head and len(head) < LONGEST_HEAD:
        piece = stream.read(PIECE)
        if not piece:
            break
        head += piece
    words = head.partition(b"\r\n")[0].split(b" ")
    is_http = len(words) > 1 and words[0].startswith(b"HTTP/1.")
    if not is_http or HEAD_END not in head or not words[1].isdigit():
        return 0
    return int(words[1][:3])
