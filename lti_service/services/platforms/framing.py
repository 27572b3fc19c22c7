"""Who may show us in a frame, and in whose frames launches came."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from urllib.parse import SplitResult, urlsplit

from lti_service.messages.text import USUAL_PORTS, origin
from lti_service.models import Registration

RECENT = timedelta(days=30)
"""An older launch says nothing of how the LMS is reached today."""
MOST_SEEN = 10
"""Origins kept of one platform, the newest."""
ANY_BELOW = "*."


def framers(registration: Registration) -> list[str]:
    """The origins that may frame us for this registration."""
    login = origin(registration.login_url)
    known = [origin(registration.issuer), login, *registration.frame_ancestors]
    return list(dict.fromkeys(one for one in known if one))


def may_frame(registration: Registration, at: str) -> bool:
    """Whether a browser shows us in frames of this origin (CSP Level 3, 6.7.2.6)."""
    return any(_matches(one, at) for one in framers(registration))


def note_frame(registration: Registration, at: str, now: datetime) -> None:
    """A launch came in a frame of this origin, "" where the browser did not say.

    Once a day: all other launches of the day change nothing.
    """
    today = now.date().isoformat()
    known = registration.framed_by or {}
    if not at or known.get(at) == today:
        return
    days = sorted({**known, at: today}.items(), key=lambda one: one[1])
    registration.framed_by = dict(days[-MOST_SEEN:])


def seen_frames(registration: Registration, now: datetime) -> dict[str, date]:
    """Origin -> the last day on which a launch came in its frame, of the last weeks."""
    first = (now - RECENT).date()
    found = {}
    for at, day in (registration.framed_by or {}).items():
        last = date.fromisoformat(day)
        if last >= first:
            found[at] = last
    return found


def _matches(allowed: str, at: str) -> bool:
    """A rule without TLS lets the same host in with it, at the usual ports as well."""
    rule, place = urlsplit(allowed), urlsplit(at)
    if rule.scheme not in (place.scheme, "http"):
        return False
    ports = (_port(rule), _port(place))
    is_raised = ports == (USUAL_PORTS["http"], USUAL_PORTS["https"])
    return (ports[0] == ports[1] or is_raised) and _is_host(rule, place)


def _port(place: SplitResult) -> int:
    return place.port or USUAL_PORTS[place.scheme]


def _is_host(rule: SplitResult, place: SplitResult) -> bool:
    wanted, host = rule.hostname or "", place.hostname or ""
    if wanted.startswith(ANY_BELOW):
        return host.endswith(wanted[1:])
    return host == wanted
