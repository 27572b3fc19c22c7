"""Who is asking: the launch session behind a bearer token, a cookie or a form's hidden field."""

from __future__ import annotations

from flask import request
from sqlalchemy.orm import Session

from lti_service import cookies
from lti_service.models import LaunchSession, Learner
from lti_service.secret import fingerprint
from lti_service.services import launch_sessions
from lti_service.services.launch_sessions import Life
from lti_service.views import limiting
from lti_service.views.speech import speak_for
from lti_service.wiring import wiring

BEARER = "Bearer "


def bearer() -> str:
    """The token in the Authorization header, "" if there is none."""
    header = request.headers.get("Authorization", "")
    if not header.startswith(BEARER):
        return ""
    return header.removeprefix(BEARER)


def by_bearer(session: Session) -> LaunchSession:
    """From the Authorization header; used by our scripts. Raises RefusedError."""
    return known(session, bearer())


def cookie_or_field(link_key: str) -> str:
    """The token in the hidden field of a form, or in the cookie of this placement.

    "" if there is none.
    """
    token = field()
    if token:
        return token
    return cookies.read(cookies.SESSION + link_key)


def field() -> str:
    """The token that the request carried in a hidden field, for forms of the answer; or ""."""
    return request.form.get("session", "")


def known(session: Session, token: str) -> LaunchSession:
    """The session of a token, kept alive by this use. Raises RefusedError."""
    here = wiring()
    now = here.clock()
    owner = launch_sessions.find(session, token, now)
    limiting.calling(owner)
    speak_for(owner)
    launch_sessions.prolong(owner, now, here.settings.idle(owner.role))
    return owner


def life_of(role: str) -> Life:
    """How long a session in this role lasts that begins now."""
    here = wiring()
    settings = here.settings
    return Life(settings.idle(role), here.clock() + settings.longest)


def person(learner: Learner) -> str:
    """Lets a page's script tell one person from another, and nobody else learn who it is."""
    secret = wiring().settings.secret_key
    whole = fingerprint(f"{secret} person {learner.id}")
    return whole[:16]
