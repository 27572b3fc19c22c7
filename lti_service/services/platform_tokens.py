"""Access tokens for a platform's services: one request per registration and set of scopes until it runs out."""

from __future__ import annotations

import re
import threading
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwt

from lti_service.clock import Clock
from lti_service.database import Database
from lti_service.errors import OutgoingError
from lti_service.messages.vocabulary import ASSERTION_TYPE
from lti_service.models import Registration
from lti_service.outgoing import deadline
from lti_service.outgoing.answer import Answer
from lti_service.outgoing.client import Call, Outgoing
from lti_service.outgoing.limits import OutsideError
from lti_service.services import tool_keys

SPARE = timedelta(seconds=60)
USUAL_LIFE, LONGEST_LIFE = 3600, 86_400
"""Seconds; the first where the platform does not say how long (RFC 6749, 5.1 leaves it open)."""
ASSERTION_LIFE = timedelta(minutes=5)
TOKEN_SECONDS = 10.0
TOKEN = re.compile(r"[\x21-\x7e]{1,8000}")
"""What can stand in a header as it is.

RFC 6750 (2.1) allows less, but platforms have given more.
"""


@dataclass(frozen=True)
class _Token:
    text: str
    good_until: datetime


class PlatformTokens:
    """Per process. Threads that want the same token wait for one request (single flight)."""

    def __init__(self, database: Database, outgoing: Outgoing, clock: Clock) -> None:
        self._database, self._outgoing, self._clock = database, outgoing, clock
        self._tokens: dict[tuple[int, str], _Token] = {}
        self._locks: defaultdict[tuple[int, str], threading.Lock] = defaultdict(
            threading.Lock
        )

    def get(self, registration: Registration, scopes: Iterable[str]) -> str:
        """A token good for a minute more. Raises OutgoingError."""
        place = _place(registration, scopes)
        with deadline.within(TOKEN_SECONDS), _alone(self._locks[place]):
            token = self._tokens.get(place)
            if token is None or token.good_until <= self._clock():
                token = self._tokens[place] = self._ask(registration, place[1])
            return token.text

    def drop(
        self, registration: Registration, scopes: Iterable[str], text: str
    ) -> None:
        """Forget a token that the platform no longer takes, unless another thread has a newer one."""
        place = _place(registration, scopes)
        token = self._tokens.get(place)
        if token is not None and token.text == text:
            self._tokens.pop(place, None)

    def _ask(self, registration: Registration, scope: str) -> _Token:
        now = self._clock()
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": self._assertion(registration, now),
            "scope": scope,
        }
        private = registration.allow_private
        call = Call("POST", registration.token_url, private=private, form=form)
        try:
            answer = self._outgoing.request(call)
        except OutgoingError as error:
            code = "token-status" if error.status else error.code
            raise OutgoingError(
                code, str(error), error.status, error.retry_after
            ) from error
        return _token(answer, now)

    def _assertion(self, registration: Registration, now: datetime) -> str:
        with self._database.reading() as session:
            kid, key = tool_keys.signing(session, now)
        claims = {
            "iss": registration.client_id,
            "sub": registration.client_id,
            "aud": registration.token_audience or registration.token_url,
            "iat": int(now.timestamp()),
            "exp": int((now + ASSERTION_LIFE).timestamp()),
            "jti": uuid.uuid4().hex,
        }
        return jwt.encode({"alg": "RS256", "kid": kid}, claims, key)


def _place(registration: Registration, scopes: Iterable[str]) -> tuple[int, str]:
    return registration.id, " ".join(sorted(scopes))


@contextmanager
def _alone(lock: threading.Lock) -> Iterator[None]:
    """Hold the lock, or give up when the deadline comes first: the thread that asks may be kept
    waiting.
    """
    if not lock.acquire(timeout=deadline.remaining()):
        raise OutgoingError(
            "outgoing-slow", "the request for an access token has not come back"
        )
    try:
        yield
    finally:
        lock.release()


def _token(answer: Answer, now: datetime) -> _Token:
    """The token of an answer; what is wrong with it is told without quoting it."""
    place = answer.url.split("?", 1)[0]
    try:
        body = answer.json()
    except OutsideError as error:
        raise OutgoingError(
            "token-answer", f"{place} did not answer with JSON: {error}"
        ) from error
    text = body.get("access_token") if isinstance(body, dict) else None
    if not isinstance(text, str) or not TOKEN.fullmatch(text):
        raise OutgoingError(
            "token-answer", f"{place} gave no access token that can be used"
        )
    life = timedelta(seconds=_seconds(body.get("expires_in")))
    return _Token(text, now + life - min(SPARE, life / 2))


def _seconds(value: Any) -> int:
    """`expires_in`, which some platforms send as a text."""
    if value is None or isinstance(value, bool):
        return USUAL_LIFE
    try:
        seconds = int(value)
    except (ValueError, TypeError, OverflowError):
        return USUAL_LIFE
    return min(max(seconds, 0), LONGEST_LIFE)
