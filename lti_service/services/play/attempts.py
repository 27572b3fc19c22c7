"""Attempts: a learner's record in one module of one course, kept before we answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.orm import Session

from lti_service.errors import RefusedError
from lti_service.models import Attempt
from lti_service.models.base import table_of
from lti_service.secret import Keyring, new_key
from lti_service.services import glances, rows
from lti_service.services.glances import AnyAttempt, AnyLearner, AnyPlace, Stored
from lti_service.services.rows import OF, get_or_create
from lti_service.services.sealing import sealed
from lti_service.services.sealing.sealed import CARD_LOG, RECORD
from olw_core.engine import progress
from olw_core.engine.progress import Standing
from olw_core.engine.record import FULL, Done
from olw_core.formats.calls import CardCall
from olw_core.formats.compiled import Module
from olw_core.play.cards import CardOutcome, meet
from olw_core.play.room import Outcome, Room, open_room
from olw_core.play.sealing import SealError

_OF_LEARNER = (
    select(Attempt)
    .where(Attempt.learner_id == bindparam("learner"))
    .order_by(Attempt.id)
)
READ = "olw_attempts_of_learner"
SEEN = "olw_attempts_seen"
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
        if found.module == module and _is_of_place(found, link):
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
        if outside.module == module and _is_outside(outside, link):
            outside.context_id = link.context_id
            forget_seen(session)
            return outside
    _forget_read(session)
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
    _forget_read(session)
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


def _forget_read(session: Session) -> None:
    """What was read of learners is no longer all: an attempt is made."""
    session.info.pop(READ, None)
    forget_seen(session)


def forget_seen(session: Session) -> None:
    """Write what was changed: what was seen of learners' attempts before is no longer so."""
    session.flush()
    session.info.pop(SEEN, None)


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
    if isinstance(database, Session):
        forget_seen(database)
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


def of_place(session: Session, learner: AnyLearner, link: AnyPlace) -> list[Attempt]:
    """The learner's attempts in the placement's course; outside courses, those of the placement.

    In the order in which they were begun.
    """
    found = of_learner(session, learner)
    return [one for one in found if _is_of_place(one, link)]


def of_learner(session: Session, learner: AnyLearner) -> Sequence[Attempt]:
    """All attempts of a person, in the order in which they were begun.

    Read once in a unit of work, until one is made in it (`_forget_read`).
    """
    read: dict[int, Sequence[Attempt]] = session.info.setdefault(READ, {})
    if learner.id not in read:
        read[learner.id] = session.scalars(_OF_LEARNER, {"learner": learner.id}).all()
    return read[learner.id]


def seen_of_learner(session: Session, learner: AnyLearner) -> Sequence[Stored]:
    """The same at a glance, read once until a unit changes one of them.

    Objects that it has changed have to be written first (`forget_seen`).
    """
    seen: dict[int, Sequence[Stored]] = session.info.setdefault(SEEN, {})
    if learner.id not in seen:
        seen[learner.id] = glances.attempts_of(session, learner)
    return seen[learner.id]


def _is_of_place(attempt: AnyAttempt, link: AnyPlace) -> bool:
    """Whether it belongs to the placement's course, or outside courses to the placement."""
    if link.context_id is None:
        return _is_outside(attempt, link)
    return attempt.context_id == link.context_id


def _is_outside(attempt: AnyAttempt, link: AnyPlace) -> bool:
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
        if _is_of_place(attempt, link):
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
