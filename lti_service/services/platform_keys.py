"""A platform's public keys: cached as long as it says, asked for again once when a token names an unknown key."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, RSAKey
from sqlalchemy.orm import Session

from lti_service.database import Database
from lti_service.errors import OutgoingError, RefusedError
from lti_service.guarded_http import Outgoing
from lti_service.models import PlatformKeys, Registration
from lti_service.services.rows import get_or_create

SHORTEST, USUAL, LONGEST = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ASK_AGAIN_AFTER = timedelta(seconds=30)
RSA_BITS = 2048
PUBLIC_PARTS = ("kty", "n", "e", "crv", "x", "y")


def find_key(
    database: Database, outgoing: Outgoing, registration: Registration, wanted: tuple[str, str], now: datetime
) -> Key:
    """The public key that `wanted` (kid, algorithm) names. Opens its own units, so no call waits inside one.

    Raises RefusedError: token-unknown-kid, or keys-unreachable when the platform does not answer.
    """
    with database.reading() as session:
        cached = session.get(PlatformKeys, registration.id)
    key = _pick(cached.document, *wanted) if cached and cached.expires_at > now else None
    if key is not None:
        return key
    if cached and now < cached.asked_at + ASK_AGAIN_AFTER:
        code = "token-unknown-kid" if cached.expires_at > now else "keys-unreachable"
        raise RefusedError(code, f"kid {wanted[0][:100]!r}; keys were asked for at {cached.asked_at.isoformat()}")
    document = _fetch(database, outgoing, registration, now)
    key = _pick(document, *wanted)
    if key is None:
        raise RefusedError("token-unknown-kid", f"kid {wanted[0][:100]!r} is not in {registration.keys_url}")
    return key


def count(outgoing: Outgoing, registration: Registration) -> int:
    """How many keys the platform publishes now. Raises OutgoingError; for `olw lti doctor`."""
    response = outgoing.request("GET", registration.keys_url)
    try:
        return len(_document(response.json())["keys"])
    except (ValueError, RecursionError) as error:
        raise OutgoingError("keys-answer", f"{registration.keys_url} is no key set: {error}") from error


def _fetch(database: Database, outgoing: Outgoing, registration: Registration, now: datetime) -> dict[str, Any]:
    document, life, problem = None, timedelta(0), None
    try:
        response = outgoing.request("GET", registration.keys_url, headers={"Accept": "application/json"})
        document, life = _document(response.json()), _max_age(response.headers.get("cache-control", ""))
    except (OutgoingError, ValueError, RecursionError) as error:
        problem = error
    with database.writing() as session:
        _store(session, registration.id, document, now, life)
    if document is None:
        raise RefusedError("keys-unreachable", str(problem)) from problem
    return document


def _store(
    session: Session, registration_id: int, document: dict[str, Any] | None, now: datetime, life: timedelta
) -> None:
    """A failed fetch only counts as asked: keys that still hold are not thrown away for it."""
    first = {"document": {"keys": []}, "asked_at": now, "expires_at": now}
    row = get_or_create(session, PlatformKeys, {"registration_id": registration_id}, first)
    row.asked_at = now
    if document is not None:
        row.document, row.expires_at = document, now + life


def _document(body: Any) -> dict[str, Any]:
    keys = body.get("keys") if isinstance(body, dict) else None
    if not isinstance(keys, list):
        raise ValueError('the key set has no list "keys"')
    return {"keys": [key for key in keys if isinstance(key, dict)]}


def _max_age(cache_control: str) -> timedelta:
    found = re.search(r"max-age=(\d{1,9})", cache_control)
    return min(max(timedelta(seconds=int(found[1])), SHORTEST), LONGEST) if found else USUAL


def _pick(document: dict[str, Any], kid: str, algorithm: str) -> Key | None:
    """The usable key of that name: right family, for signatures, RSA of 2048 bits or more."""
    family = ECKey if algorithm.startswith("ES") else RSAKey
    for one in document["keys"]:
        if one.get("kid") != kid or one.get("use", "sig") != "sig" or one.get("alg", algorithm) != algorithm:
            continue
        try:
            key = family.import_key({name: one[name] for name in PUBLIC_PARTS if name in one})
        except (JoseError, ValueError, TypeError):
            continue
        if isinstance(key, ECKey) or key.public_key.key_size >= RSA_BITS:
            return key
    return None
