"""Connections that keep to the deadline of the work they serve, and lead only where they may."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

import httpcore2 as httpcore

from lti_service.errors import LtiServiceError
from lti_service.outgoing import deadline
from lti_service.outgoing.lookup import LookupFailedError, Lookups
from lti_service.outgoing.networks import is_public
from lti_service.outgoing.proxy import Proxy

LONGEST_CONNECT = 5.0
"""Seconds for one address to answer, so that a second one still has a chance."""
PIECE = 16 * 1024


class ForbiddenAddressError(LtiServiceError):
    """The name leads to an address that is not public.

    It is none of the HTTP library's own, so that the library hands it on as it is.
    """

    def __init__(self, message: str) -> None:
        super().__init__("outgoing-forbidden", message)


class TimelyStream(httpcore.NetworkStream):
    """Passes everything on. No single step may take longer than the work's deadline allows."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come, as soon as something has."""
        return self._inner.read(max_bytes, deadline.remaining())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """In pieces: the time-out below counts anew for each part that the other side takes."""
        for start in range(0, len(buffer), PIECE):
            piece = buffer[start : start + PIECE]
            self._inner.write(piece, deadline.remaining())

    def close(self) -> None:
        """Give the connection back."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Python's own handshake keeps one end for all its steps (CPython, Modules/_ssl.c)."""
        inner = self._inner.start_tls(
            ssl_context,
            server_hostname,
            deadline.remaining(),
        )
        return TimelyStream(inner)

    def get_extra_info(self, info: str) -> Any:
        """What the connection pool asks about the socket."""
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore.SyncBackend):
    """Looks up, checks and connects in one go.

    The connection goes to the very address that was checked, so that a name which changes its mind
    gains nothing. With a proxy that is as far as we can know: it looks the name up again itself,
    and a name that only it can find is left to it.
    """

    def __init__(self, allow_private: bool, proxy: Proxy | None = None) -> None:
        self.allow_private = allow_private
        self._proxy = proxy
        self._lookups = Lookups()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of `host` that answers.

        Raises ForbiddenAddressError, OverdueError, and httpcore's own for the rest.
        """
        proxy = self._proxy
        if proxy is None:
            addresses = self._allowed(host, port)
            return self._connect(host, addresses, port, local_address, socket_options)
        self._check_as_far_as_known(host, port)
        ways = self._found(proxy.host, proxy.port)
        stream = self._connect(
            proxy.host, ways, proxy.port, local_address, socket_options
        )
        try:
            proxy.open_tunnel(stream, host, port)
        except BaseException:
            stream.close()
            raise
        return stream

    def _connect(
        self,
        host: str,
        addresses: Sequence[str],
        port: int,
        local_address: str | None,
        socket_options: Iterable[Any] | None,
    ) -> httpcore.NetworkStream:
        """To the first of the addresses that answers."""
        problem: Exception | None = None
        for address in addresses:
            patience = min(deadline.remaining(), LONGEST_CONNECT)
            try:
                found = super().connect_tcp(
                    address,
                    port,
                    patience,
                    local_address,
                    socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
            else:
                return TimelyStream(found)
        raise httpcore.ConnectError(str(problem or f"{host} has no address"))

    def _found(self, host: str, port: int) -> list[str]:
        """Raises httpcore.ConnectError, OverdueError."""
        try:
            return self._lookups.find(host, port)
        except LookupFailedError as error:
            raise httpcore.ConnectError(str(error)) from error

    def _check_as_far_as_known(self, host: str, port: int) -> None:
        """Raises ForbiddenAddressError for what we can see leads to a private address."""
        with suppress(httpcore.ConnectError):
            self._allowed(host, port)

    def _allowed(self, host: str, port: int) -> list[str]:
        """Raises ForbiddenAddressError, httpcore.ConnectError, OverdueError."""
        addresses = self._found(host, port)
        if not self.allow_private and not all(map(is_public, addresses)):
            raise ForbiddenAddressError(f"{host} leads to a private address")
        return addresses
