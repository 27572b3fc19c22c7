"""Our five cookies, all strictly necessary.

The login's secret, the session of facilitators' pages, the seat, which tells when someone else
comes to the same browser, the session of an administrator, which no other site's page can use, and
one that tries for a minute whether this browser keeps cookies at all. `Partitioned` lets them live
inside an LMS's frame where third-party cookies are blocked. Over plain http (only for trying out on
one machine) browsers that refuse `Secure` there get a plain copy.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Response, request

from lti_service.wiring import wiring

PREFIX = "__Host-"
PLAIN = "plain-"
LOGIN = "olw-login-"
SESSION = "olw-session-"
SEAT = "olw-seat"
ADMIN = "olw-admin"
TRIAL = "olw-trial"
CAME_BACK = "came-back"
"""What the trial holds."""
TRIAL_LIFE = timedelta(minutes=1)


def read(name: str) -> str:
    """The value that came back, "" if none did.

    Over TLS the plain copy is never believed: a neighbouring host could have set it, and the
    prefix is what rules that out (RFC 6265bis, 4.1.3.2).
    """
    found = request.cookies.get(PREFIX + name, "")
    if found or wiring().settings.secure:
        return found
    return request.cookies.get(PLAIN + name, "")


def try_out(response: Response) -> None:
    """Set the cookie that is looked for at the next request."""
    write(response, TRIAL, CAME_BACK, TRIAL_LIFE)


def write(response: Response, name: str, value: str, life: timedelta | None) -> None:
    """Set a cookie for `life`; zero takes it away, None keeps it until the browser is closed."""
    age = None if life is None else int(life.total_seconds())
    response.set_cookie(
        PREFIX + name,
        value,
        max_age=age,
        secure=True,
        httponly=True,
        samesite="None",
        path="/",
        partitioned=True,
    )
    if wiring().settings.secure:
        return
    response.set_cookie(
        PLAIN + name,
        value,
        max_age=age,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def write_strict(response: Response, name: str, value: str) -> None:
    """Set a cookie that comes back only to pages opened from our own, until the browser ends."""
    secure = wiring().settings.secure
    response.set_cookie(
        _prefixed(name),
        value,
        secure=secure,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def take_away_strict(response: Response, name: str) -> None:
    """Remove such a cookie."""
    secure = wiring().settings.secure
    response.delete_cookie(_prefixed(name), secure=secure, samesite="Strict")


def take_away(response: Response, name: str) -> None:
    """Remove a cookie."""
    write(response, name, "", timedelta(0))


def _prefixed(name: str) -> str:
    """The one form of a name for how we are reached."""
    prefix = PREFIX if wiring().settings.secure else PLAIN
    return prefix + name
