"""Stories that somebody has begun, with where they stand and the way to there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from lti_service.models import Attempt, ResourceLink
from lti_service.services.play import attempts
from lti_service.services.scores import courses
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
