"""Who is in a course, asked live from the platform (NRPS 2.0). Names stay in memory for a minute, never stored."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lti_service.clock import Clock
from lti_service.errors import OutgoingError
from lti_service.messages import vocabulary as v
from lti_service.messages.roles import roster_standing
from lti_service.messages.text import ID_LENGTH, origin
from lti_service.models import Context, Registration
from lti_service.outgoing import deadline
from lti_service.outgoing.answer import Answer
from lti_service.outgoing.client import Call
from lti_service.outgoing.limits import OutsideError, is_clean
from lti_service.outgoing.turns import Turns
from lti_service.services.platform_calls import PlatformCalls

KEEP = timedelta(minutes=1)
REST = timedelta(seconds=15)
"""After a failure a platform is not asked again for so long: the next page would only wait for it
once more.
"""
MOST_PAGES = 500
SECONDS = 15.0
"""For the whole roster, the access token included: a person is waiting for the page."""
HEADERS = {"Accept": v.MEMBERS}
NAME_LENGTH = 200


@dataclass(frozen=True)
class Person:
    """One active member. `name` is "" when the platform keeps names to itself; `standing` is the roster's view."""

    sub: str
    name: str
    standing: str


@dataclass(frozen=True)
class Roster:
    """`complete` is False when the platform's pages did not come to an end in time."""

    people: tuple[Person, ...]
    fetched_at: datetime
    complete: bool


@dataclass(frozen=True)
class _Failure:
    code: str
    told: str
    at: datetime


class Rosters:
    """Per process: asks a platform at most once a minute for one course, and only so many threads
    at once.
    """

    def __init__(self, calls: PlatformCalls, turns: Turns, clock: Clock) -> None:
        self._calls, self._turns, self._clock = calls, turns, clock
        self._kept: dict[int, Roster] = {}
        self._failed: dict[int, _Failure] = {}
        self._lock = threading.Lock()

    def get(
        self, registration: Registration, context: Context, *, fresh: bool = False
    ) -> Roster:
        """The roster of a course that has a roster service. Raises OutgoingError."""
        kept = None if fresh else self._recent(context.id)
        if kept is not None:
            return kept
        with self._turns.taking(registration.id):
            # Another thread may have brought it while this one waited for its turn.
            kept = None if fresh else self._recent(context.id)
            return kept or self._bring(registration, context)

    def _recent(self, context_id: int) -> Roster | None:
        """The roster if it is young. Raises the failure of a moment ago."""
        now = self._clock()
        with self._lock:
            self._forget_old(now)
            failure = self._failed.get(context_id)
            if failure is not None:
                raise OutgoingError(failure.code, failure.told)
            return self._kept.get(context_id)

    def _forget_old(self, now: datetime) -> None:
        kept, failed = self._kept.items(), self._failed.items()
        self._kept = {place: one for place, one in kept if one.fetched_at > now - KEEP}
        self._failed = {place: one for place, one in failed if one.at > now - REST}

    def _bring(self, registration: Registration, context: Context) -> Roster:
        try:
            with deadline.within(SECONDS):
                roster = self._fetch(registration, context.memberships_url)
        except OutgoingError as error:
            with self._lock:
                self._failed[context.id] = _Failure(
                    error.code, str(error), self._clock()
                )
            raise
        with self._lock:
            self._failed.pop(context.id, None)
            self._kept[context.id] = roster
        return roster

    def _fetch(self, registration: Registration, url: str) -> Roster:
        people: dict[str, Person] = {}
        seen: set[str] = set()
        home = origin(url)
        # A next address elsewhere would be handed our token; one that was there before would never end.
        while (
            url and url not in seen and origin(url) == home and len(seen) < MOST_PAGES
        ):
            seen.add(url)
            call = Call("GET", url, headers=HEADERS)
            try:
                page = self._calls.request(registration, v.SCOPE_MEMBERS, call)
            except OutgoingError as error:
                if error.code == "outgoing-slow" and people:
                    break
                raise
            people.update((person.sub, person) for person in _people(page))
            url = page.next_page()
        return Roster(tuple(people.values()), self._clock(), complete=not url)


def _people(page: Answer) -> list[Person]:
    try:
        body = page.json()
    except OutsideError as error:
        told = f"the roster service did not answer with JSON: {error}"
        raise OutgoingError("roster-answer", told) from error
    members = body.get("members") if isinstance(body, dict) else None
    if not isinstance(members, list):
        raise OutgoingError("roster-answer", "the roster has no list of members")
    return [person for person in map(_person, members) if person is not None]


def _person(member: Any) -> Person | None:
    if not isinstance(member, dict) or member.get("status", "Active") != "Active":
        return None
    sub, roles = member.get("user_id"), member.get("roles")
    if not isinstance(sub, str) or not 0 < len(sub) <= ID_LENGTH or not is_clean(sub):
        return None
    known = (
        [role for role in roles if isinstance(role, str)]
        if isinstance(roles, list)
        else []
    )
    return Person(sub, _name(member), roster_standing(known))


def _name(member: dict[str, Any]) -> str:
    whole = member.get("name")
    parts = [whole] if whole else [member.get("given_name"), member.get("family_name")]
    words = [part.strip() for part in parts if isinstance(part, str)]
    return " ".join(words)[:NAME_LENGTH].strip()
