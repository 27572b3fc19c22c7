"""Our own signing keys: published early, used a day later, withdrawn a week after the next one took over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from joserfc.jwk import RSAKey
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lti_service.models import ToolKey
from lti_service.secret import new_key, seal, unseal

PUBLISH_BEFORE = timedelta(days=1)
KEEP_AFTER = timedelta(days=7)
RSA_BITS = 2048


def published(session: Session, secret_key: str, now: datetime) -> dict[str, Any]:
    """The public key set (RFC 7517) of every key that may sign now or soon, or has signed lately."""
    rows = session.scalars(
        select(ToolKey).where(or_(ToolKey.retires_at.is_(None), ToolKey.retires_at > now)).order_by(ToolKey.created_at)
    )
    return {"keys": [_public(row, secret_key) for row in rows]}


def signing(session: Session, secret_key: str, now: datetime) -> tuple[str, RSAKey]:
    """(kid, private key) of the newest key whose time to sign has come. `ensure` has made one."""
    row = session.scalars(
        select(ToolKey).where(ToolKey.signs_from <= now).order_by(ToolKey.signs_from.desc()).limit(1)
    ).one()
    return row.kid, RSAKey.import_key(unseal(secret_key, row.sealed))


def ensure(session: Session, secret_key: str, now: datetime) -> None:
    """Make the first key, which signs at once."""
    if session.scalar(select(ToolKey.kid).limit(1)) is None:
        _make(session, secret_key, now, signs_from=now)


def rotate(session: Session, secret_key: str, now: datetime) -> ToolKey:
    """Publish a new key. It signs after a day, when platforms' caches know it; the old ones end a week later."""
    ensure(session, secret_key, now)
    takes_over = now + PUBLISH_BEFORE
    for row in session.scalars(select(ToolKey).where(ToolKey.retires_at.is_(None))):
        row.retires_at = takes_over + KEEP_AFTER
    return _make(session, secret_key, now, signs_from=takes_over)


def _make(session: Session, secret_key: str, now: datetime, *, signs_from: datetime) -> ToolKey:
    key = RSAKey.generate_key(RSA_BITS)
    pem = key.as_pem(private=True).decode()
    row = ToolKey(kid=new_key(), sealed=seal(secret_key, pem), signs_from=signs_from, created_at=now)
    session.add(row)
    session.flush()
    return row


def _public(row: ToolKey, secret_key: str) -> dict[str, Any]:
    key = RSAKey.import_key(unseal(secret_key, row.sealed))
    return {**key.as_dict(private=False), "kid": row.kid, "use": "sig", "alg": "RS256"}
