"""Who is in a course, asked live from the platform (NRPS 2.0). Names stay in memory for a minute, never stored."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from httpx import Response

from lti_service.clock import Clock
from lti_service.errors import OutgoingError
from lti_service.guarded_http import Outgoing
from lti_service.messages import vocabulary as v
from lti_service.messages.roles import roster_standing
from lti_service.messages.text import ID_LENGTH, origin
from lti_service.models import Context, Registration
from lti_service.services.platform_tokens import PlatformTokens

KEEP = timedelta(minutes=1)
MOST_PAGES = 500
SECONDS = 20.0
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


class Rosters:
    """Per process: asks a platform at most once a minute for one course."""

    def __init__(self, outgoing: Outgoing, tokens: PlatformTokens, clock: Clock) -> None:
        self._outgoing, self._tokens, self._clock = outgoing, tokens, clock
        self._kept: dict[int, Roster] = {}
        self._lock = threading.Lock()

    def get(self, registration: Registration, context: Context, *, fresh: bool = False) -> Roster:
        """The roster of a course that has a roster service. Raises OutgoingError."""
        now = self._clock()
        with self._lock:
            self._kept = {key: kept for key, kept in self._kept.items() if kept.fetched_at > now - KEEP}
            kept = self._kept.get(context.id)
        if kept is not None and not fresh:
            return kept
        roster = self._fetch(registration, context.memberships_url)
        with self._lock:
            self._kept[context.id] = roster
        return roster

    def _fetch(self, registration: Registration, url: str) -> Roster:
        token = self._tokens.get(registration, [v.SCOPE_MEMBERS])
        headers = {"Authorization": f"Bearer {token}", "Accept": v.MEMBERS}
        people: dict[str, Person] = {}
        seen: set[str] = set()
        home, latest = origin(url), time.monotonic() + SECONDS
        # A next address elsewhere would be handed our token; one that was there before would never end.
        while url and url not in seen and origin(url) == home and len(seen) < MOST_PAGES and time.monotonic() < latest:
            seen.add(url)
            page = self._outgoing.request("GET", url, headers=headers)
            people.update((person.sub, person) for person in _people(page))
            url = next_page(page, url)
        return Roster(tuple(people.values()), self._clock(), complete=not url)


def next_page(page: Response, url: str) -> str:
    """The address of the next page, "" at the end. The header's name has any case, the address keeps its own."""
    for link in page.links.values():
        named = {name.lower(): value for name, value in link.items()}
        if "next" in named.get("rel", "").lower().split():
            return urljoin(url, named.get("url", ""))
    return ""


def _people(page: Response) -> list[Person]:
    try:
        body = page.json()
    except (ValueError, RecursionError) as error:
        raise OutgoingError("roster-answer", "the roster service did not answer with JSON") from error
    members = body.get("members") if isinstance(body, dict) else None
    if not isinstance(members, list):
        raise OutgoingError("roster-answer", "the roster has no list of members")
    return [person for person in map(_person, members) if person is not None]


def _person(member: Any) -> Person | None:
    if not isinstance(member, dict) or member.get("status", "Active") != "Active":
        return None
    sub, roles = member.get("user_id"), member.get("roles")
    if not isinstance(sub, str) or not 0 < len(sub) <= ID_LENGTH:
        return None
    known = [role for role in roles if isinstance(role, str)] if isinstance(roles, list) else []
    return Person(sub, _name(member), roster_standing(known))


def _name(member: dict[str, Any]) -> str:
    parts = [member.get("name")] if member.get("name") else [member.get("given_name"), member.get("family_name")]
    return " ".join(part.strip() for part in parts if isinstance(part, str))[:NAME_LENGTH].strip()
