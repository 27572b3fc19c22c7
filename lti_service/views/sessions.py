"""Who is asking: the launch session behind a bearer token, a cookie or a form's hidden field."""

from __future__ import annotations

from flask import request
from sqlalchemy.orm import Session

from lti_service import cookies
from lti_service.models import LaunchSession, Learner
from lti_service.secret import fingerprint
from lti_service.services import launch_sessions
from lti_service.wiring import wiring

BEARER = "Bearer "


def bearer() -> str:
    """The token in the Authorization header, "" if there is none."""
    header = request.headers.get("Authorization", "")
    return header[len(BEARER) :] if header.startswith(BEARER) else ""


def by_bearer(session: Session) -> LaunchSession:
    """From the Authorization header; used by our scripts. Raises RefusedError."""
    return known(session, bearer())


def cookie_or_field(link_key: str) -> str:
    """The token in the hidden field of a form, or in the cookie of this placement, "" if there is none."""
    return request.form.get("session", "") or cookies.read(cookies.SESSION + link_key)


def known(session: Session, token: str) -> LaunchSession:
    """The session of a token, kept alive by this use. Raises RefusedError."""
    here = wiring()
    found = launch_sessions.find(session, token, here.clock())
    launch_sessions.prolong(found, here.clock(), here.settings.idle(found.role))
    return found


def person(learner: Learner) -> str:
    """Lets a page's script tell one person from another, and nobody else learn who it is."""
    return fingerprint(f"{wiring().settings.secret_key} person {learner.id}")[:16]
