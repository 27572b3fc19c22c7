"""First ways: kept at a learner's first ending, until they are counted; and staying out of that."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from lti_service.database import keyring_of
from lti_service.messages.roles import LEARNER
from lti_service.models import (
    Attempt,
    FirstWay,
    Learner,
    StayingOut,
    TalkFlags,
)
from lti_service.models.base import table_of
from lti_service.services import rows
from lti_service.services.glances import AnyAttempt, AnyLearner
from olw_core.cohort.ways import first_way
from olw_core.formats.compiled import Module

SEALED = (FirstWay.record, TalkFlags.scenes)


def keep(
    session: Session,
    attempt: AnyAttempt,
    role: str,
    module: Module,
    record: str,
    now: datetime,
) -> None:
    """Keep, sealed, the record of an attempt that has just ended for the first time.

    Nothing is kept of who is no learner of a course, has no id, stays out, has finished the module
    elsewhere, or took the way out.
    """
    learner = attempt.learner
    context_id = attempt.context_id
    if role != LEARNER or learner.anonymous or context_id is None:
        return
    if first_way(module, record) is None or _is_aside(session, attempt):
        return
    way = {
        "learner_id": learner.id,
        "module": attempt.module,
        "context_id": context_id,
        "record": keyring_of(session).records.close(record),
        "planned": False,
        "finished_at": now,
    }
    rows.insert_unless_there(session, FirstWay, way)


def note_plan(session: Session, attempt: AnyAttempt) -> None:
    """A plan was kept: all that the figures know of it."""
    query = update(FirstWay).where(
        FirstWay.learner_id == attempt.learner_id,
        FirstWay.module == attempt.module,
    )
    rows.change(session, query.values(planned=True))


def stays_out(session: Session, learner: AnyLearner) -> bool:
    """Whether this learner is in no room figures."""
    return session.get(StayingOut, learner.id) is not None


def stay_out(session: Session, learner: Learner, now: datetime) -> None:
    """From now on in no figures: what waits to be counted and what was flagged goes at once.

    Figures that were made before stay as they are: nobody can be found in them.
    """
    rows.get_or_create(session, StayingOut, {"learner_id": learner.id}, {"since": now})
    for model in (FirstWay, TalkFlags):
        rows.change(session, delete(model).where(model.learner_id == learner.id))


def come_in(session: Session, learner: Learner) -> None:
    """In again, with stories that are finished for the first time from now on."""
    query = delete(StayingOut).where(StayingOut.learner_id == learner.id)
    rows.change(session, query)


_OUT = table_of(StayingOut).c
_ATTEMPT = table_of(Attempt).c
IS_OUT = exists().where(_OUT.learner_id == bindparam("learner"))
_ASIDE = select(
    or_(
        IS_OUT,
        exists().where(
            _ATTEMPT.learner_id == bindparam("learner"),
            _ATTEMPT.module == bindparam("module"),
            _ATTEMPT.id != bindparam("attempt"),
            _ATTEMPT.completed_at.is_not(None),
        ),
    )
)


def _is_aside(session: Session, attempt: AnyAttempt) -> bool:
    """Whether this is no first way to be counted.

    The learner stays out, or has finished the module in another course or placement.
    """
    asked = {
        "learner": attempt.learner_id,
        "module": attempt.module,
        "attempt": attempt.id,
    }
    return bool(session.scalar(_ASIDE, asked))
