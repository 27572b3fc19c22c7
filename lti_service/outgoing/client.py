"""Outgoing HTTP: one deadline for all of a call, no redirects, bounded answers.

There is no way into a private network.
The one place that knows the HTTP library. Whether private addresses and plain http are allowed is
each platform's own.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpcore2 as httpcore
import httpx2

from lti_service.clock import utc_now
from lti_service.errors import LtiServiceError, OutgoingError
from lti_service.outgoing import deadline
from lti_service.outgoing.answer import Answer, TooLargeError, unpacked
from lti_service.outgoing.outside_json import MOST_BYTES
from lti_service.outgoing.proxy import Proxy
from lti_service.outgoing.streams import GuardedBackend

CALL_SECONDS = 20.0
"""For one call from the lookup of the name to the last byte.

Unless the work around it ends earlier.
"""
CONNECTIONS = 100
POOL_SECONDS = 2.0
"""To wait for one of the connections; turns keep the number of callers far below."""
HEADERS = {"Accept-Encoding": "gzip", "User-Agent": "our-leadership-way"}
NOT_SENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.UnsupportedProtocol,
)
UNUSABLE = (httpx2.InvalidURL, UnicodeError, httpcore.ConnectError)
LATE = (deadline.OverdueError, httpx2.ReadTimeout, httpx2.WriteTimeout)
TROUBLE = (httpx2.HTTPError, httpx2.StreamError, *UNUSABLE)


@dataclass(frozen=True)
class Call:
    """One request. `private`: the platform may be inside a private network or without TLS.

    `form` is sent as a form, `data` as JSON; at most one of them is given.
    """

    method: str
    url: str
    private: bool = False
    headers: Mapping[str, str] | None = None
    form: dict[str, str] | None = None
    data: dict[str, Any] | None = None

    @property
    def place(self) -> str:
        """Method and address for the log, without the query, which may carry ids."""
        address, _, _ = self.url.partition("?")
        return f"{self.method} {address[:200]}"


class Outgoing:
    """A client for platforms.

    Thread-safe; keeps connections, apart for public and for private networks. `proxy`: the way
    that all calls go, None for none.
    """

    def __init__(
        self,
        clock: Callable[[], datetime] = utc_now,
        proxy: Proxy | None = None,
    ) -> None:
        self._clock = clock
        # It reads SSL_CERT_FILE: trusts have certificate authorities of their own. Reading them
        # takes 30 ms, so all connections share it.
        trusted = httpx2.create_ssl_context()
        self._public = _client(trusted, proxy, private=False)
        self._private = _client(trusted, proxy, private=True)

    def request(self, call: Call) -> Answer:
        """The whole answer. Raises OutgoingError for anything but a 2xx answer."""
        _check(call)
        with deadline.within(CALL_SECONDS):
            answer = self._told(call)
        if 200 <= answer.status < 300:
            return answer
        told = f"{call.place} answered {answer.status}"
        wait = answer.wait(self._clock())
        raise OutgoingError("outgoing-status", told, answer.meant, wait)

    def close(self) -> None:
        """Give all connections back."""
        self._public.close()
        self._private.close()

    def _told(self, call: Call) -> Answer:
        client = self._private if call.private else self._public
        try:
            return _read(client, call)
        except LATE as error:
            told = f"{call.place} took too long"
            raise OutgoingError("outgoing-slow", told) from error
        except LtiServiceError as error:
            # Ours, raised inside the call: a forbidden address, an answer that we do not take.
            told = f"{call.place}: {error}"
            raise OutgoingError(error.code, told) from error
        except TROUBLE as error:
            raise _failed(call, error) from error
        except ValueError as error:
            told = f"{call.place}: {error}"
            raise OutgoingError("outgoing-answer", told) from error


def _client(
    trusted: ssl.SSLContext, proxy: Proxy | None, *, private: bool
) -> httpx2.Client:
    transport = httpx2.HTTPTransport(verify=trusted, trust_env=False)
    # httpx2 has no public way to pass a network backend.
    transport._pool = httpcore.ConnectionPool(
        ssl_context=trusted,
        max_connections=CONNECTIONS,
        network_backend=GuardedBackend(private, proxy),
    )
    return httpx2.Client(
        transport=transport,
        timeout=httpx2.Timeout(CALL_SECONDS, pool=POOL_SECONDS),
        follow_redirects=False,
        trust_env=False,
        headers=HEADERS,
    )


def _check(call: Call) -> None:
    """Raises OutgoingError (outgoing-forbidden): plain http only inside a trust's own network."""
    if call.url.startswith("https://"):
        return
    if call.private and call.url.startswith("http://"):
        return
    told = f"{call.place} is not an https address"
    raise OutgoingError("outgoing-forbidden", told)


def _read(client: httpx2.Client, call: Call) -> Answer:
    """Raises the errors of the library and of this package."""
    body = bytearray()
    with client.stream(
        call.method,
        call.url,
        headers=call.headers,
        data=call.form,
        json=call.data,
    ) as response:
        for part in response.iter_raw():
            body += part
            if len(body) > MOST_BYTES:
                raise TooLargeError(f"more than {MOST_BYTES} bytes")
    headers = dict(response.headers)
    encoding = headers.get("content-encoding", "").strip().lower()
    plain = unpacked(bytes(body), encoding, MOST_BYTES)
    return Answer(call.url, response.status_code, headers, plain)


def _failed(call: Call, error: Exception) -> OutgoingError:
    """Only the texts of connection errors are told.

    Any other may quote a header, and with it a token.
    """
    name = type(error).__name__
    told = f"{call.place}: {name}"
    if isinstance(error, NOT_SENT):
        return OutgoingError("outgoing-unreachable", f"{told}: {error}")
    if isinstance(error, UNUSABLE):
        return OutgoingError("outgoing-unreachable", told)
    return OutgoingError("outgoing-broken", told)
