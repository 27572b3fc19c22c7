"""The outbox of scores: a row is written together with the progress that it reports, and only ever rises.

Only a completed activity is reported, and only its best score: Moodle wipes a grade on anything but a final score.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.messages.roles import LEARNER
from lti_service.models import Attempt, Learner, Membership, ResourceLink, ScoreDelivery
from lti_service.services.attempts import standing_of
from lti_service.services.line_items import can_be_graded
from lti_service.services.rows import get_or_create
from olw_core.engine import progress
from olw_core.report import sent_percent

# Platforms compare timestamps in whole seconds, so two scores of one learner are at least this far apart.
STEP = timedelta(seconds=1)
# A platform needs a number to see completion at all: the same for everyone.
COMPLETED = 100


def note(
    session: Session,
    learner: Learner,
    link: ResourceLink,
    standing: str,
    modules: Sequence[str],
    now: datetime,
) -> None:
    """Queue the learner's score for this placement if there is one to send. `modules`: all that the list offers."""
    if standing != LEARNER or learner.anonymous or not can_be_graded(link):
        return
    score = _score(session, learner, link, [link.module] if link.module else modules)
    if score is None:
        return
    place = {"learner_id": learner.id, "resource_link_id": link.id}
    first = {
        "score": score,
        "state": "waiting",
        "problem": "",
        "tries": 0,
        "lease": "",
        "due_at": now,
    }
    row = get_or_create(session, ScoreDelivery, place, {**first, "changed_at": now})
    if score > row.score or row.state == "parked":
        row.score, row.state, row.problem, row.tries = (
            max(score, row.score),
            "waiting",
            "",
            0,
        )
        row.due_at = max(now, row.stamped_at + STEP) if row.stamped_at else now
        row.changed_at = now


def catch_up(
    session: Session, link: ResourceLink, modules: Sequence[str], now: datetime
) -> None:
    """Queue what was finished here before the placement had a grade service."""
    finished = (
        select(Learner)
        .join(Attempt, Attempt.learner_id == Learner.id)
        .where(Attempt.resource_link_id == link.id, Attempt.completed_at.is_not(None))
        .distinct()
    )
    for learner in session.scalars(finished).all():
        note(session, learner, link, _standing(session, learner, link), modules, now)


def _standing(session: Session, learner: Learner, link: ResourceLink) -> str:
    """What the learner's newest launch in the course said; "" outside a course or for nobody known."""
    membership = (
        session.get(Membership, (link.context_id, learner.id))
        if link.context_id
        else None
    )
    return membership.standing if membership else ""


def _score(
    session: Session, learner: Learner, link: ResourceLink, modules: Sequence[str]
) -> int | None:
    """0..100 once everything is completed (the mean over several modules); 100 where only completion is reported."""
    query = select(Attempt).where(
        Attempt.learner_id == learner.id, Attempt.resource_link_id == link.id
    )
    there = {attempt.module: standing_of(attempt) for attempt in session.scalars(query)}
    if not modules or any(module not in there for module in modules):
        return None
    course = progress.course([there[module] for module in modules])
    if course.status != "completed":
        return None
    percent = sent_percent(link.reported, course.percent)
    return COMPLETED if percent is None else percent
