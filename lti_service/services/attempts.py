"""Attempts: a learner's record in one module at one placement, kept before we answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.errors import RefusedError
from lti_service.models import Attempt, LaunchSession, Learner, ResourceLink
from lti_service.secret import new_key
from lti_service.services import sealed
from lti_service.services.rows import get_or_create
from lti_service.services.sealed import CARD_LOG, RECORD
from olw_core.engine import progress
from olw_core.engine.progress import Standing
from olw_core.engine.record import FULL, Done
from olw_core.formats.compiled import Module
from olw_core.play.cards import CardOutcome, meet
from olw_core.play.room import Outcome, Room, open_room
from olw_core.play.sealing import SealError


def open_attempt(
    session: Session,
    learner: Learner,
    link: ResourceLink,
    module: str,
    now: datetime,
) -> Attempt:
    """The learner's attempt here, made when it is the first time. Nothing counts as started yet."""
    place = {"learner_id": learner.id, "resource_link_id": link.id, "module": module}
    first = {
        "key": new_key(),
        "record": "",
        "card_log": "",
        "progress": 0,
        "changed_at": now,
    }
    return get_or_create(session, Attempt, place, first)


def find(
    session: Session,
    key: str,
    owner: LaunchSession,
    *,
    to_change: bool = False,
) -> Attempt:
    """An attempt of this session's learner at this session's placement; locked if it is to change.

    Raises RefusedError (not-found, not-yours).
    """
    query = select(Attempt).where(Attempt.key == key)
    if to_change:
        query = query.with_for_update()
    attempt = session.scalar(query)
    if attempt is None:
        raise RefusedError("not-found", "no attempt has this key")
    same_learner = attempt.learner_id == owner.learner_id
    same_placement = attempt.resource_link_id == owner.resource_link_id
    if not (same_learner and same_placement):
        detail = "the attempt belongs to another learner or placement"
        raise RefusedError("not-yours", detail)
    return attempt


def record_of(attempt: Attempt) -> str:
    """The stored record, opened. Raises RefusedError (record-sealed)."""
    return _opened(attempt, RECORD)


def room_of(attempt: Attempt, module: Module, report: str) -> Room:
    """Where the attempt is played on. Raises RefusedError (record-sealed)."""
    return open_room(module, record_of(attempt), report)


def keep(attempt: Attempt, outcome: Outcome, report: str, now: datetime) -> None:
    """Keep what a request came to, and what follows from it for the attempt's columns."""
    if sealed.keep(attempt, RECORD, outcome.text):
        attempt.changed_at = now
    if outcome.begun:
        attempt.started_at = attempt.started_at or now
    attempt.progress = max(attempt.progress, outcome.progress)
    done = outcome.record.done
    if done is not None:
        attempt.best = _best(attempt, done, report)
        attempt.completed_at = attempt.completed_at or now


def _best(attempt: Attempt, done: Done, report: str) -> int | None:
    """The percentage to keep: none where only completion is reported, nor where it was so before.

    What was finished without a percentage counts in full (decision 0007), and nothing is better.
    """
    finished_without = attempt.completed_at is not None and attempt.best is None
    if report == "completion" or finished_without:
        return None
    return max(attempt.best or 0, done.counted)


def best_of(session: Session, learner: Learner) -> dict[str, Standing]:
    """Per module where the learner stands, the best over all placements of the platform."""
    furthest: dict[str, Standing] = {}
    query = select(Attempt).where(Attempt.learner_id == learner.id)
    for attempt in session.scalars(query):
        standing = standing_of(attempt)
        before = furthest.get(standing.module, standing)
        furthest[standing.module] = progress.best([before, standing])
    return furthest


def standing_of(attempt: Attempt) -> Standing:
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
    asked: dict[str, Any],
    today: int,
) -> CardOutcome:
    """A return card, or the answer to one, which goes into the card log.

    `asked`: the fields of `bodies.Card`. `today`: UTC days since 1970-01-01.
    Raises ResponseError (card-unknown, answer-...).
    """
    log = _opened(attempt, CARD_LOG)
    outcome = meet(module, log, today=today, **asked)
    if outcome.happened:
        sealed.keep(attempt, CARD_LOG, outcome.text)
    return outcome


def _opened(attempt: Attempt, column: sealed.Column) -> str:
    """Raises RefusedError (record-sealed) for a text that no secret of this server opens."""
    try:
        return sealed.opened(attempt, column)
    except SealError as error:
        raise RefusedError("record-sealed", f"attempt {attempt.id}: {error}") from error
