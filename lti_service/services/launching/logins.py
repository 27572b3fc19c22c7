"""OIDC logins: starting one, using it up exactly once.

And the browser's later proof where cookies are blocked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lti_service.errors import RefusedError
from lti_service.models import Login, PlatformKeys, Registration
from lti_service.models.base import table_of
from lti_service.secret import fingerprint, new_token, same
from lti_service.services import known_platforms, rows
from lti_service.services.keys.platform_keys import KeptKeys
from lti_service.services.known_platforms import (
    AnyRegistration,
    KnownPlatform,
)

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


class OpenLogin(NamedTuple):
    """Columns of a `Login`, and the platform that it is with."""

    state_hash: str
    nonce_hash: str
    browser_hash: str
    target_link_uri: str
    login_hint: str
    message_hint: str
    deployment_hint: str
    storage_target: str
    framed_by: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    launch: dict[str, Any] | None
    registration: KnownPlatform


class Found(NamedTuple):
    """A login, and its platform's keys as they are stored; None before any."""

    login: OpenLogin
    keys: KeptKeys | None


_TABLE = table_of(Login)
_PLATFORM = table_of(Registration)
_KEYS = table_of(PlatformKeys)
_OF_LOGIN = OpenLogin._fields[:-1]
_BY_STATE = (
    select(
        *[_TABLE.c[name] for name in _OF_LOGIN],
        *known_platforms.COLUMNS,
        *[_KEYS.c[name] for name in KeptKeys._fields],
    )
    .select_from(_TABLE)
    .join(_PLATFORM, _PLATFORM.c.id == _TABLE.c.registration_id)
    .outerjoin(_KEYS, _KEYS.c.registration_id == _TABLE.c.registration_id)
    .where(_TABLE.c.state_hash == bindparam("state_hash"))
)
_UNUSED = update(_TABLE).where(
    _TABLE.c.state_hash == bindparam("state"),
    _TABLE.c.used_at.is_(None),
    _TABLE.c.expires_at > bindparam("now"),
)


def start(
    connection: Connection,
    registration: AnyRegistration,
    request: LoginRequest,
    now: datetime,
) -> Started:
    """Store a new login; only fingerprints of its secrets are kept.

    Raises RefusedError for a platform that has just been removed.
    """
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
    try:
        rows.insert(connection, Login, values)
    except IntegrityError as error:
        told = f"{registration.name!r} has just been removed"
        raise RefusedError("platform-unknown", told) from error
    return started


def find(connection: Connection, state: str, now: datetime) -> Found:
    """The login of `state`, which can still be used. Raises RefusedError."""
    found = _read(connection, fingerprint(state))
    if found is None:
        raise RefusedError("state-unknown", "no login has this state")
    login = found.login
    if login.used_at is not None or login.expires_at <= now:
        raise _gone(login, now)
    return found


def use(
    session: Session,
    login: OpenLogin,
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


def check_nonce(login: OpenLogin, claims: dict[str, Any]) -> None:
    """The token's nonce is the one sent with this login. Raises RefusedError (token-nonce).

    The login is now used up: so the nonce is fresh as well.
    """
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not same(fingerprint(nonce), login.nonce_hash):
        told = "the nonce is missing or is not the one of this login"
        raise RefusedError("token-nonce", told)


def is_same_browser(login: OpenLogin, browser: str) -> bool:
    """Whether the browser that brings the launch is the one that began the login."""
    return same(fingerprint(browser), login.browser_hash)


def prove(session: Session, state: str, browser: str, now: datetime) -> OpenLogin:
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
    found = _read(session.connection(), state_hash)
    if found is None or found.login.launch is None:
        raise RefusedError("state-unknown", "no launch is held for this state")
    login = found.login
    if not taken:
        code = _why_not_proved(login, browser, now)
        raise RefusedError(code, "proof of a held launch failed")
    return login


def find_for_restart(connection: Connection, state: str, now: datetime) -> OpenLogin:
    """The login to begin again in a new window, from its hints. Raises RefusedError."""
    found = _read(connection, fingerprint(state))
    if found is None:
        raise RefusedError("state-unknown", "restart of a login that is not there")
    if found.login.expires_at <= now:
        raise RefusedError("state-expired", "restart of an old login")
    return found.login


def forget_old(session: Session, now: datetime) -> None:
    """Delete logins that ended an hour ago."""
    old = delete(Login).where(Login.expires_at < now - KEPT_AFTER)
    session.execute(old)


def _read(connection: Connection, state_hash: str) -> Found | None:
    """A login as it is now."""
    row = connection.execute(_BY_STATE, {"state_hash": state_hash}).one_or_none()
    if row is None:
        return None
    columns = iter(row)
    return _found(columns)


def _found(columns: Iterator[Any]) -> Found:
    """From a row's columns, in their order."""
    of_login = {name: next(columns) for name in _OF_LOGIN}
    registration = known_platforms.of_row(columns)
    login = OpenLogin(**of_login, registration=registration)
    document, *times = columns
    if document is None:
        return Found(login, None)
    return Found(login, KeptKeys(document, *times))


def _gone(login: OpenLogin, now: datetime) -> RefusedError:
    """Why a login cannot be used."""
    code = "state-expired" if login.expires_at <= now else "state-used"
    return RefusedError(code, f"login of {login.created_at.isoformat()}")


def _why_not_proved(login: OpenLogin, browser: str, now: datetime) -> str:
    """The code of the refusal."""
    if not is_same_browser(login, browser):
        return "browser-differs"
    return "state-expired" if login.expires_at <= now else "state-used"
