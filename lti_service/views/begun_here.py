"""Stories that somebody has begun, with where they stand and the way to there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from lti_service.errors import RefusedError
from lti_service.models import Attempt, ResourceLink
from lti_service.services.play import attempts
from lti_service.services.scores import courses
from lti_service.views import left_out
from lti_service.wiring import wiring
from olw_core.formats.compiled import Module
from olw_core.play.room import Outcome, Room


@dataclass(frozen=True)
class BegunHere:
    """A story that is offered here, and somebody's attempt at it. `stands`: where they are."""

    attempt: Attempt
    room: Room
    stands: Outcome

    @property
    def module(self) -> Module:
        """The story, in the language in which it is offered."""
        return self.room.module


@dataclass(frozen=True)
class Readable:
    """`unopened`: those whose record no secret of this server opens."""

    stories: list[BegunHere]
    unopened: list[Module]


def readable_here(
    session: Session,
    link: ResourceLink,
    work: Sequence[Attempt],
) -> Readable:
    """Those of these attempts that were begun; one that cannot be opened hides no other."""
    found = Readable([], [])
    for attempt in work:
        try:
            found.stories.extend(begun_here(session, link, [attempt]))
        except RefusedError as error:
            left_out.note(str(error))
            found.unopened.append(wiring().library.modules[attempt.module])
    return found


def begun_here(
    session: Session,
    link: ResourceLink,
    work: Sequence[Attempt],
) -> list[BegunHere]:
    """Those of these attempts that were begun. Raises RefusedError (record-sealed)."""
    modules = wiring().library.modules
    found = []
    for attempt in work:
        module = modules.get(attempt.module)
        if module is None or attempt.started_at is None:
            continue
        report = courses.reported(session, link, attempt.module)
        room = attempts.room_of(attempt, module, report)
        found.append(BegunHere(attempt, room, room.show()))
    return found
