"""Small courses of a programme: who has waited long in them is counted together.

A course of nine is never a step of its own. After four weeks its people enter the figures of the
programme with those of its other courses, and those of their own course never.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVarTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lti_service.database import Database
from lti_service.messages.roles import LEARNER
from lti_service.models import (
    FirstWay,
    Membership,
    Programme,
    ProgrammeCourse,
    ProgrammeFigures,
)
from lti_service.services import rows
from lti_service.services.figures.taking import AT_ONCE, IS_MEMBER, Taken, moved, take
from olw_core.cohort.plans import plans_told
from olw_core.cohort.rules import Rules
from olw_core.formats.compiled import Module

Columns = TypeVarTuple("Columns")
WAIT = timedelta(weeks=4)
"""After it nobody counts on a tenth person of the course."""


@dataclass(frozen=True)
class _Place:
    """A module in a programme."""

    programme_id: int
    module: str


def count_left(
    database: Database,
    modules: Mapping[str, Module],
    rules: Rules,
    now: datetime,
) -> int:
    """Take every step of programmes that is due; how many that were."""
    with database.reading() as session:
        places = [
            place for place in _due(session, rules, now) if place.module in modules
        ]
    steps = 0
    for place in places:
        with database.writing() as session:
            steps += _take_step(session, place, modules[place.module], rules, now)
    return steps


def _due(session: Session, rules: Rules, now: datetime) -> list[_Place]:
    """Where enough people have waited long enough."""
    query = (
        _left(select(ProgrammeCourse.programme_id, FirstWay.module), now)
        .group_by(ProgrammeCourse.programme_id, FirstWay.module)
        .having(func.count() >= rules.least)
        .order_by(ProgrammeCourse.programme_id, FirstWay.module)
    )
    return [_Place(*place) for place in session.execute(query)]


def _left(query: Select[*Columns], now: datetime) -> Select[*Columns]:
    """Narrowed to first ways of courses of programmes that have waited long enough."""
    return (
        query.select_from(FirstWay)
        .join(Membership, IS_MEMBER)
        .join(ProgrammeCourse, ProgrammeCourse.context_id == FirstWay.context_id)
        .where(
            FirstWay.counted_at.is_(None),
            FirstWay.finished_at <= now - WAIT,
            Membership.role == LEARNER,
        )
    )


def _take_step(
    session: Session,
    place: _Place,
    module: Module,
    rules: Rules,
    now: datetime,
) -> bool:
    """One step, if there are still enough for it; whom it leaves is counted at the next round."""
    lock = {"of": Programme}
    programme = session.get(Programme, place.programme_id, with_for_update=lock)
    if programme is None:
        return False
    waiting = _waiting(session, place, now)
    taken = take(session, programme.registration_id, module, waiting, rules, now)
    if taken is None:
        return False
    for row in waiting:
        row.is_pooled = True
    _add(session, place, taken, now)
    return True


def _waiting(session: Session, place: _Place, now: datetime) -> Sequence[FirstWay]:
    """Who finished first comes first."""
    query = (
        _left(select(FirstWay), now)
        .where(
            ProgrammeCourse.programme_id == place.programme_id,
            FirstWay.module == place.module,
        )
        .order_by(FirstWay.finished_at, FirstWay.id)
        .limit(AT_ONCE)
        .with_for_update(of=FirstWay)
    )
    return session.scalars(query).all()


def _add(session: Session, place: _Place, taken: Taken, now: datetime) -> None:
    """The programme's own figures move. Plans are told step by step: both are done by now."""
    first = {"counts": {}, "people": 0, "plans": 0, "moved_at": now}
    figures = rows.get_or_create(session, ProgrammeFigures, vars(place), first)
    figures.counts = moved(figures.counts, taken.step)
    figures.people += taken.people
    figures.plans += plans_told(taken.planned, taken.people)
    figures.moved_at = now
    session.flush()
