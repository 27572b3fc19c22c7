"""Counting: when enough people of a course wait, they become one step of its figures.

The worker does it, at most once a day for a course and module, so that no reader decides who is
counted together. Their first ways are deleted by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from lti_service.database import Database, keyring_of
from lti_service.messages.roles import LEARNER
from lti_service.models import (
    Context,
    CourseFigures,
    Deployment,
    FirstWay,
    Membership,
    TrustFigures,
)
from lti_service.services import flags, rows
from olw_core.cohort.influence import influence
from olw_core.cohort.plans import plans_told
from olw_core.cohort.rules import Rules
from olw_core.cohort.step import Step, joined, step_of
from olw_core.cohort.ways import Way, first_way
from olw_core.formats.compiled import Module
from olw_core.play.sealing import SealError

PAUSE = timedelta(days=1)
"""Between two steps of one course and module."""
AT_ONCE = 2000
"""People in one step at most, so that a step is soon done; more people are several steps."""


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
    return sum(_count_at(database, place, modules, rules, now) for place in places)


def _due(
    session: Session,
    modules: Mapping[str, Module],
    rules: Rules,
    now: datetime,
) -> list[_Place]:
    """Where enough learners wait and the last step is long enough ago."""
    waiting = (
        select(FirstWay.context_id, FirstWay.module)
        .join(Membership, _is_member())
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


def _is_member() -> ColumnElement[bool]:
    """Joins a first way to what its learner is in the course."""
    return and_(
        Membership.context_id == FirstWay.context_id,
        Membership.learner_id == FirstWay.learner_id,
    )


def _is_rested(session: Session, place: _Place, now: datetime) -> bool:
    """Whether a day has passed since the last step.

    So steps hold more people than the least where many finish, and blur less.
    """
    before = session.get(CourseFigures, (place.context_id, place.module))
    return before is None or before.moved_at <= now - PAUSE


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
    ways = _ways(session, module, waiting)
    if len(ways) < rules.least:
        return 0
    step = step_of(ways, influence(module))
    for row in waiting:
        row.record = ""
        row.counted_at = now
    session.flush()
    _add_to_course(session, place, step, len(ways), now)
    _add_to_trust(session, context, place.module, step, now)
    flags.list_flagged(session, place.context_id, module, rules)
    return len(ways)


def _waiting(session: Session, place: _Place) -> Sequence[FirstWay]:
    """Who finished first comes first."""
    query = (
        select(FirstWay)
        .join(Membership, _is_member())
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


def _ways(session: Session, module: Module, waiting: Sequence[FirstWay]) -> list[Way]:
    """Those that can be opened and still play to an ending; nobody else is in the figures."""
    seal = keyring_of(session).records
    ways = []
    for row in waiting:
        try:
            way = first_way(module, seal.open(row.record))
        except SealError:
            continue
        if way is not None:
            ways.append(way)
    return ways


def _add_to_course(
    session: Session,
    place: _Place,
    step: Step,
    people: int,
    now: datetime,
) -> None:
    """The course's figures move."""
    key = {"context_id": place.context_id, "module": place.module}
    first = {"counts": {}, "people": 0, "plans": 0, "moved_at": now}
    figures = rows.get_or_create(session, CourseFigures, key, first)
    figures.counts = dict(joined(cast(Step, figures.counts), step))
    figures.people += people
    figures.plans = plans_told(_planned(session, place), figures.people)
    figures.moved_at = now
    session.flush()


def _planned(session: Session, place: _Place) -> int:
    """Counted people who have kept a plan by now."""
    query = select(func.count()).where(
        FirstWay.context_id == place.context_id,
        FirstWay.module == place.module,
        FirstWay.counted_at.is_not(None),
        FirstWay.planned.is_(True),
    )
    return session.scalar(query) or 0


def _add_to_trust(
    session: Session,
    context: Context,
    module: str,
    step: Step,
    now: datetime,
) -> None:
    """And with them those of its platform: by the same step."""
    deployment = session.get_one(Deployment, context.deployment_id)
    key = {"registration_id": deployment.registration_id, "module": module}
    first = {"counts": {}, "moved_at": now}
    rows.get_or_create(session, TrustFigures, key, first)
    query = select(TrustFigures).filter_by(**key).with_for_update()
    figures = session.scalars(query.execution_options(populate_existing=True)).one()
    figures.counts = dict(joined(cast(Step, figures.counts), step))
    figures.moved_at = now
    session.flush()
