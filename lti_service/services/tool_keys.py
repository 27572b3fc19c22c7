"""Our own signing keys: published early, used a day later, withdrawn a week after the next one took over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from joserfc.jwk import RSAKey
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lti_service.database import keyring_of
from lti_service.models import ToolKey
from lti_service.secret import new_key

PUBLISH_BEFORE = timedelta(days=1)
KEEP_AFTER = timedelta(days=7)
RSA_BITS = 2048


def published(session: Session, now: datetime) -> dict[str, Any]:
    """The public key set (RFC 7517) of every key that may sign now or soon, or has signed lately."""
    rows = session.scalars(
        select(ToolKey)
        .where(or_(ToolKey.retires_at.is_(None), ToolKey.retires_at > now))
        .order_by(ToolKey.created_at)
    )
    return {"keys": [_public(session, row) for row in rows]}


def signing(session: Session, now: datetime) -> tuple[str, RSAKey]:
    """(kid, private key) of the newest key whose time to sign has come. `ensure` has made one."""
    row = session.scalars(
        select(ToolKey)
        .where(ToolKey.signs_from <= now)
        .order_by(ToolKey.signs_from.desc())
        .limit(1)
    ).one()
    return row.kid, _open(session, row)


def ensure(session: Session, now: datetime) -> None:
    """Make the first key, which signs at once."""
    if session.scalar(select(ToolKey.kid).limit(1)) is None:
        _make(session, now, signs_from=now)


def rotate(session: Session, now: datetime) -> ToolKey:
    """Publish a new key. It signs after a day, when platforms' caches know it; the old ones end a week later."""
    ensure(session, now)
    takes_over = now + PUBLISH_BEFORE
    for row in session.scalars(select(ToolKey).where(ToolKey.retires_at.is_(None))):
        row.retires_at = takes_over + KEEP_AFTER
    return _make(session, now, signs_from=takes_over)


def _make(session: Session, now: datetime, *, signs_from: datetime) -> ToolKey:
    key = RSAKey.generate_key(RSA_BITS)
    pem = key.as_pem(private=True).decode()
    sealed = keyring_of(session).close_key(pem)
    row = ToolKey(kid=new_key(), sealed=sealed, signs_from=signs_from, created_at=now)
    session.add(row)
    session.flush()
    return row


def _open(session: Session, row: ToolKey) -> RSAKey:
    return RSAKey.import_key(keyring_of(session).open_key(row.sealed))


def _public(session: Session, row: ToolKey) -> dict[str, Any]:
    key = _open(session, row)
    return {**key.as_dict(private=False), "kid": row.kid, "use": "sig", "alg": "RS256"}
