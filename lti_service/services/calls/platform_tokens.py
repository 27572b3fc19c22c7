"""Access tokens for a platform's services.

One request per registration, deployment and set of scopes until the token runs out.
"""

from __future__ import annotations

import threading
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from joserfc import jwt

from lti_service.clock import Clock
from lti_service.database import Database
from lti_service.errors import OutgoingError
from lti_service.messages.vocabulary import ASSERTION_TYPE, DEPLOYMENT_ID
from lti_service.models import Registration
from lti_service.outgoing import deadline
from lti_service.outgoing.answer import Answer
from lti_service.outgoing.client import Call, Outgoing
from lti_service.outgoing.outside_json import TOKEN
from lti_service.services.keys import tool_keys

SPARE = timedelta(seconds=60)
USUAL_LIFE = 3600
"""Seconds, where the platform does not say how long (RFC 6749, 5.1 leaves it open)."""
LONGEST_LIFE = 86_400
"""Seconds, whatever it says."""
ASSERTION_LIFE = timedelta(minutes=5)
TOKEN_SECONDS = 10.0


class _Purpose(NamedTuple):
    """What one token is for. `scope`: the scopes in order, with a space between them.

    `deployment_id`: "" where the call is about no deployment.
    """

    registration_id: int
    scope: str
    deployment_id: str


@dataclass(frozen=True)
class _Token:
    text: str
    good_until: datetime


class PlatformTokens:
    """Per process. Threads that want the same token wait for one request (single flight)."""

    def __init__(self, database: Database, outgoing: Outgoing, clock: Clock) -> None:
        self._database = database
        self._outgoing = outgoing
        self._clock = clock
        self._tokens: dict[_Purpose, _Token] = {}
        self._locks: defaultdict[_Purpose, threading.Lock] = defaultdict(threading.Lock)

    def get(
        self,
        registration: Registration,
        scopes: Iterable[str],
        deployment_id: str = "",
        *,
        fresh: bool = False,
    ) -> str:
        """A token good for a minute more. Raises OutgoingError. `fresh`: none that is kept.

        `deployment_id`: the place in the platform that the call is about, where there is one. A
        platform with several may open only that one's services.
        """
        purpose = _purpose(registration, scopes, deployment_id)
        lock = self._locks[purpose]
        with deadline.within(TOKEN_SECONDS), _alone(lock):
            token = self._tokens.get(purpose)
            if fresh or token is None or token.good_until <= self._clock():
                token = self._ask(registration, purpose)
                self._tokens[purpose] = token
            return token.text

    def drop(
        self,
        registration: Registration,
        scopes: Iterable[str],
        text: str,
        deployment_id: str = "",
    ) -> None:
        """Forget a token that the platform no longer takes.

        One that another thread has got since stays.
        """
        purpose = _purpose(registration, scopes, deployment_id)
        token = self._tokens.get(purpose)
        if token is not None and token.text == text:
            self._tokens.pop(purpose, None)

    def _ask(self, registration: Registration, purpose: _Purpose) -> _Token:
        now = self._clock()
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": self._assertion(registration, purpose, now),
            "scope": purpose.scope,
        }
        call = Call(
            "POST",
            registration.token_url,
            private=registration.allow_private,
            form=form,
        )
        try:
            answer = self._outgoing.request(call)
        except OutgoingError as error:
            code = "token-status" if error.status else error.code
            raise error.called(code) from error
        return _token(answer, now)

    def _assertion(
        self,
        registration: Registration,
        purpose: _Purpose,
        now: datetime,
    ) -> str:
        """Our proof of who we are (RFC 7523), and for which deployment we ask.

        The claim has the name that it has in launches (LTI Core 1.3, 5.3.3).
        """
        with self._database.reading() as session:
            kid, key = tool_keys.signing(session, now)
        expires_at = now + ASSERTION_LIFE
        claims = {
            "iss": registration.client_id,
            "sub": registration.client_id,
            "aud": registration.token_audience or registration.token_url,
            "iat": int(now.timestamp()),
            "exp": int(expires_at.timestamp()),
            "jti": uuid.uuid4().hex,
        }
        if purpose.deployment_id:
            claims[DEPLOYMENT_ID] = purpose.deployment_id
        header = {"alg": "RS256", "kid": kid}
        return jwt.encode(header, claims, key)


def _purpose(
    registration: Registration,
    scopes: Iterable[str],
    deployment_id: str,
) -> _Purpose:
    scope = " ".join(sorted(scopes))
    return _Purpose(registration.id, scope, deployment_id)


@contextmanager
def _alone(lock: threading.Lock) -> Iterator[None]:
    """Hold the lock, or give up when the deadline comes first.

    The thread that asks may be kept waiting.
    """
    if not lock.acquire(timeout=deadline.remaining()):
        told = "the request for an access token has not come back"
        raise OutgoingError("outgoing-slow", told)
    try:
        yield
    finally:
        lock.release()


def _token(answer: Answer, now: datetime) -> _Token:
    """The token of an answer; what is wrong with it is told without quoting it."""
    place, _, _ = answer.url.partition("?")
    body = answer.json_for("token-answer", f"{place} did not answer with JSON")
    text = body.get("access_token") if isinstance(body, dict) else None
    if not isinstance(text, str) or not TOKEN.fullmatch(text):
        told = f"{place} gave no access token that can be used"
        raise OutgoingError("token-answer", told)
    life = timedelta(seconds=_seconds(body.get("expires_in")))
    spare = min(SPARE, life / 2)
    return _Token(text, now + life - spare)


def _seconds(value: Any) -> int:
    """`expires_in`, which some platforms send as a text."""
    if value is None or isinstance(value, bool):
        return USUAL_LIFE
    try:
        seconds = int(value)
    except (ValueError, TypeError, OverflowError):
        return USUAL_LIFE
    return min(max(seconds, 0), LONGEST_LIFE)
