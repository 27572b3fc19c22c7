"""Attempts: a learner's record in one module of one course, kept before we answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, update
from sqlalchemy.orm import Session

from lti_service.errors import RefusedError
from lti_service.models import Attempt
from lti_service.models.base import table_of
from lti_service.secret import Keyring, new_key
from lti_service.services import rows
from lti_service.services.glances import AnyAttempt, AnyLearner, AnyPlace, Stored
from lti_service.services.play.learners_attempts import (
    forget,
    is_of_place,
    is_outside,
    of_learner,
    of_place,
    seen_of_learner,
)
from lti_service.services.rows import OF, get_or_create
from lti_service.services.sealing import sealed
from lti_service.services.sealing.sealed import CARD_LOG, RECORD
from olw_core.engine.record import Done
from olw_core.formats.calls import CardCall
from olw_core.formats.compiled import Module
from olw_core.play.cards import CardOutcome, meet
from olw_core.play.room import Outcome, Room, open_room
from olw_core.play.sealing import SealError

_TABLE = table_of(Attempt)
_REPLACE = update(_TABLE).where(
    _TABLE.c.id == bindparam(OF + "id"),
    _TABLE.c.record == bindparam(OF + "record"),
)
"""Unless somebody else has written the record meanwhile."""


def open_seen(
    session: Session,
    learner: AnyLearner,
    link: AnyPlace,
    module: str,
    now: datetime,
) -> Stored:
    """The same as `open_attempt` at a glance: an attempt that is there costs one statement."""
    for found in seen_of_learner(session, learner):
        if found.module == module and is_of_place(found, link):
            return found
    made = open_attempt(session, learner, link, module, now)
    fresh = {one.id: one for one in seen_of_learner(session, learner)}
    return fresh[made.id]


def open_attempt(
    session: Session,
    learner: AnyLearner,
    link: AnyPlace,
    module: str,
    now: datetime,
) -> Attempt:
    """The learner's attempt here, made when it is the first time. Nothing counts as started yet.

    One that was made here while the platform named no course is the course's from now on.
    """
    if link.context_id is None:
        return _open_outside(session, learner, link, module, now)
    for found in of_place(session, learner, link):
        if found.module == module:
            return found
    for outside in of_learner(session, learner):
        if outside.module == module and is_outside(outside, link):
            outside.context_id = link.context_id
            forget(session)
            return outside
    forget(session)
    place = {
        "learner_id": learner.id,
        "context_id": link.context_id,
        "module": module,
    }
    return get_or_create(session, Attempt, place, _first(now, resource_link_id=link.id))


def _open_outside(
    session: Session,
    learner: AnyLearner,
    link: AnyPlace,
    module: str,
    now: datetime,
) -> Attempt:
    """Each placement outside a course has its own."""
    forget(session)
    place = {
        "learner_id": learner.id,
        "context_id": None,
        "resource_link_id": link.id,
        "module": module,
    }
    return get_or_create(session, Attempt, place, _first(now))


def _first(now: datetime, **place: int) -> dict[str, Any]:
    """The other columns of a new attempt."""
    return {
        **place,
        "key": new_key(),
        "record": "",
        "card_log": "",
        "shared_way": "",
        "progress": 0,
        "changed_at": now,
    }


def record_of(attempt: Attempt) -> str:
    """The stored record, opened. Raises RefusedError (record-sealed)."""
    return _opened(attempt, RECORD)


def card_log_of(attempt: Attempt) -> str:
    """The stored log of return cards, opened. Raises RefusedError (record-sealed)."""
    return _opened(attempt, CARD_LOG)


def room_of(attempt: Attempt, module: Module, report: str) -> Room:
    """Where the attempt is played on. Raises RefusedError (record-sealed)."""
    return open_room(module, record_of(attempt), report)


class Opened(NamedTuple):
    """An attempt as it was read, and its record's text."""

    attempt: AnyAttempt
    text: str


def open_record(keyring: Keyring, attempt: AnyAttempt) -> Opened:
    """Raises RefusedError (record-sealed)."""
    try:
        text = keyring.records.open(attempt.record)
    except SealError as error:
        raise _sealed(attempt, error) from error
    return Opened(attempt, text)


class Acted(NamedTuple):
    """What a request came to. `report`: what is reported of the story in this course."""

    seen: Opened
    outcome: Outcome
    report: str


def replace(
    database: Session | Connection,
    keyring: Keyring,
    acted: Acted,
    now: datetime,
) -> bool:
    """Write what a request came to, and what follows from it for the attempt's columns.

    False where the record is another by now than the one seen: nothing is written, and what the
    request comes to has to be found anew.
    """
    attempt, text = acted.seen
    changed = rows.differing(attempt, _columns(attempt, acted, now))
    after = acted.outcome.text
    if after != text or not sealed.is_sealed(attempt.record):
        record = keyring.records.close(after)
        changed |= {"record": record, "changed_at": now}
        if _is_another_way(acted.outcome):
            changed["shared_way"] = ""
    if not changed:
        return True
    as_seen = {OF + "id": attempt.id, OF + "record": attempt.record}
    return rows.change(database, _REPLACE, {**changed, **as_seen}) == 1


def _is_another_way(outcome: Outcome) -> bool:
    """Whether no way that was shared before can be this one."""
    return outcome.has_just_ended or not outcome.ended


def _columns(attempt: AnyAttempt, acted: Acted, now: datetime) -> dict[str, Any]:
    """What follows for the attempt's columns, but for the record."""
    _, outcome, report = acted
    values: dict[str, Any] = {"progress": max(attempt.progress, outcome.progress)}
    if outcome.begun:
        values["started_at"] = attempt.started_at or now
    done = outcome.record.done
    if done is not None:
        values["best"] = _best(attempt, done, report)
        values["completed_at"] = attempt.completed_at or now
    return values


def _best(attempt: AnyAttempt, done: Done, report: str) -> int | None:
    """The percentage to keep: none where only completion is reported, nor where it was so before.

    What was finished without a percentage counts in full (decision 0007), and nothing is better.
    """
    finished_without = attempt.completed_at is not None and attempt.best is None
    if report == "completion" or finished_without:
        return None
    return max(attempt.best or 0, done.counted)


def meet_card(
    attempt: Attempt,
    module: Module,
    asked: CardCall,
    today: int,
) -> CardOutcome:
    """A return card, or the answer to one, which goes into the card log.

    `today`: UTC days since 1970-01-01.
    Raises ResponseError (card-unknown, answer-...).
    """
    log = card_log_of(attempt)
    outcome = meet(module, log, today=today, **asked)
    if outcome.happened:
        sealed.keep(attempt, CARD_LOG, outcome.text)
    return outcome


def _opened(attempt: Attempt, column: sealed.SealedText) -> str:
    """Raises RefusedError (record-sealed) for a text that no secret of this server opens."""
    try:
        return sealed.opened(attempt, column)
    except SealError as error:
        raise _sealed(attempt, error) from error


def _sealed(attempt: AnyAttempt, error: SealError) -> RefusedError:
    return RefusedError("record-sealed", f"attempt {attempt.id}: {error}")
