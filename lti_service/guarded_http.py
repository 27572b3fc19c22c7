"""Outgoing HTTP: timeouts on everything, no redirects, bounded answers, and no way into a private network.

The address is checked after the name is resolved and the connection goes to that very address, so that a name
which changes its mind between check and use gains nothing. An admin may allow private addresses and plain http.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from lti_service.errors import OutgoingError

TIMEOUTS = httpx.Timeout(10.0, connect=5.0)
MAX_ANSWER = 8 * 1024 * 1024


class ForbiddenAddressError(httpcore.ConnectError):
    """The name leads to an address that is not public."""


class GuardedBackend(httpcore.SyncBackend):
    """Resolves, checks and connects in one go."""

    def __init__(self, allow_private: bool) -> None:
        self.allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first allowed address of `host`."""
        addresses = _resolve(host, port)
        if not self.allow_private and not all(map(is_public, addresses)):
            raise ForbiddenAddressError(f"{host} leads to a private address")
        problem: Exception | None = None
        for address in addresses:
            try:
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError as error:
                problem = error
        raise httpcore.ConnectError(str(problem or f"{host} has no address"))


def is_public(address: str) -> bool:
    """Whether an IP address is reachable by everyone: no loopback, private, link-local, multicast or mapped one."""
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return bool((mapped or ip).is_global and not (mapped or ip).is_multicast)


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"{host} cannot be found") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Outgoing:
    """A client for platforms. Thread-safe; keeps connections."""

    def __init__(self, allow_private: bool) -> None:
        self.allow_private = allow_private
        transport = httpx.HTTPTransport(trust_env=False)
        transport._pool = httpcore.ConnectionPool(  # httpx has no public way to pass a network backend
            ssl_context=httpx.create_ssl_context(),  # reads SSL_CERT_FILE: trusts have certificate authorities of their own
            max_connections=20,
            network_backend=GuardedBackend(allow_private),
        )
        self.client = httpx.Client(transport=transport, timeout=TIMEOUTS, follow_redirects=False, trust_env=False)

    def request(self, method: str, url: str, **rest: Any) -> httpx.Response:
        """One call; the answer is read whole. Raises OutgoingError for anything but a 2xx answer."""
        self._check(url)
        try:
            response = self._read(method, url, rest)
        except (httpx.HTTPError, httpcore.ConnectError, httpx.InvalidURL, UnicodeError) as error:
            code = "outgoing-forbidden" if "private address" in str(error) else "outgoing-unreachable"
            raise OutgoingError(code, f"{method} {_place(url)}: {type(error).__name__}: {error}") from error
        if not response.is_success:
            raise OutgoingError(
                "outgoing-status",
                f"{method} {_place(url)} answered {response.status_code}",
                response.status_code,
                _retry_after(response),
            )
        return response

    def _check(self, url: str) -> None:
        if not url.startswith("https://") and not (self.allow_private and url.startswith("http://")):
            raise OutgoingError("outgoing-forbidden", f"{_place(url)} is not an https address")

    def _read(self, method: str, url: str, rest: dict[str, Any]) -> httpx.Response:
        with self.client.stream(method, url, **rest) as response:
            body = bytearray()
            for part in response.iter_bytes():
                body += part
                if len(body) > MAX_ANSWER:
                    raise OutgoingError("outgoing-too-large", f"{method} {_place(url)} answered more than 8 MB")
        headers = [(name, value) for name, value in response.headers.multi_items() if name != "content-encoding"]
        return httpx.Response(response.status_code, headers=headers, content=bytes(body), request=response.request)

    def close(self) -> None:
        """Give all connections back."""
        self.client.close()


def _place(url: str) -> str:
    """The address without its query, which may carry ids."""
    return url.split("?", 1)[0][:200]


def _retry_after(response: httpx.Response) -> int | None:
    text = response.headers.get("retry-after", "")
    return min(int(text), 86_400) if text.isdecimal() and len(text) < 10 else None
