"""Access tokens for a platform's services: one request per registration and set of scopes until it runs out."""

from __future__ import annotations

import threading
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from joserfc import jwt

from lti_service.clock import Clock
from lti_service.database import Database
from lti_service.errors import OutgoingError
from lti_service.guarded_http import Outgoing
from lti_service.messages.vocabulary import ASSERTION_TYPE
from lti_service.models import Registration
from lti_service.services import tool_keys

SPARE = timedelta(seconds=60)
ASSERTION_LIFE = timedelta(minutes=5)


@dataclass(frozen=True)
class _Token:
    text: str
    good_until: datetime


class PlatformTokens:
    """Per process. Threads that want the same token wait for one request (single flight)."""

    def __init__(self, database: Database, outgoing: Outgoing, clock: Clock, secret_key: str) -> None:
        self._database, self._outgoing, self._clock, self._secret_key = database, outgoing, clock, secret_key
        self._tokens: dict[tuple[int, str], _Token] = {}
        self._locks: defaultdict[tuple[int, str], threading.Lock] = defaultdict(threading.Lock)

    def get(self, registration: Registration, scopes: Iterable[str]) -> str:
        """A token good for a minute more. Raises OutgoingError."""
        place = (registration.id, " ".join(sorted(scopes)))
        with self._locks[place]:
            token = self._tokens.get(place)
            if token is None or token.good_until <= self._clock():
                token = self._tokens[place] = self._ask(registration, place[1])
            return token.text

    def drop(self, registration: Registration, scopes: Iterable[str]) -> None:
        """Forget a token that the platform no longer takes."""
        self._tokens.pop((registration.id, " ".join(sorted(scopes))), None)

    def _ask(self, registration: Registration, scope: str) -> _Token:
        now = self._clock()
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": self._assertion(registration, now),
            "scope": scope,
        }
        answer = self._outgoing.request("POST", registration.token_url, data=form)
        try:
            body = answer.json()
            text, seconds = body["access_token"], int(body.get("expires_in") or 3600)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            raise OutgoingError("token-answer", f"{registration.token_url} gave no access token") from error
        if not isinstance(text, str) or not text.isprintable() or not text.isascii():
            raise OutgoingError("token-answer", f"{registration.token_url} gave an access token that is no text")
        return _Token(text, now + timedelta(seconds=min(max(seconds, 0), 86_400)) - SPARE)

    def _assertion(self, registration: Registration, now: datetime) -> str:
        with self._database.reading() as session:
            kid, key = tool_keys.signing(session, self._secret_key, now)
        claims = {
            "iss": registration.client_id,
            "sub": registration.client_id,
            "aud": registration.token_audience or registration.token_url,
            "iat": int(now.timestamp()),
            "exp": int((now + ASSERTION_LIFE).timestamp()),
            "jti": uuid.uuid4().hex,
        }
        return jwt.encode({"alg": "RS256", "kid": kid}, claims, key)
