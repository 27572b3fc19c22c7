"""A learner's attempts, read once in a unit of work: as objects, or at a glance.

Whoever makes one or changes one in that unit says so (`forget`).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from lti_service.models import Attempt
from lti_service.services import glances
from lti_service.services.glances import AnyAttempt, AnyLearner, AnyPlace, Stored
from olw_core.engine import progress
from olw_core.engine.progress import Standing
from olw_core.engine.record import FULL

_OF_LEARNER = (
    select(Attempt)
    .where(Attempt.learner_id == bindparam("learner"))
    .order_by(Attempt.id)
)
READ = "olw_attempts_of_learner"
SEEN = "olw_attempts_seen"


def forget(session: Session) -> None:
    """Write what was changed: what was read of learners' attempts before is no longer so."""
    session.flush()
    session.info.pop(READ, None)
    session.info.pop(SEEN, None)


def of_place(session: Session, learner: AnyLearner, link: AnyPlace) -> list[Attempt]:
    """The learner's attempts in the placement's course; outside courses, those of the placement.

    In the order in which they were begun.
    """
    found = of_learner(session, learner)
    return [one for one in found if is_of_place(one, link)]


def of_learner(session: Session, learner: AnyLearner) -> Sequence[Attempt]:
    """All attempts of a person, in the order in which they were begun."""
    read: dict[int, Sequence[Attempt]] = session.info.setdefault(READ, {})
    if learner.id not in read:
        read[learner.id] = session.scalars(_OF_LEARNER, {"learner": learner.id}).all()
    return read[learner.id]


def seen_of_learner(session: Session, learner: AnyLearner) -> Sequence[Stored]:
    """The same at a glance."""
    seen: dict[int, Sequence[Stored]] = session.info.setdefault(SEEN, {})
    if learner.id not in seen:
        seen[learner.id] = glances.attempts_of(session, learner)
    return seen[learner.id]


def is_of_place(attempt: AnyAttempt, link: AnyPlace) -> bool:
    """Whether it belongs to the placement's course, or outside courses to the placement."""
    if link.context_id is None:
        return is_outside(attempt, link)
    return attempt.context_id == link.context_id


def is_outside(attempt: AnyAttempt, link: AnyPlace) -> bool:
    """Whether it belongs to this placement and to no course."""
    return attempt.context_id is None and attempt.resource_link_id == link.id


def standings(
    session: Session,
    learner: AnyLearner,
    link: AnyPlace,
) -> dict[str, Standing]:
    """Per module where the learner stands in this course."""
    found = {}
    for attempt in seen_of_learner(session, learner):
        if is_of_place(attempt, link):
            found[attempt.module] = standing_of(attempt)
    return found


def standing_of(attempt: AnyAttempt) -> Standing:
    """Where one attempt stands, from its columns.

    What was completed while only completion was told counts in full: so the platform was told
    (decision 0007).
    """
    if attempt.completed_at is not None:
        best = FULL if attempt.best is None else attempt.best
        return Standing(attempt.module, "completed", 100, best)
    status: progress.Status = "in progress" if attempt.started_at else "not started"
    return Standing(attempt.module, status, attempt.progress, None)
