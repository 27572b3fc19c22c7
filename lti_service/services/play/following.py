"""A result that a learner brought from another course, or chose not to.

Asked once for each story of a course, before anything is played there. First answers stay those of
each course: a result that was brought has none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import BindParameter, and_, bindparam, or_, select
from sqlalchemy.orm import Session, lazyload

from lti_service.messages import history
from lti_service.messages.roles import LEARNER
from lti_service.models import Attempt, Context, Learner, ResourceLink
from lti_service.services.glances import AnyAttempt, AnyVisitor
from lti_service.services.play import attempts, learners_attempts
from lti_service.services.sealing import sealed
from lti_service.services.sealing.sealed import RECORD
from olw_core.engine import engine
from olw_core.engine.record import FULL
from olw_core.formats.compiled import Module
from olw_core.report import Report

BROUGHT = 2
"""The number of the attempt that a brought result begins: the first was made elsewhere."""
NO_COPY = history.MOST


_CONTEXT: BindParameter[int] = bindparam("context")
_IS_OUTSIDE = and_(
    Attempt.context_id.is_(None),
    or_(ResourceLink.context_id.is_(None), ResourceLink.context_id != _CONTEXT),
)
_IS_ELSEWHERE = or_(Attempt.context_id != _CONTEXT, _IS_OUTSIDE)
"""In another course, or at a placement outside courses."""
_FINISHED = (
    select(Attempt, Context)
    .join(ResourceLink, Attempt.resource_link_id == ResourceLink.id)
    .outerjoin(Context, ResourceLink.context_id == Context.id)
    .where(
        Attempt.learner_id == bindparam("learner"),
        Attempt.module == bindparam("module"),
        Attempt.completed_at.is_not(None),
        _IS_ELSEWHERE,
    )
    .order_by(Attempt.id)
    .options(lazyload(Context.deployment))
)
_WITH_PERCENT = _FINISHED.where(Attempt.best.is_not(None))


@dataclass(frozen=True)
class Earlier:
    """A finished attempt in another course. `title`: that course's, "" where it has none.

    `was_copied`: content of that course was copied into the one at hand.
    """

    attempt: Attempt
    completed_at: datetime
    title: str
    was_copied: bool


def earlier(
    session: Session,
    attempt: AnyAttempt,
    owner: AnyVisitor,
    report: Report,
) -> Earlier | None:
    """The learner's best result in another course, while there is a question to ask; else None.

    Of results that are as good, that of a course copied into this one. Where a score is
    told, a result without a percentage cannot be brought.
    """
    is_asked = attempt.settled_at is None and attempt.started_at is None
    is_learner = owner.role == LEARNER and not owner.learner.anonymous
    if not is_asked or not is_learner or attempt.context_id is None:
        return None
    begun = learners_attempts.seen_of_learner(session, owner.learner)
    if not any(one.completed_at for one in begun):
        return None
    asked = {
        "learner": attempt.learner_id,
        "module": attempt.module,
        "context": attempt.context_id,
    }
    query = _WITH_PERCENT if report == "score" else _FINISHED
    found = [(*row,) for row in session.execute(query, asked)]
    if not found:
        return None
    course = session.get(Context, attempt.context_id)
    best, elsewhere = min(found, key=lambda row: _order(course, *row))
    if best.completed_at is None:
        return None
    title = elsewhere.title if elsewhere else ""
    return Earlier(
        attempt=best,
        completed_at=best.completed_at,
        title=title,
        was_copied=_copies(course, elsewhere) < NO_COPY,
    )


def finished_anywhere(session: Session, learner: Learner) -> set[str]:
    """The modules that the learner has finished in any course of the platform."""
    found = learners_attempts.of_learner(session, learner)
    return {one.module for one in found if one.completed_at}


def carry_over(
    attempt: Attempt,
    found: Earlier,
    module: Module,
    report: Report,
    now: datetime,
) -> None:
    """The result and the plan of the other course count here too. The way stays there.

    Raises RefusedError (record-sealed).
    """
    settle(attempt, now)
    stored = attempts.record_of(found.attempt)
    before = engine.read(module, stored).record
    if before.done is None:
        return
    record = replace(before, attempt=BROUGHT, steps=())
    sealed.keep(attempt, RECORD, engine.write(record, report))
    attempt.changed_at = now
    attempt.progress = 100
    attempt.best = None if report == "completion" else before.done.counted
    attempt.started_at = found.attempt.started_at or found.completed_at
    attempt.completed_at = found.completed_at


def settle(attempt: Attempt, now: datetime) -> None:
    """The learner has answered and is not asked again."""
    attempt.settled_at = now


def _order(
    course: Context | None,
    attempt: Attempt,
    elsewhere: Context | None,
) -> tuple[int, int, int]:
    """The best comes first. What was finished without a percentage counts in full."""
    percent = FULL if attempt.best is None else attempt.best
    return -percent, _copies(course, elsewhere), attempt.id


def _copies(course: Context | None, elsewhere: Context | None) -> int:
    """How many copies ago content of that other course came; NO_COPY where none did.

    The id of a course is that of one deployment.
    """
    if course is None or elsewhere is None:
        return NO_COPY
    is_told = elsewhere.context_id in course.copied_from
    if elsewhere.deployment_id != course.deployment_id or not is_told:
        return NO_COPY
    return course.copied_from.index(elsewhere.context_id)
