"""Counting: when enough people of a course wait, they become one step of its figures.

The worker does it, at most once a day for a course and module, so that no reader decides who is
counted together. Their first ways are deleted by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lti_service.database import Database
from lti_service.messages.roles import LEARNER
from lti_service.models import (
    Context,
    CourseFigures,
    FirstWay,
    Membership,
)
from lti_service.services import rows
from lti_service.services.figures import flags, pooling, stops
from lti_service.services.figures.taking import (
    AT_ONCE,
    IS_MEMBER,
    STEPS_APART,
    Taken,
    moved,
    take,
)
from olw_core.cohort.plans import plans_told
from olw_core.cohort.rules import Rules
from olw_core.formats.compiled import Module


@dataclass(frozen=True)
class _Place:
    """A module in a course."""

    context_id: int
    module: str


def count_due(
    database: Database,
    modules: Mapping[str, Module],
    rules: Rules,
    now: datetime,
) -> int:
    """Take every step that is due; how many that were."""
    with database.reading() as session:
        places = _due(session, modules, rules, now)
    own = sum(_count_at(database, place, modules, rules, now) for place in places)
    pooled = pooling.count_left(database, modules, rules, now)
    return own + pooled + stops.count_due(database, rules, now)


def _due(
    session: Session,
    modules: Mapping[str, Module],
    rules: Rules,
    now: datetime,
) -> list[_Place]:
    """Where enough learners wait and the last step is long enough ago."""
    waiting = (
        select(FirstWay.context_id, FirstWay.module)
        .join(Membership, IS_MEMBER)
        .where(FirstWay.counted_at.is_(None), Membership.role == LEARNER)
        .group_by(FirstWay.context_id, FirstWay.module)
        .having(func.count() >= rules.least)
        .order_by(FirstWay.context_id, FirstWay.module)
    )
    found = [_Place(*place) for place in session.execute(waiting)]
    return [
        place
        for place in found
        if place.module in modules and _is_rested(session, place, now)
    ]


def _is_rested(session: Session, place: _Place, now: datetime) -> bool:
    """Whether a day has passed since the last step.

    So steps hold more people than the least where many finish, and blur less.
    """
    before = session.get(CourseFigures, (place.context_id, place.module))
    return before is None or before.moved_at <= now - STEPS_APART


def _count_at(
    database: Database,
    place: _Place,
    modules: Mapping[str, Module],
    rules: Rules,
    now: datetime,
) -> int:
    """Steps for everyone who waits; how many."""
    steps = 0
    while True:
        with database.writing() as session:
            taken = _take_step(session, place, modules[place.module], rules, now)
        steps += taken > 0
        if taken < AT_ONCE:
            return steps


def _take_step(
    session: Session,
    place: _Place,
    module: Module,
    rules: Rules,
    now: datetime,
) -> int:
    """One step; how many people it has, 0 where too few are left."""
    lock = {"of": Context}
    context = session.get_one(Context, place.context_id, with_for_update=lock)
    waiting = _waiting(session, place)
    registration_id = context.deployment.registration_id
    taken = take(session, registration_id, module, waiting, rules, now)
    if taken is None:
        return 0
    _add_to_course(session, place, taken, now)
    flags.list_flagged(session, place.context_id, module, rules)
    return taken.people


def _waiting(session: Session, place: _Place) -> Sequence[FirstWay]:
    """Who finished first comes first."""
    query = (
        select(FirstWay)
        .join(Membership, IS_MEMBER)
        .where(
            FirstWay.context_id == place.context_id,
            FirstWay.module == place.module,
            FirstWay.counted_at.is_(None),
            Membership.role == LEARNER,
        )
        .order_by(FirstWay.finished_at, FirstWay.id)
        .limit(AT_ONCE)
        .with_for_update(of=FirstWay)
    )
    return session.scalars(query).all()


def _add_to_course(
    session: Session,
    place: _Place,
    taken: Taken,
    now: datetime,
) -> None:
    """The course's figures move."""
    key = {"context_id": place.context_id, "module": place.module}
    first = {"counts": {}, "people": 0, "plans": 0, "moved_at": now}
    figures = rows.get_or_create(session, CourseFigures, key, first)
    figures.counts = moved(figures.counts, taken.step)
    figures.people += taken.people
    figures.plans = plans_told(_planned(session, place), figures.people)
    figures.moved_at = now
    session.flush()


def _planned(session: Session, place: _Place) -> int:
    """People of its steps who have kept a plan by now."""
    query = select(func.count()).where(
        FirstWay.context_id == place.context_id,
        FirstWay.module == place.module,
        FirstWay.counted_at.is_not(None),
        FirstWay.is_pooled.is_(False),
        FirstWay.planned.is_(True),
    )
    return session.scalar(query) or 0
