"""What would stop people, counted for those who ask for it: once for each person and module.

What they named goes into one sum for the whole organisation and is kept nowhere else
(docs/decisions/0020-what-would-stop-you.md).
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from lti_service.database import Database, keyring_of
from lti_service.errors import RefusedError
from lti_service.messages.roles import LEARNER
from lti_service.models import StopFigures, StopsCounted
from lti_service.models.base import table_of
from lti_service.services import rows
from lti_service.services.figures import first_ways
from lti_service.services.figures.taking import STEPS_APART, moved
from lti_service.services.glances import AnyLearner, AnyOwner
from olw_core.cohort.promise import COUNTED, COUNTED_BEFORE, NOT_COUNTED
from olw_core.cohort.rules import Rules
from olw_core.cohort.stops import step_of_stops
from olw_core.play.sealing import SealError

SEALED = (StopFigures.waiting, StopsCounted.modules)
NOTHING_YET: dict[str, Any] = {"waiting": "", "counts": {}, "moved_at": None}


_COUNTED = table_of(StopsCounted).c
_BEFORE = select(
    first_ways.IS_OUT,
    select(_COUNTED.modules)
    .where(_COUNTED.learner_id == bindparam("learner"))
    .scalar_subquery(),
)
"""Whether a learner stays out of all figures, and for which modules they were counted, sealed."""


class Counting(NamedTuple):
    """`may`: they can have counted what would stop them.

    `is_counted`: they had, for this module; None where that cannot be told, as its seal does not
    open.
    """

    may: bool
    is_counted: bool | None


NOBODY = Counting(may=False, is_counted=False)


def counting_of(
    session: Session,
    owner: AnyOwner,
    module: str,
) -> Counting:
    """Whether somebody can have it counted, and has.

    Who has it counted is a learner of a course, with an id, who is in the figures. Who has no id
    is new at each launch and could be counted again and again.
    """
    if owner.role != LEARNER or owner.learner.anonymous:
        return NOBODY
    if owner.resource_link.context_id is None:
        return NOBODY
    asked = {"learner": owner.learner.id}
    is_out, sealed = session.execute(_BEFORE, asked).one()
    try:
        before = _listed(session, sealed or "")
    except SealError:
        return Counting(not is_out, None)
    return Counting(not is_out, module in before)


def modules_of(session: Session, learner: AnyLearner) -> list[str]:
    """For which modules they had it counted, by id. Raises SealError."""
    row = session.get(StopsCounted, learner.id)
    if row is None:
        return []
    return _listed(session, row.modules)


def count(
    session: Session,
    owner: AnyOwner,
    module: str,
    stop: str,
) -> str:
    """Add one to the organisation's sum, once; what to tell the learner.

    Raises RefusedError (record-sealed).
    """
    if not counting_of(session, owner, module).may:
        return NOT_COUNTED
    try:
        is_new = add_once(session, owner.learner, module, stop)
    except SealError as error:
        told = f"stops of {module}: {error}"
        raise RefusedError("record-sealed", told) from error
    return COUNTED if is_new else COUNTED_BEFORE


def add_once(
    session: Session,
    learner: AnyLearner,
    module: str,
    stop: str,
) -> bool:
    """Count what this learner named; whether that is new. Raises SealError."""
    if not _note(session, learner, module):
        return False
    _add(session, learner.registration_id, module, stop)
    return True


def count_due(database: Database, rules: Rules, now: datetime) -> int:
    """Take every step that is due; how many that were."""
    by_place = (
        select(StopFigures)
        .where(StopFigures.waiting != "")
        .order_by(StopFigures.registration_id, StopFigures.module)
    )
    with database.reading() as session:
        waiting = session.scalars(by_place).all()
    steps = 0
    for found in waiting:
        with database.writing() as session:
            row = _locked(session, found.registration_id, found.module)
            steps += _take_step(session, row, rules, now)
    return steps


def _note(session: Session, learner: AnyLearner, module: str) -> bool:
    """Note that they are counted; whether they were not before. Raises SealError."""
    seal = keyring_of(session).records
    key = {"learner_id": learner.id}
    first = {"modules": seal.close("")}
    rows.get_or_create(session, StopsCounted, key, first)
    fresh = (
        select(StopsCounted)
        .filter_by(learner_id=learner.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    row = session.scalars(fresh).one()
    before = _listed(session, row.modules)
    if module in before:
        return False
    text = ",".join([*before, module])
    row.modules = seal.close(text)
    return True


def _listed(session: Session, sealed: str) -> list[str]:
    """Modules, by id. Raises SealError."""
    seal = keyring_of(session).records
    text = seal.open(sealed)
    return [module for module in text.split(",") if module]


def _add(session: Session, registration_id: int, module: str, stop: str) -> None:
    """One more who named this. Raises SealError."""
    key = {
        "registration_id": registration_id,
        "module": module,
    }
    rows.get_or_create(session, StopFigures, key, NOTHING_YET)
    row = _locked(session, registration_id, module)
    named = _waiting(session, row)
    named[stop] += 1
    text = json.dumps(named, sort_keys=True)
    seal = keyring_of(session).records
    row.waiting = seal.close(text)
    session.flush()


def _locked(
    session: Session,
    registration_id: int,
    module: str,
) -> StopFigures:
    """The row as it is now; nobody else changes it until this unit ends."""
    fresh = (
        select(StopFigures)
        .filter_by(registration_id=registration_id, module=module)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return session.scalars(fresh).one()


def _waiting(session: Session, row: StopFigures) -> Counter[str]:
    """Stop -> how many named it since the newest step. Raises SealError."""
    seal = keyring_of(session).records
    text = seal.open(row.waiting)
    if not text:
        return Counter()
    named = json.loads(text)
    return Counter(named)


def _take_step(
    session: Session,
    row: StopFigures,
    rules: Rules,
    now: datetime,
) -> bool:
    """One step of all who wait, if they are enough and the last is a day ago.

    What no secret opens waits until the secret is back.
    """
    if row.moved_at is not None and row.moved_at > now - STEPS_APART:
        return False
    try:
        named = _waiting(session, row)
    except SealError:
        return False
    if named.total() < rules.least:
        return False
    row.counts = moved(row.counts, step_of_stops(named))
    row.waiting = ""
    row.moved_at = now
    return True
