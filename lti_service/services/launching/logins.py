"""OIDC logins: starting one, using it up exactly once.

And the browser's later proof where cookies are blocked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session, joinedload

from lti_service.errors import RefusedError
from lti_service.models import Login, PlatformKeys, Registration
from lti_service.models.base import table_of
from lti_service.secret import fingerprint, new_token, same
from lti_service.services import rows

LOGIN_LIFE = timedelta(minutes=10)
"""How long a login may take, until its launch."""
KEPT_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class LoginRequest:
    """A third-party login initiation (Security Framework 5.1.1.1), already checked for lengths."""

    target_link_uri: str
    login_hint: str
    message_hint: str = ""
    deployment_hint: str = ""
    storage_target: str = ""
    framed_by: str = ""


@dataclass(frozen=True)
class Started:
    """The secrets of a new login.

    `state` and `nonce` travel through the platform, `browser` stays in the browser.
    """

    state: str
    nonce: str
    browser: str


class Found(NamedTuple):
    """A login with its platform, and the platform's keys as they are stored; None before any."""

    login: Login
    keys: PlatformKeys | None


_WITH_KEYS = (
    select(Login, PlatformKeys)
    .outerjoin(PlatformKeys, PlatformKeys.registration_id == Login.registration_id)
    .where(Login.state_hash == bindparam("state_hash"))
    .options(joinedload(Login.registration, innerjoin=True))
)
_TABLE = table_of(Login)
_UNUSED = update(_TABLE).where(
    _TABLE.c.state_hash == bindparam("state"),
    _TABLE.c.used_at.is_(None),
    _TABLE.c.expires_at > bindparam("now"),
)


def start(
    session: Session,
    registration: Registration,
    request: LoginRequest,
    now: datetime,
) -> Started:
    """Store a new login; only fingerprints of its secrets are kept."""
    started = Started(new_token(), new_token(), new_token())
    values = {
        "state_hash": fingerprint(started.state),
        "nonce_hash": fingerprint(started.nonce),
        "browser_hash": fingerprint(started.browser),
        "registration_id": registration.id,
        "created_at": now,
        "expires_at": now + LOGIN_LIFE,
        **vars(request),
    }
    rows.insert(session, Login, values)
    return started


def find(session: Session, state: str, now: datetime) -> Found:
    """The login of `state`, which can still be used. Raises RefusedError."""
    asked = {"state_hash": fingerprint(state)}
    found = session.execute(_WITH_KEYS, asked).one_or_none()
    if found is None:
        raise RefusedError("state-unknown", "no login has this state")
    login, keys = found
    if login.used_at is not None or login.expires_at <= now:
        raise _gone(login, now)
    return Found(login, keys)


def use(
    session: Session,
    login: Login,
    now: datetime,
    launch: dict[str, Any] | None = None,
) -> None:
    """Use a login up. Raises RefusedError for one that somebody has used since it was found.

    One statement decides, so of two requests with one state exactly one gets it. `launch`: a
    checked launch, kept until the browser proves itself.
    """
    values: dict[str, Any] = {"used_at": now}
    if launch is not None:
        values["launch"] = launch
    asked = {"state": login.state_hash, "now": now}
    if not rows.change(session, _UNUSED, {**asked, **values}):
        raise _gone(login, now)


def check_nonce(login: Login, claims: dict[str, Any]) -> None:
    """The token's nonce is the one sent with this login. Raises RefusedError (token-nonce).

    The login is now used up: so the nonce is fresh as well.
    """
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not same(fingerprint(nonce), login.nonce_hash):
        told = "the nonce is missing or is not the one of this login"
        raise RefusedError("token-nonce", told)


def is_same_browser(login: Login, browser: str) -> bool:
    """Whether the browser that brings the launch is the one that began the login."""
    return same(fingerprint(browser), login.browser_hash)


def prove(session: Session, state: str, browser: str, now: datetime) -> Login:
    """Release a held launch to the browser that knows the login's secret; once."""
    state_hash = fingerprint(state)
    unproved = update(Login).where(
        Login.state_hash == state_hash,
        Login.browser_hash == fingerprint(browser),
        Login.used_at.is_not(None),
        Login.proved_at.is_(None),
        Login.expires_at > now,
    )
    taken = rows.change(session, unproved.values(proved_at=now))
    login = _read(session, state_hash)
    if login is None or login.launch is None:
        raise RefusedError("state-unknown", "no launch is held for this state")
    if not taken:
        code = _why_not_proved(login, browser, now)
        raise RefusedError(code, "proof of a held launch failed")
    return login


def find_for_restart(session: Session, state: str, now: datetime) -> Login:
    """The login to begin again in a new window, from its hints."""
    query = select(Login).where(Login.state_hash == fingerprint(state))
    login = session.scalar(query)
    if login is None:
        raise RefusedError("state-unknown", "restart of a login that is not there")
    if login.expires_at <= now:
        raise RefusedError("state-expired", "restart of an old login")
    return login


def forget_old(session: Session, now: datetime) -> None:
    """Delete logins that ended an hour ago."""
    old = delete(Login).where(Login.expires_at < now - KEPT_AFTER)
    session.execute(old)


def _read(session: Session, state_hash: str) -> Login | None:
    """The login as the statement before left it, with its platform."""
    options = [joinedload(Login.registration, innerjoin=True)]
    return session.get(Login, state_hash, options=options, populate_existing=True)


def _gone(login: Login, now: datetime) -> RefusedError:
    """Why a login cannot be used."""
    code = "state-expired" if login.expires_at <= now else "state-used"
    return RefusedError(code, f"login of {login.created_at.isoformat()}")


def _why_not_proved(login: Login, browser: str, now: datetime) -> str:
    """The code of the refusal."""
    if not is_same_browser(login, browser):
        return "browser-differs"
    return "state-expired" if login.expires_at <= now else "state-used"
