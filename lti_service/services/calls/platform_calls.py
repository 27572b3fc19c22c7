"""Calls to a platform's services with an access token.

It is asked for anew when the platform no longer takes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from lti_service.errors import OutgoingError
from lti_service.messages.text import origin
from lti_service.models import Registration
from lti_service.outgoing.answer import Answer
from lti_service.outgoing.client import Call, Outgoing
from lti_service.services.calls.platform_tokens import PlatformTokens

NO_LONGER_TAKEN = frozenset({401, 403})
"""Also 403: Sakai's answer to a token that has ended, or whose key it lost when it was started anew
(sakai, lti/lti-blis, LTI13Servlet.java: init, getSakaiAccessToken)."""


Follows = Literal["another", "nothing", "again", "unread"]


class Page(NamedTuple):
    """A page of a list, and whether one follows that is given next.

    `again`: one that was given before, and would never end. `unread`: one page too many, one whose
    address cannot be read, or one elsewhere, which would be handed our token.
    """

    answer: Answer
    follows: Follows


@dataclass(frozen=True)
class PlatformCalls:
    """What every service call needs. Thread-safe."""

    outgoing: Outgoing
    tokens: PlatformTokens

    def request(
        self,
        registration: Registration,
        scope: str,
        call: Call,
        deployment_id: str = "",
    ) -> Answer:
        """The platform's answer. `deployment_id`: see `PlatformTokens.get`.

        After a 401 or 403 once more, with a fresh token: platforms end tokens early.

        Raises OutgoingError; its code begins with "token-" when no token was to be had.
        """
        try:
            return self._once(registration, scope, call, deployment_id)
        except OutgoingError as error:
            is_refused = error.status in NO_LONGER_TAKEN
            if not is_refused or error.code != "outgoing-status":
                raise
        return self._once(registration, scope, call, deployment_id)

    def pages(
        self,
        registration: Registration,
        scope: str,
        call: Call,
        deployment_id: str = "",
        *,
        most: int,
    ) -> Iterator[Page]:
        """A list of the platform, page by page: `call` asks for the first. Raises OutgoingError."""
        home = origin(call.url)
        given: set[str] = set()
        follows: Follows = "another"
        while follows == "another":
            given.add(call.url)
            answer = self.request(registration, scope, call, deployment_id)
            call = replace(call, url=answer.next_page())
            if not call.url:
                follows = "unread" if answer.says_next else "nothing"
            elif call.url in given:
                follows = "again"
            elif len(given) == most or origin(call.url) != home:
                follows = "unread"
            yield Page(answer, follows)

    def _once(
        self,
        registration: Registration,
        scope: str,
        call: Call,
        deployment_id: str,
    ) -> Answer:
        """One try; a token that was refused is not kept."""
        token = self.tokens.get(registration, [scope], deployment_id)
        with_token = replace(
            call,
            headers={**(call.headers or {}), "Authorization": f"Bearer {token}"},
            private=registration.allow_private,
        )
        try:
            return self.outgoing.request(with_token)
        except OutgoingError as error:
            if error.status in NO_LONGER_TAKEN:
                self.tokens.drop(registration, [scope], token, deployment_id)
            raise
