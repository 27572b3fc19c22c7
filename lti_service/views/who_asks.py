"""Who is asking: the launch session behind a bearer token, a cookie or a form's hidden field, and
how long it lasts.
"""

from __future__ import annotations

from flask import request
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from lti_service import cookies
from lti_service.errors import RefusedError
from lti_service.models import LaunchSession
from lti_service.secret import fingerprint
from lti_service.services import glances
from lti_service.services.glances import AnyLearner, AnySession, Glance
from lti_service.services.launching import launch_sessions
from lti_service.services.launching.launch_sessions import Life
from lti_service.services.play import playing
from lti_service.services.play.playing import OwnerAndAttempt
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
    owner = launch_sessions.find(session, token, wiring().clock())
    _use(session, owner)
    return owner


def at_attempt(
    session: Session, key: str, *, to_change: bool = False
) -> OwnerAndAttempt:
    """Who asks by bearer token, and the attempt of this key, locked if it is to change.

    Raises RefusedError: as `known`, and not-found, not-yours.
    """
    token = bearer()
    played = playing.read(session, token, key, to_change=to_change)
    if played is None:
        raise _lacking(session, token)
    launch_sessions.check(played.owner, wiring().clock())
    _use(session, played.owner)
    playing.check(played)
    return played


def glance(connection: Connection, key: str) -> Glance:
    """The same for calls that need no whole rows; nothing is locked. Raises as `at_attempt`."""
    token = bearer()
    here = wiring()
    now = here.clock()
    seen = glances.read(connection, token, key)
    if seen is None:
        with here.database.writing() as session:
            raise _lacking(session, token)
    owner = seen.owner
    launch_sessions.check(owner, now)
    _meet(owner)
    later = launch_sessions.later_end(owner, now, here.settings.idle(owner.role))
    if later is not None:
        with here.database.in_turn():
            launch_sessions.move_end(connection, owner, later)
    playing.check(seen)
    return seen


def _lacking(session: Session, token: str) -> RefusedError:
    """Why an attempt cannot be read with a token: it has no session, or there is no attempt."""
    try:
        known(session, token)
    except RefusedError as error:
        return error
    return RefusedError("not-found", "no attempt has this key")


def _use(session: Session, owner: LaunchSession) -> None:
    """Counted, spoken to, and the session lasts on. Raises RefusedError (too-many)."""
    _meet(owner)
    here = wiring()
    life = here.settings.idle(owner.role)
    launch_sessions.prolong(session, owner, here.clock(), life)


def _meet(owner: AnySession) -> None:
    """Counted, and spoken to. Raises RefusedError (too-many)."""
    limiting.calling(owner)
    speak_for(owner)


def life_of(role: str) -> Life:
    """How long a session in this role lasts that begins now."""
    here = wiring()
    settings = here.settings
    return Life(settings.idle(role), here.clock() + settings.longest)


def person(learner: AnyLearner) -> str:
    """Lets a page's script tell one person from another, and nobody else learn who it is."""
    secret = wiring().settings.secret_key
    whole = fingerprint(f"{secret} person {learner.id}")
    return whole[:16]
