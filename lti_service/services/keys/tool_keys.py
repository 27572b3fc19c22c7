"""Our own signing keys: published early, used a day later, withdrawn when the next has taken over.

Withdrawn means a week after that: platforms keep key sets.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from joserfc.jwk import RSAKey
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lti_service.database import keyring_of
from lti_service.models import ToolKey
from lti_service.secret import new_key

PUBLISH_BEFORE = timedelta(days=1)
KEEP_AFTER = timedelta(days=7)
RSA_BITS = 2048
KEYS_AT_HAND = 8
"""Private keys that a process keeps once it has opened them: there are seldom more than two."""


class SigningKey(NamedTuple):
    """The private key that signs now, and the name under which its public half is published."""

    kid: str
    key: RSAKey


def published(session: Session, now: datetime) -> dict[str, Any]:
    """The public key set (RFC 7517).

    It has every key that may sign now or soon, or has signed lately.
    """
    keys = [_public(session, row) for row in _kept(session, now)]
    return {"keys": keys}


def texts(session: Session, now: datetime) -> dict[str, str]:
    """The same keys by their names, as text (PEM), for an LMS that reads no key set.

    Raises SealError.
    """
    found = {}
    for row in _kept(session, now):
        text: bytes = _open(session, row).as_pem(private=False)
        found[row.kid] = text.decode()
    return found


def _kept(session: Session, now: datetime) -> Sequence[ToolKey]:
    """Those that are not withdrawn. Of one that is, no secret may be left that opens it."""
    is_kept = or_(ToolKey.retires_at.is_(None), ToolKey.retires_at > now)
    query = select(ToolKey).where(is_kept).order_by(ToolKey.created_at)
    return session.scalars(query).all()


def every(session: Session) -> Sequence[ToolKey]:
    """All keys that are kept, the oldest first."""
    return session.scalars(select(ToolKey).order_by(ToolKey.created_at)).all()


def state_of(key: ToolKey, keys: Sequence[ToolKey], now: datetime) -> str:
    """What a key is doing now, in words."""
    if key.retires_at is not None and key.retires_at <= now:
        return "withdrawn"
    if key.signs_from > now:
        return "published, signs later"
    begun = [one.signs_from for one in keys if one.signs_from <= now]
    return "signs" if key.signs_from == max(begun) else "published, no longer signs"


def signing(session: Session, now: datetime) -> SigningKey:
    """The newest key whose time to sign has come. `ensure` has made one. Raises SealError."""
    query = (
        select(ToolKey)
        .where(ToolKey.signs_from <= now)
        .order_by(ToolKey.signs_from.desc())
        .limit(1)
    )
    row = session.scalars(query).one()
    return SigningKey(row.kid, _open(session, row))


def ensure(session: Session, now: datetime) -> None:
    """Make the first key, which signs at once."""
    anyone = select(ToolKey.kid).limit(1)
    if session.scalar(anyone) is None:
        _make(session, now, signs_from=now)


def rotate(session: Session, now: datetime) -> ToolKey:
    """Publish a new key; the old ones end a week after it takes over.

    It signs after a day, when platforms' caches know it.
    """
    ensure(session, now)
    takes_over = now + PUBLISH_BEFORE
    without_end = select(ToolKey).where(ToolKey.retires_at.is_(None))
    for row in session.scalars(without_end):
        row.retires_at = takes_over + KEEP_AFTER
    return _make(session, now, signs_from=takes_over)


def _make(session: Session, now: datetime, *, signs_from: datetime) -> ToolKey:
    """A new key, stored sealed; it signs from `signs_from` on."""
    key = RSAKey.generate_key(RSA_BITS)
    pem = key.as_pem(private=True).decode()
    row = ToolKey(
        kid=new_key(),
        sealed=keyring_of(session).close_key(pem),
        signs_from=signs_from,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def _open(session: Session, row: ToolKey) -> RSAKey:
    """Raises SealError for a key that this server's secret does not open."""
    pem = keyring_of(session).open_key(row.sealed)
    return _imported(pem)


@functools.lru_cache(maxsize=KEYS_AT_HAND)
def _imported(pem: str) -> RSAKey:
    """Its numbers are checked, which takes thirty times as long as to sign with it."""
    return RSAKey.import_key(pem)


def _public(session: Session, row: ToolKey) -> dict[str, Any]:
    """A member of the key set, as RFC 7517 has it."""
    numbers = _open(session, row).as_dict(private=False)
    return {
        **numbers,
        "kid": row.kid,
        "use": "sig",
        "alg": "RS256",
    }
