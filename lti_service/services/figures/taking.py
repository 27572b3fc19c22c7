"""Taking a step: first ways become counts and are deleted, and the organisation's figures move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from lti_service.database import keyring_of
from lti_service.models import FirstWay, Membership, TrustFigures
from lti_service.services import rows
from olw_core.cohort.influence import influence
from olw_core.cohort.rules import Rules
from olw_core.cohort.step import Step, joined, step_of
from olw_core.cohort.ways import Way, first_way
from olw_core.formats.compiled import Module
from olw_core.play.sealing import SealError

IS_MEMBER = and_(
    Membership.context_id == FirstWay.context_id,
    Membership.learner_id == FirstWay.learner_id,
)
"""Joins a first way to what its learner is in the course."""


STEPS_APART = timedelta(days=1)
"""Between two steps of the same figures."""
AT_ONCE = 2000
"""People in one step at most, so that a step is soon done; more people are several steps."""


@dataclass(frozen=True)
class Taken:
    """A step that was taken. `planned`: people in it who have kept a plan."""

    step: Step
    people: int
    planned: int


def take(
    session: Session,
    registration_id: int,
    module: Module,
    waiting: Sequence[FirstWay],
    rules: Rules,
    now: datetime,
) -> Taken | None:
    """Count these people together; None where too few of them can be counted.

    `waiting`: of one platform, locked by the caller.
    """
    ways = _ways(session, module, waiting)
    if len(ways) < rules.least:
        return None
    step = step_of(ways, influence(module))
    planned = 0
    for row in waiting:
        row.record = ""
        row.counted_at = now
        planned += row.planned
    session.flush()
    _add_to_trust(session, registration_id, module["id"], step, now)
    return Taken(step, len(ways), planned)


def moved(counts: dict[str, Any], step: Step) -> dict[str, Any]:
    """The counts of figures, with one step more."""
    before = cast(Step, counts)
    return dict(joined(before, step))


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


def _add_to_trust(
    session: Session,
    registration_id: int,
    module: str,
    step: Step,
    now: datetime,
) -> None:
    """The figures of the platform's courses together move by every step of theirs."""
    key = {"registration_id": registration_id, "module": module}
    first = {"counts": {}, "moved_at": now}
    rows.get_or_create(session, TrustFigures, key, first)
    query = select(TrustFigures).filter_by(**key).with_for_update()
    figures = session.scalars(query.execution_options(populate_existing=True)).one()
    figures.counts = moved(figures.counts, step)
    figures.moved_at = now
    session.flush()
