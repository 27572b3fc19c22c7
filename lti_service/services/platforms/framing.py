"""Who may show us in a frame."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from lti_service.messages.text import USUAL_PORTS, origin
from lti_service.services.known_platforms import AnyRegistration

ANY_BELOW = "*."
"""Every host whose name ends so."""
PLAIN_PORT = USUAL_PORTS["http"]
TLS_PORT = USUAL_PORTS["https"]


class _Place(NamedTuple):
    """An origin, in its parts."""

    scheme: str
    host: str
    port: int


def framers(registration: AnyRegistration) -> list[str]:
    """The origins that may frame us for this registration."""
    issuer = origin(registration.issuer)
    login = origin(registration.login_url)
    known = [issuer, login, *registration.frame_ancestors]
    named = filter(None, known)
    return list(dict.fromkeys(named))


def may_frame(registration: AnyRegistration, at: str) -> bool:
    """Whether a browser shows us in frames of this origin (CSP Level 3, 6.7.2.6)."""
    allowed = framers(registration)
    return any(_matches(one, at) for one in allowed)


def _matches(allowed: str, at: str) -> bool:
    """A rule without TLS lets the same host in with it, at the usual ports as well."""
    rule = _place(allowed)
    place = _place(at)
    if rule.scheme not in (place.scheme, "http"):
        return False
    is_raised = rule.port == PLAIN_PORT and place.port == TLS_PORT
    is_port = is_raised or rule.port == place.port
    if not is_port:
        return False
    return _is_host(rule.host, place.host)


def _place(address: str) -> _Place:
    """The port is the usual one where none is named."""
    parts = urlsplit(address)
    scheme = parts.scheme
    usual = USUAL_PORTS[scheme]
    port = parts.port or usual
    host = parts.hostname or ""
    return _Place(scheme, host, port)


def _is_host(wanted: str, host: str) -> bool:
    """The same name, or one below it where the rule begins with a star."""
    if wanted.startswith(ANY_BELOW):
        ending = wanted.removeprefix("*")
        return host.endswith(ending)
    return host == wanted
