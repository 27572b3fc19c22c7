"""Attempts: a learner's record in one module of one course, kept before we answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
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
    """The learner's attempt here, made when it is the first time. Nothing counts as started yet.

    One that was made here while the platform named no course is the course's from now on.
    """
    if link.context_id is None:
        return _open_outside(session, learner, link, module, now)
    found = _of_course(session, learner, link, module)
    if found is not None:
        return found
    outside = session.scalar(_outside(learner, link).where(Attempt.module == module))
    if outside is not None:
        outside.context_id = link.context_id
        session.flush()
        return outside
    place = {
        "learner_id": learner.id,
        "context_id": link.context_id,
        "module": module,
    }
    return get_or_create(session, Attempt, place, _first(now, resource_link_id=link.id))


def _open_outside(
    session: Session,
    learner: Learner,
    link: ResourceLink,
    module: str,
    now: datetime,
) -> Attempt:
    """Each placement outside a course has its own."""
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
        "progress": 0,
        "changed_at": now,
    }


def _of_course(
    session: Session,
    learner: Learner,
    link: ResourceLink,
    module: str,
) -> Attempt | None:
    query = select(Attempt).filter_by(
        learner_id=learner.id,
        context_id=link.context_id,
        module=module,
    )
    return session.scalar(query)


def _outside(learner: Learner, link: ResourceLink) -> Select[Attempt]:
    """Those that belong to this placement and to no course."""
    return select(Attempt).where(
        Attempt.learner_id == learner.id,
        Attempt.context_id.is_(None),
        Attempt.resource_link_id == link.id,
    )


def find(
    session: Session,
    key: str,
    owner: LaunchSession,
    *,
    to_change: bool = False,
) -> Attempt:
    """An attempt of this session's learner that its placement can open; locked if it is to change.

    Raises RefusedError (not-found, not-yours).
    """
    query = select(Attempt).where(Attempt.key == key)
    if to_change:
        query = query.with_for_update()
    attempt = session.scalar(query)
    if attempt is None:
        raise RefusedError("not-found", "no attempt has this key")
    same_learner = attempt.learner_id == owner.learner_id
    if not (same_learner and _opens(owner.resource_link, attempt)):
        detail = "the attempt belongs to another learner or placement"
        raise RefusedError("not-yours", detail)
    return attempt


def _opens(link: ResourceLink, attempt: Attempt) -> bool:
    """Whether a placement is in the attempt's course, or is its own outside courses."""
    if attempt.context_id is None:
        return attempt.resource_link_id == link.id
    return attempt.context_id == link.context_id


def record_of(attempt: Attempt) -> str:
    """The stored record, opened. Raises RefusedError (record-sealed)."""
    return _opened(attempt, RECORD)


def card_log_of(attempt: Attempt) -> str:
    """The stored log of return cards, opened. Raises RefusedError (record-sealed)."""
    return _opened(attempt, CARD_LOG)


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


def of_place(session: Session, learner: Learner, link: ResourceLink) -> list[Attempt]:
    """The learner's attempts in the placement's course; outside courses, those of the placement.

    In the order in which they were begun.
    """
    if link.context_id is None:
        query = _outside(learner, link)
    else:
        query = select(Attempt).filter_by(
            learner_id=learner.id,
            context_id=link.context_id,
        )
    return list(session.scalars(query.order_by(Attempt.id)))


def standings(
    session: Session,
    learner: Learner,
    link: ResourceLink,
) -> dict[str, Standing]:
    """Per module where the learner stands in this course."""
    found = {}
    for attempt in of_place(session, learner, link):
        found[attempt.module] = standing_of(attempt)
    return found


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
    log = card_log_of(attempt)
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
