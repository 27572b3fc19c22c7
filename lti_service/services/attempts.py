"""Attempts: a learner's record in one module at one placement, moved on by the engine and written before we answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from olw_core.engine import cards, engine, progress
from olw_core.engine.progress import Standing
from olw_core.engine.record import FULL, Done, Record
from olw_core.formats.card import CardView
from olw_core.formats.compiled import Module
from olw_core.formats.view import View
from olw_core.sealing import SealError

Change = Callable[[Record], Record]


@dataclass(frozen=True)
class Shown:
    """What the learner may see now; `notice` is "" unless the stored record was unusual."""

    view: View
    notice: str


def open_attempt(
    session: Session, learner: Learner, link: ResourceLink, module: str, now: datetime
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
    session: Session, key: str, owner: LaunchSession, *, to_change: bool = False
) -> Attempt:
    """An attempt of this session's learner at this session's placement; locked if it is to change."""
    query = select(Attempt).where(Attempt.key == key)
    attempt = session.scalar(query.with_for_update() if to_change else query)
    if attempt is None:
        raise RefusedError("not-found", "no attempt has this key")
    if (attempt.learner_id, attempt.resource_link_id) != (
        owner.learner_id,
        owner.resource_link_id,
    ):
        raise RefusedError(
            "not-yours", "the attempt belongs to another learner or placement"
        )
    return attempt


def record_of(attempt: Attempt) -> str:
    """The stored record, opened. Raises RefusedError (record-sealed)."""
    return _opened(attempt, RECORD)


def show(attempt: Attempt, module: Module, report: str) -> Shown:
    """The View of the stored record."""
    reading = engine.read(module, record_of(attempt))
    return Shown(engine.view(module, reading.record, report), reading.notice)


def change(
    attempt: Attempt, module: Module, step: Change, report: str, now: datetime
) -> Shown:
    """Apply an engine call to the stored record and keep the outcome. Raises the engine's ResponseError, Conflict."""
    reading = engine.read(module, record_of(attempt))
    record = step(reading.record)
    view = engine.view(module, record, report)
    if sealed.keep(attempt, RECORD, engine.write(record, report)):
        attempt.changed_at = now
    if record.steps or record.done:
        attempt.started_at = attempt.started_at or now
    attempt.progress = max(attempt.progress, int(view["progress"]))
    if record.done is not None:
        attempt.best = _best(attempt, record.done, report)
        attempt.completed_at = attempt.completed_at or now
    return Shown(view, reading.notice)


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
    found: dict[str, list[Standing]] = {}
    for attempt in session.scalars(
        select(Attempt).where(Attempt.learner_id == learner.id)
    ):
        found.setdefault(attempt.module, []).append(standing_of(attempt))
    return {module: progress.best(standings) for module, standings in found.items()}


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


def card(
    attempt: Attempt, module: Module, asked: Mapping[str, Any], today: int
) -> CardView:
    """A return card, or the answer to one, which goes into the card log. `today`: UTC days since 1970-01-01.

    Raises ResponseError (card-unknown, answer-...).
    """
    log = cards.read_log(module, _opened(attempt, CARD_LOG))
    found = cards.find(module, asked["card"])
    variant = asked.get("variant") or cards.next_variant(log, found)
    if asked.get("response") is None:
        return cards.card_view(module, asked["card"], variant)
    view = cards.card_answer(module, asked["card"], variant, asked["response"])
    answered = cards.Return(variant, view["answer"], today)
    if answered not in log.returns.get(found["tag"], ()):
        sealed.keep(
            attempt, CARD_LOG, cards.write_log(cards.add_return(log, found, answered))
        )
    return view


def _opened(attempt: Attempt, column: sealed.Column) -> str:
    try:
        return sealed.opened(attempt, column)
    except SealError as error:
        raise RefusedError("record-sealed", f"attempt {attempt.id}: {error}") from error
