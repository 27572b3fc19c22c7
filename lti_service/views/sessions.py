"""Who is asking: the launch session behind a bearer token, a cookie or a form's hidden field."""

from __future__ import annotations

from flask import request
from sqlalchemy.orm import Session

from lti_service import cookies
from lti_service.models import LaunchSession
from lti_service.services import launch_sessions
from lti_service.wiring import wiring

BEARER = "Bearer "


def bearer() -> str:
    """The token in the Authorization header, "" if there is none."""
    header = request.headers.get("Authorization", "")
    return header[len(BEARER) :] if header.startswith(BEARER) else ""


def by_bearer(session: Session) -> LaunchSession:
    """From the Authorization header; used by our scripts. Raises RefusedError."""
    return _known(session, bearer())


def by_cookie_or_field(session: Session, link_key: str) -> LaunchSession:
    """From the hidden field of a form, or the cookie of this placement. Raises RefusedError."""
    return _known(session, request.form.get("session", "") or cookies.read(cookies.SESSION + link_key))


def _known(session: Session, token: str) -> LaunchSession:
    here = wiring()
    found = launch_sessions.find(session, token, here.clock())
    launch_sessions.prolong(found, here.clock(), here.settings.session_life)
    return found
