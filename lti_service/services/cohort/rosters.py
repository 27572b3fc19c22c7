"""Who is in a course, asked live from the platform (NRPS 2.0).

Names stay in memory for a minute, also where nobody asks again, and are never stored.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from lti_service.clock import Clock
from lti_service.errors import OutgoingError
from lti_service.messages import vocabulary as v
from lti_service.messages.roles import role_in_roster
from lti_service.messages.text import ID_LENGTH
from lti_service.models import Context, Registration
from lti_service.outgoing import deadline
from lti_service.outgoing.answer import Answer
from lti_service.outgoing.client import Call
from lti_service.outgoing.outside_json import is_clean
from lti_service.outgoing.turns import Turns
from lti_service.services.calls.platform_calls import PlatformCalls
from lti_service.services.calls.queries import with_query
from lti_service.services.cohort import groups
from lti_service.services.cohort.groups import Group

logger = logging.getLogger("lti_service.rosters")
KEEP = timedelta(minutes=1)
REST = timedelta(seconds=15)
"""After a failure a platform is not asked again for so long.

The next page would only wait for it once more.
"""
MOST_PAGES = 500
SECONDS = 15.0
"""For the whole roster, the access token included: a person is waiting for the page."""
HEADERS = {"Accept": v.MEMBERS}
NAME_LENGTH = 200


@dataclass(frozen=True)
class Person:
    """One active member.

    `name` is "" when the platform keeps names to itself; `role` is the roster's view. `groups`: ids
    of the platform's groups that they are in, as far as it says.
    """

    sub: str
    name: str
    role: str
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Roster:
    """`complete` is False when the platform's pages did not come to an end in time.

    `groups`: by id those that members are in; empty where the platform has none.
    `is_part`: it was narrowed to some groups.
    """

    people: tuple[Person, ...]
    fetched_at: datetime
    complete: bool
    groups: Mapping[str, Group] = field(default_factory=dict)
    is_part: bool = False


def nobody(now: datetime) -> Roster:
    """A part of a roster with nobody in it."""
    return Roster((), now, complete=False, is_part=True)


@dataclass(frozen=True)
class _Failure:
    code: str
    told: str
    at: datetime


class Rosters:
    """Per process: asks a platform at most once a minute for one course.

    Only so many threads do so at once.
    """

    def __init__(self, calls: PlatformCalls, turns: Turns, clock: Clock) -> None:
        self._calls = calls
        self._turns = turns
        self._clock = clock
        self._kept: dict[int, Roster] = {}
        self._failed: dict[int, _Failure] = {}
        self._lock = threading.Lock()

    def get(
        self,
        registration: Registration,
        context: Context,
        *,
        fresh: bool = False,
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
        """What is too old to be believed; call it with the lock held."""
        for place, roster in list(self._kept.items()):
            if roster.fetched_at <= now - KEEP:
                del self._kept[place]
        for place, failure in list(self._failed.items()):
            if failure.at <= now - REST:
                del self._failed[place]

    def _bring(self, registration: Registration, context: Context) -> Roster:
        """Ask the platform; the outcome, good or bad, is kept. Raises OutgoingError."""
        try:
            with deadline.within(SECONDS):
                roster = self._fetch(registration, context)
        except OutgoingError as error:
            failure = _Failure(error.code, str(error), self._clock())
            with self._lock:
                self._failed[context.id] = failure
            raise
        with self._lock:
            self._failed.pop(context.id, None)
            self._kept[context.id] = roster
        self._forget_later(context.id, roster)
        return roster

    def _forget_later(self, context_id: int, roster: Roster) -> None:
        """After a minute of real time, in a thread that ends with the process."""
        seconds = KEEP.total_seconds()
        later = threading.Timer(seconds, self._forget, (context_id, roster))
        later.daemon = True
        later.start()

    def _forget(self, context_id: int, roster: Roster) -> None:
        """This one, and no newer one."""
        with self._lock:
            if self._kept.get(context_id) is roster:
                del self._kept[context_id]

    def _fetch(self, registration: Registration, context: Context) -> Roster:
        """All pages, one after the other; what came in time when the deadline cuts them off."""
        pages = self._calls.pages(
            registration,
            v.SCOPE_MEMBERS,
            Call("GET", _address(context), headers=HEADERS),
            context.deployment.deployment_id,
            most=MOST_PAGES,
        )
        people: dict[str, Person] = {}
        is_complete = False
        try:
            for page in pages:
                for person in _people(page.answer):
                    people[person.sub] = person
                is_complete = page.follows == "nothing"
        except OutgoingError as error:
            if error.code != "outgoing-slow" or not people:
                raise
        everyone = tuple(people.values())
        named = self._groups(registration, context, everyone)
        return Roster(everyone, self._clock(), complete=is_complete, groups=named)

    def _groups(
        self,
        registration: Registration,
        context: Context,
        people: Sequence[Person],
    ) -> Mapping[str, Group]:
        """The groups that these people are in. The page does without them where that fails."""
        if not context.groups_url or not any(person.groups for person in people):
            return {}
        used = frozenset().union(*(person.groups for person in people))
        try:
            return groups.named(self._calls, registration, context, used)
        except OutgoingError as error:
            told = {"problem": error.code, "detail": str(error)}
            logger.warning("groups not fetched", extra=told)
            return {}


def _address(context: Context) -> str:
    """Of the first page. A platform with groups says who is in them when it is asked to
    (Groups Service 1.0, "group enrollments").
    """
    if not context.groups_url:
        return context.memberships_url
    return with_query(context.memberships_url, {"groups": "true"})


def _people(page: Answer) -> list[Person]:
    """The members of one page that count (NRPS 2.0, 2.2). Raises OutgoingError (roster-answer)."""
    told = "the roster service did not answer with JSON"
    body = page.json_for("roster-answer", told)
    members = body.get("members") if isinstance(body, dict) else None
    if not isinstance(members, list):
        raise OutgoingError("roster-answer", "the roster has no list of members")
    people = []
    for member in members:
        person = _person(member)
        if person is not None:
            people.append(person)
    return people


def _person(member: Any) -> Person | None:
    """None for whoever is not active or nobody, and for an id that we cannot keep.

    Nobody: Canvas lists the *Test Student* of its student view.
    """
    if not isinstance(member, dict):
        return None
    if member.get("status", "Active") != "Active":
        return None
    sub = _id(member)
    if not sub:
        return None
    roles = _roles(member)
    if v.TEST_USER in roles:
        return None
    role = role_in_roster(roles)
    return Person(sub, _name(member), role, groups.ids_of(member))


def _id(member: dict[str, Any]) -> str:
    """ "" for one that we cannot keep."""
    sub = member.get("user_id")
    if not isinstance(sub, str) or len(sub) > ID_LENGTH:
        return ""
    return sub if is_clean(sub) else ""


def _roles(member: dict[str, Any]) -> list[str]:
    """Whatever of its roles is text."""
    roles = member.get("roles")
    if not isinstance(roles, list):
        return []
    return [role for role in roles if isinstance(role, str)]


def _name(member: dict[str, Any]) -> str:
    """Whole, or made of its parts; "" where the platform gives none."""
    whole = member.get("name")
    parts = [whole]
    if not whole:
        parts = [member.get("given_name"), member.get("family_name")]
    words = [part.strip() for part in parts if isinstance(part, str)]
    name = " ".join(words)
    return name[:NAME_LENGTH].strip()
