"""Too many requests: whom they are counted for. How many are, stands in rates.py.

A platform is counted for what it is known to have sent, so that one trust's flood is never
another's refusal. Within it an address is counted first, so that one place's flood is not its
whole trust's.
"""

from __future__ import annotations

import time

from flask import g, request

from lti_service import rates
from lti_service.errors import RefusedError
from lti_service.rates import Rate
from lti_service.services.glances import AnySession
from lti_service.services.known_platforms import AnyRegistration
from lti_service.wiring import wiring

ADDRESS_LENGTH = 45
"""Of an IPv6 address that carries an IPv4 one (RFC 4291, 2.2)."""
BEHIND_LINKS = frozenset(
    {
        "register.ask",
        "register.connect",
        "admin.enter",
        "admin.sign_in",
    }
)
"""Endpoints that a one-time link opens; nobody is known there yet."""


def arriving(registration: AnyRegistration) -> None:
    """A login or launch of a platform. Raises RefusedError (too-many)."""
    _count(str(registration.id))


def noticing(registration: AnyRegistration) -> None:
    """One notice that names a platform, apart from its launches. Raises RefusedError (too-many)."""
    _count(f"notices of {registration.id}")


def noticing_nobodys() -> None:
    """One notice that names no platform of ours. Raises RefusedError (too-many)."""
    _take(rates.ADDRESS, f"notices {_address()}")


def calling(owner: AnySession) -> None:
    """Something that a session asks for. Raises RefusedError (too-many)."""
    _take(rates.SESSION, str(owner.id))


def count_links() -> None:
    """Before any view. Raises RefusedError (too-many)."""
    if request.endpoint in BEHIND_LINKS:
        _take(rates.LINKS, _address())


def _count(platform: str) -> None:
    """First for the address within a platform. Raises RefusedError (too-many)."""
    _take(rates.ADDRESS, f"{platform} {_address()}")
    _take(rates.PLATFORM, platform)


def _take(rate: Rate, asker: str) -> None:
    here = wiring()
    wait = here.rates.take(rate, asker, time.monotonic())
    if wait:
        g.retry_after = wait
        raise RefusedError("too-many", f"{rate.name}, for {wait} seconds")


def _address() -> str:
    """The browser's, as the outermost web server of ours saw it (`OLW_PROXIES`)."""
    return (request.remote_addr or "")[:ADDRESS_LENGTH]
