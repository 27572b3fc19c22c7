"""A platform's public keys: cached as long as it says, asked for again once when a token names an
unknown key.

When the platform cannot be asked, the keys that it last gave hold for a day more: a fault there, or
between us, would otherwise turn everyone away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, RSAKey
from sqlalchemy import update
from sqlalchemy.orm import Session

from lti_service.database import Database
from lti_service.errors import OutgoingError, RefusedError
from lti_service.models import PlatformKeys, Registration
from lti_service.outgoing import deadline
from lti_service.outgoing.answer import Answer
from lti_service.outgoing.client import Call, Outgoing
from lti_service.outgoing.limits import OutsideError
from lti_service.outgoing.turns import Turns
from lti_service.services.rows import get_or_create

SHORTEST, USUAL, LONGEST = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ASK_AGAIN_AFTER = timedelta(seconds=30)
STAND_IN = timedelta(days=1)
"""How long keys hold after their end while no newer ones can be had."""
SECONDS = 8.0
"""To fetch a key set: a learner is waiting for the page."""
RSA_BITS = 2048
PUBLIC_PARTS = ("kty", "n", "e", "crv", "x", "y")


@dataclass(frozen=True)
class KeyFinder:
    """Finds platforms' keys. Opens its own units, so no call waits inside one."""

    database: Database
    outgoing: Outgoing
    turns: Turns

    def find(
        self, registration: Registration, wanted: tuple[str, str], now: datetime
    ) -> Key:
        """The public key that `wanted` (kid, algorithm) names.

        Raises RefusedError: token-unknown-kid, or keys-unreachable when the platform does not
        answer.
        """
        cached = self._cached(registration)
        fresh = _pick_while(cached, wanted, now, timedelta(0))
        if fresh is not None:
            return fresh
        standing_in = _pick_while(cached, wanted, now, STAND_IN)
        if cached is not None and now < cached.asked_at + ASK_AGAIN_AFTER:
            return standing_in or _refuse_early(cached, wanted, now)
        if standing_in is not None and not self._claim(registration, now):
            return standing_in
        try:
            return self._ask(registration, wanted, now)
        except RefusedError as error:
            if standing_in is None or error.code != "keys-unreachable":
                raise
            return standing_in

    def _ask(
        self, registration: Registration, wanted: tuple[str, str], now: datetime
    ) -> Key:
        try:
            with self.turns.taking(registration.id):
                document = self._just_fetched(registration, now) or self._fetch(
                    registration, now
                )
        except OutgoingError as error:
            raise RefusedError("keys-unreachable", str(error)) from error
        key = _pick(document, *wanted)
        if key is None:
            told = f"kid {wanted[0][:100]!r} is not in {registration.keys_url}"
            raise RefusedError("token-unknown-kid", told)
        return key

    def _just_fetched(
        self, registration: Registration, now: datetime
    ) -> dict[str, Any] | None:
        """What another thread brought while this one waited for its turn."""
        cached = self._cached(registration)
        if cached is None or cached.asked_at < now or cached.expires_at <= now:
            return None
        return cached.document

    def _fetch(self, registration: Registration, now: datetime) -> dict[str, Any]:
        """The platform's key set, kept. A failure only counts as asked. Raises OutgoingError."""
        document, life = None, timedelta(0)
        try:
            with deadline.within(SECONDS):
                answer = fetch(self.outgoing, registration)
            document = _document(answer)
            life = _max_age(answer.headers.get("cache-control", ""))
        finally:
            with self.database.writing() as session:
                _store(session, registration.id, document, now, life)
        return document

    def _cached(self, registration: Registration) -> PlatformKeys | None:
        with self.database.reading() as session:
            return session.get(PlatformKeys, registration.id)

    def _claim(self, registration: Registration, now: datetime) -> bool:
        """Be the one, of all threads and processes, that asks now; the others go on with the old
        keys.
        """
        with self.database.writing() as session:
            taken = session.execute(
                update(PlatformKeys)
                .where(
                    PlatformKeys.registration_id == registration.id,
                    PlatformKeys.asked_at <= now - ASK_AGAIN_AFTER,
                )
                .values(asked_at=now)
                .execution_options(synchronize_session=False)
            )
            return bool(taken.rowcount)  # type: ignore[attr-defined]


def count(outgoing: Outgoing, registration: Registration) -> int:
    """How many keys the platform publishes now. Raises OutgoingError; for `olw lti doctor`."""
    with deadline.within(SECONDS):
        answer = fetch(outgoing, registration)
    return len(_document(answer)["keys"])


def fetch(outgoing: Outgoing, registration: Registration) -> Answer:
    """The answer of the platform's key set address. Raises OutgoingError."""
    headers = {"Accept": "application/json"}
    private = registration.allow_private
    return outgoing.request(
        Call("GET", registration.keys_url, private=private, headers=headers)
    )


def _refuse_early(cached: PlatformKeys, wanted: tuple[str, str], now: datetime) -> Key:
    code = "token-unknown-kid" if cached.expires_at > now else "keys-unreachable"
    asked = cached.asked_at.isoformat()
    raise RefusedError(code, f"kid {wanted[0][:100]!r}; keys were asked for at {asked}")


def _pick_while(
    cached: PlatformKeys | None,
    wanted: tuple[str, str],
    now: datetime,
    longer: timedelta,
) -> Key | None:
    if cached is None or cached.expires_at + longer <= now:
        return None
    return _pick(cached.document, *wanted)


def _store(
    session: Session,
    registration_id: int,
    document: dict[str, Any] | None,
    now: datetime,
    life: timedelta,
) -> None:
    """A failed fetch only counts as asked: keys that still hold are not thrown away for it."""
    first = {"document": {"keys": []}, "asked_at": now, "expires_at": now}
    place = {"registration_id": registration_id}
    row = get_or_create(session, PlatformKeys, place, first)
    row.asked_at = now
    if document is not None:
        row.document, row.expires_at = document, now + life


def _document(answer: Answer) -> dict[str, Any]:
    """The key set. One without any key is a fault too: it would turn everyone away."""
    try:
        body = answer.json()
    except OutsideError as error:
        raise OutgoingError(
            "keys-answer", f"{answer.url} is no key set: {error}"
        ) from error
    keys = body.get("keys") if isinstance(body, dict) else None
    if not isinstance(keys, list):
        raise OutgoingError(
            "keys-answer", f'{answer.url} is no key set: it has no list "keys"'
        )
    named = [key for key in keys if isinstance(key, dict)]
    if not named:
        raise OutgoingError("keys-answer", f"{answer.url} is a key set without a key")
    return {"keys": named}


def _max_age(cache_control: str) -> timedelta:
    found = re.search(r"max-age=(\d{1,9})", cache_control)
    return (
        min(max(timedelta(seconds=int(found[1])), SHORTEST), LONGEST)
        if found
        else USUAL
    )


def _pick(document: dict[str, Any], kid: str, algorithm: str) -> Key | None:
    """The usable key of that name: right family, for signatures, RSA of 2048 bits or more."""
    family = ECKey if algorithm.startswith("ES") else RSAKey
    for one in document["keys"]:
        if (
            one.get("kid") != kid
            or one.get("use", "sig") != "sig"
            or one.get("alg", algorithm) != algorithm
        ):
            continue
        try:
            key = family.import_key(
                {name: one[name] for name in PUBLIC_PARTS if name in one}
            )
        except (JoseError, ValueError, TypeError):
            continue
        if isinstance(key, ECKey) or key.public_key.key_size >= RSA_BITS:
            return key
    return None
