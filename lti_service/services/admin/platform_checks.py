"""Whether the connection to one platform works, point by point, and what to do where it does not.

Each point is tried with the real platform. What nothing is known for yet is said to be not tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.clock import Clock
from lti_service.database import Database
from lti_service.errors import CommandError, OutgoingError
from lti_service.messages import vocabulary as v
from lti_service.messages.text import ID_LENGTH, is_storable
from lti_service.models import Context, Learner, Registration, ResourceLink
from lti_service.outgoing import deadline
from lti_service.outgoing.answer import Answer
from lti_service.outgoing.client import Call, Outgoing
from lti_service.services.admin import browser_checks, offered_notices
from lti_service.services.admin.finding import Finding, counted
from lti_service.services.admin.offered_services import Offered, offered
from lti_service.services.calls.platform_calls import PlatformCalls
from lti_service.services.cohort.rosters import Rosters
from lti_service.services.keys import key_sets, platform_keys
from lti_service.services.scores.bringing import score_call

SECONDS = 40.0
"""For all points together."""
AWAY = (
    "See firewall, proxy, name server and certificate between this server and the LMS."
)
"""What to do about an LMS that does not answer at all, whatever was asked of it."""


@dataclass(frozen=True)
class PlatformChecks:
    """What trying needs. Thread-safe.

    `notices_address`: where platforms are to send notices. `leeway`: how far apart launches allow
    the two clocks to be.
    """

    database: Database
    outgoing: Outgoing
    calls: PlatformCalls
    rosters: Rosters
    clock: Clock
    public_url: str
    notices_address: str
    leeway: timedelta

    def examine(self, registration: Registration, learner: str = "") -> list[Finding]:
        """All points in order. `learner`: a test learner's id, who is sent a score.

        Raises CommandError for a learner who is no test learner.
        """
        with self.database.reading() as session:
            places = offered(session, registration)
            _check_learner(session, registration, learner)
        with deadline.within(SECONDS):
            return list(self._points(registration, places, learner))

    def reach(self, registration: Registration) -> list[Finding]:
        """The points that no launch has to stand behind: key set, clocks, access token, notices."""
        with self.database.reading() as session:
            places = offered(session, registration)
        with deadline.within(SECONDS):
            return [*self._way(registration, places), self._notices(registration)]

    def _points(
        self,
        registration: Registration,
        places: Offered,
        learner: str,
    ) -> Iterator[Finding]:
        yield from self._way(registration, places)
        yield self._columns(registration, places)
        yield self._score(registration, places.link, learner)
        yield self._roster(registration, places)
        yield self._notices(registration)
        yield browser_checks.frames(registration, self.public_url, self.clock())
        yield browser_checks.browsers(registration, self.public_url)

    def _way(self, registration: Registration, places: Offered) -> Iterator[Finding]:
        yield from self._key_set(registration)
        yield self._token(registration, places.deployment_id)

    def _key_set(self, registration: Registration) -> Iterator[Finding]:
        """Two points: the key set, and the clock of the server that gave it."""
        what = "The LMS's key set, read from here"
        remedy = f"Compare the key set address with the LMS. {AWAY}"
        try:
            answer = platform_keys.fetch(self.outgoing, registration)
            keys = key_sets.usable(answer, registration.algorithms)
        except OutgoingError as error:
            yield Finding(what, False, str(error), remedy)
            yield Finding("Clocks", None, "the key set was not read")
            return
        found = counted(keys, "key")
        yield Finding(what, True, f"{found} at {registration.keys_url}")
        yield _clocks(answer, self.clock(), self.leeway)

    def _token(self, registration: Registration, deployment_id: str) -> Finding:
        scopes = [v.SCOPE_SCORE]

        def get() -> str:
            self.calls.tokens.get(registration, scopes, deployment_id, fresh=True)
            return "given, so the LMS has our public key"

        return _tried(
            "An access token, for which the LMS needs our public key",
            get,
            f"See that the LMS's server can read {self.public_url}/jwks. Moodle reads no private "
            "addresses and only ports 80 and 443 (Site security, cURL blocked hosts). Totara 17 "
            "reads none: its form has the key itself (olw lti keys pem). Compare client id, "
            "access token address and audience.",
        )

    def _notices(self, registration: Registration) -> Finding:
        with self.database.reading() as session:
            return offered_notices.taken(session, registration, self.notices_address)

    def _columns(self, registration: Registration, places: Offered) -> Finding:
        what = "Grade columns"
        remedy = "See in the LMS that the tool may manage grade columns."
        if places.link is None and places.is_opened:
            told = "activities were opened, and the LMS offered no grades for any"
            return Finding(what, False, told, remedy)
        if places.link is None or not places.link.line_items_url:
            told = "no activity with a list of columns was opened yet"
            return Finding(what, None, told)
        place: ResourceLink = places.link

        def get() -> str:
            call = Call("GET", place.line_items_url, headers={"Accept": v.LINE_ITEMS})
            deployment = place.deployment.deployment_id
            answer = self.calls.request(
                registration, v.SCOPE_LINE_ITEM, call, deployment
            )
            found = answer.json_for("line-item-answer", "the list of columns")
            if not isinstance(found, list):
                raise OutgoingError(
                    "line-item-answer", "the answer is no list of columns"
                )
            return f"{counted(len(found), 'column')} in the list"

        return _tried(what, get, remedy)

    def _score(
        self,
        registration: Registration,
        link: ResourceLink | None,
        learner: str,
    ) -> Finding:
        what = "A score to a test learner"
        if not learner:
            return Finding(what, None, "no test learner was named")
        if link is None or not link.line_item_url:
            return Finding(what, None, "no activity with a grade column was opened yet")
        place: ResourceLink = link

        def send() -> str:
            call = score_call(place.line_item_url, learner, 1, self.clock())
            deployment = place.deployment.deployment_id
            self.calls.request(registration, v.SCOPE_SCORE, call, deployment)
            return f"1 of 100 was taken for {place.resource_link_id}; delete it in the gradebook"

        remedy = (
            "The test learner must be enrolled in the course as a learner. A teacher, and "
            "Canvas's Test Student, is refused with 400."
        )
        return _tried(what, send, remedy)

    def _roster(self, registration: Registration, places: Offered) -> Finding:
        what = "The list of people"
        remedy = (
            "Allow names and roles for this tool in the LMS. Without it the group page knows only "
            "those who have come."
        )
        if places.context is None and places.is_opened:
            told = "courses were opened, and the LMS offered no list of people for any"
            return Finding(what, False, told, remedy)
        if places.context is None:
            return Finding(what, None, "no course with a list of people was opened yet")
        course: Context = places.context

        def get() -> str:
            roster = self.rosters.get(registration, course, fresh=True)
            named = sum(1 for person in roster.people if person.name)
            return f"{counted(len(roster.people), 'member')}, {named} with a name"

        return _tried(what, get, remedy)


def _tried(what: str, attempt: Callable[[], str], remedy: str) -> Finding:
    """What an attempt found, or why it failed and what to do."""
    try:
        return Finding(what, True, attempt())
    except OutgoingError as error:
        is_away = error.code == "outgoing-unreachable"
        needed = AWAY if is_away else remedy
        return Finding(what, False, f"{error} [{error.code}]", needed)
    except deadline.OverdueError:
        return Finding(what, False, "the LMS took too long", "Try again later.")


def _clocks(answer: Answer, now: datetime, leeway: timedelta) -> Finding:
    """How far the LMS's clock (RFC 9110, 6.6.1, Date) is from ours."""
    what = "Clocks"
    try:
        theirs = parsedate_to_datetime(answer.headers.get("date", ""))
        seconds = round((theirs - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return Finding(what, None, "the LMS's answer has no usable date")
    told = f"{counted(abs(seconds), 'second')} apart"
    most = round(leeway.total_seconds())
    if abs(seconds) <= most:
        return Finding(what, True, told)
    side = "ahead of" if seconds > 0 else "behind"
    allowed = counted(most, "second")
    remedy = f"Set both clocks by a time server. Launches are refused beyond {allowed}."
    return Finding(what, False, f"the LMS is {told}, {side} us", remedy)


def _check_learner(session: Session, registration: Registration, learner: str) -> None:
    """A score would overwrite what a real learner has earned. Raises CommandError."""
    if not learner:
        return
    if len(learner) > ID_LENGTH or not is_storable(learner):
        told = "This is no id of a learner. Copy it from the LMS."
        raise CommandError("check-learner", told)
    query = select(Learner.id).filter_by(registration_id=registration.id, sub=learner)
    if session.scalar(query) is not None:
        raise CommandError(
            "check-learner",
            f"{learner!r} has opened activities here, and the score could take the place of "
            "theirs. Name a test learner who never came.",
        )
