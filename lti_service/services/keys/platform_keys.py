"""A platform's public keys: cached as long as it says.

They are asked for again once when a token names an unknown key. When the platform cannot be asked,
the keys that it last gave hold for a day more: a fault there, or between us, would otherwise turn
everyone away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, cast

from joserfc.jwk import Key
from sqlalchemy import update
from sqlalchemy.orm import Session

from lti_service.database import Database
from lti_service.errors import OutgoingError, RefusedError
from lti_service.models import PlatformKeys
from lti_service.outgoing import deadline
from lti_service.outgoing.answer import Answer
from lti_service.outgoing.client import Call, Outgoing
from lti_service.outgoing.turns import Turns
from lti_service.services import rows
from lti_service.services.keys.key_sets import KeyName, KeySet, keys_of, life_of, pick
from lti_service.services.known_platforms import AnyRegistration

ASK_AGAIN_AFTER = timedelta(seconds=30)
STAND_IN = timedelta(days=1)
"""How long keys hold after their end while no newer ones can be had."""
SECONDS = 8.0
"""To fetch a key set: a learner is waiting for the page."""


class KeptKeys(NamedTuple):
    """Columns of a `PlatformKeys`."""

    document: KeySet
    asked_at: datetime
    expires_at: datetime


AnyKeys = PlatformKeys | KeptKeys


@dataclass(frozen=True)
class KeyFinder:
    """Finds platforms' keys. Opens its own units, so no call waits inside one."""

    database: Database
    outgoing: Outgoing
    turns: Turns

    def find(
        self,
        registration: AnyRegistration,
        wanted: KeyName,
        now: datetime,
        cached: AnyKeys | None,
    ) -> Key:
        """The public key that `wanted` names. `cached`: those stored when the launch came.

        Raises RefusedError: token-unknown-kid, or keys-unreachable when the platform does not
        answer.
        """
        fresh = _pick_while(cached, wanted, now, timedelta(0))
        if fresh is not None:
            return fresh
        stand_in = _pick_while(cached, wanted, now, STAND_IN)
        if cached is not None and now < cached.asked_at + ASK_AGAIN_AFTER:
            return stand_in or _refuse_early(cached, wanted, now)
        if stand_in is not None and not self._claim(registration, now):
            return stand_in
        try:
            return self._ask(registration, wanted, now)
        except RefusedError as error:
            if stand_in is None or error.code != "keys-unreachable":
                raise
            return stand_in

    def _ask(
        self, registration: AnyRegistration, wanted: KeyName, now: datetime
    ) -> Key:
        try:
            with self.turns.taking(registration.id):
                document = self._just_fetched(registration, now)
                if document is None:
                    document = self._fetch(registration, now)
        except OutgoingError as error:
            raise RefusedError("keys-unreachable", str(error)) from error
        key = pick(document, wanted)
        if key is None:
            told = f"kid {wanted.kid[:100]!r} is not in {registration.keys_url}"
            raise RefusedError("token-unknown-kid", told)
        return key

    def _just_fetched(
        self,
        registration: AnyRegistration,
        now: datetime,
    ) -> KeySet | None:
        """What another thread brought while this one waited for its turn."""
        with self.database.reading() as session:
            cached = known(session, registration)
        if cached is None or cached.asked_at < now or cached.expires_at <= now:
            return None
        return cast(KeySet, cached.document)

    def _fetch(self, registration: AnyRegistration, now: datetime) -> KeySet:
        """The platform's key set, kept. A failure only counts as asked. Raises OutgoingError."""
        try:
            answer = fetch(self.outgoing, registration)
            document = keys_of(answer)
        except BaseException:
            with self.database.writing() as session:
                _row(session, registration, now).asked_at = now
            raise
        with self.database.writing() as session:
            row = _row(session, registration, now)
            row.asked_at = now
            row.document = dict(document)
            row.expires_at = now + life_of(answer)
        return document

    def _claim(self, registration: AnyRegistration, now: datetime) -> bool:
        """Be the one, of all threads and processes, that asks now.

        The others go on with the old keys.
        """
        asking = update(PlatformKeys).where(
            PlatformKeys.registration_id == registration.id,
            PlatformKeys.asked_at <= now - ASK_AGAIN_AFTER,
        )
        with self.database.writing() as session:
            return rows.change(session, asking.values(asked_at=now)) == 1


def known(session: Session, registration: AnyRegistration) -> PlatformKeys | None:
    """The platform's keys as they are stored; None before the first time."""
    return session.get(PlatformKeys, registration.id)


def fetch(outgoing: Outgoing, registration: AnyRegistration) -> Answer:
    """The answer of the platform's key set address. Raises OutgoingError."""
    call = Call(
        "GET",
        registration.keys_url,
        private=registration.allow_private,
        headers={"Accept": "application/json"},
    )
    with deadline.within(SECONDS):
        return outgoing.request(call)


def _refuse_early(cached: AnyKeys, wanted: KeyName, now: datetime) -> Key:
    """Raises RefusedError: the key was asked for a moment ago, and is not asked for again."""
    code = "token-unknown-kid" if cached.expires_at > now else "keys-unreachable"
    asked = cached.asked_at.isoformat()
    told = f"kid {wanted.kid[:100]!r}; keys were asked for at {asked}"
    raise RefusedError(code, told)


def _pick_while(
    cached: AnyKeys | None,
    wanted: KeyName,
    now: datetime,
    longer: timedelta,
) -> Key | None:
    if cached is None or cached.expires_at + longer <= now:
        return None
    document = cast(KeySet, cached.document)
    return pick(document, wanted)


def _row(
    session: Session, registration: AnyRegistration, now: datetime
) -> PlatformKeys:
    """The platform's row; made anew it holds no key."""
    place = {"registration_id": registration.id}
    first = {
        "document": {"keys": []},
        "asked_at": now,
        "expires_at": now,
    }
    return rows.get_or_create(session, PlatformKeys, place, first)
