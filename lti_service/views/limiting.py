"""Too many requests: whom they are counted for, and how many are.

A platform is counted for what it is known to have sent, so that one trust's flood is never
another's refusal. Within it an address is counted first, so that one place's flood is not its
whole trust's. A hospital has one address for thousands of people: the numbers are for them.
"""

from __future__ import annotations

from flask import g, request

from lti_service.errors import RefusedError
from lti_service.models import Registration
from lti_service.rates import Rate
from lti_service.services.glances import AnyOwner
from lti_service.wiring import wiring

ADDRESS = Rate("logins and launches of an address", a_second=10, at_once=600)
PLATFORM = Rate("logins and launches of a platform", a_second=25, at_once=1500)
SESSION = Rate("calls of a session", a_second=5, at_once=100)
LINKS = Rate("links of an address", a_second=0.5, at_once=30)
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


def arriving(registration: Registration) -> None:
    """A login or launch of a platform. Raises RefusedError (too-many)."""
    platform = str(registration.id)
    _take(ADDRESS, f"{platform} {_address()}")
    _take(PLATFORM, platform)


def calling(owner: AnyOwner) -> None:
    """Something that a session asks for. Raises RefusedError (too-many)."""
    _take(SESSION, str(owner.id))


def count_links() -> None:
    """Before any view. Raises RefusedError (too-many)."""
    if request.endpoint in BEHIND_LINKS:
        _take(LINKS, _address())


def _take(rate: Rate, asker: str) -> None:
    here = wiring()
    wait = here.rates.take(rate, asker, here.clock().timestamp())
    if wait:
        g.retry_after = wait
        raise RefusedError("too-many", f"{rate.name}, for {wait} seconds")


def _address() -> str:
    """The browser's, as the outermost web server of ours saw it (`OLW_PROXIES`)."""
    return (request.remote_addr or "")[:ADDRESS_LENGTH]
