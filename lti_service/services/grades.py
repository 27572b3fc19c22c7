"""The outbox of scores: a row is written together with the progress that it reports.

It only ever rises. Only a completed activity is reported, and only its best score: Moodle wipes a
grade on anything but a final score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from lti_service.messages.roles import LEARNER
from lti_service.models import Attempt, Learner, Membership, ResourceLink, ScoreDelivery
from lti_service.services import attempts, courses, rows
from lti_service.services.courses import Column
from lti_service.services.glances import AnyLearner, AnyPlace
from olw_core.engine import progress
from olw_core.engine.progress import Standing
from olw_core.report import sent_percent

# Platforms compare timestamps in whole seconds: two scores of a learner are so far apart at least.
STEP = timedelta(seconds=1)
# A story that is finished again is told again after this time: where a certification is due again,
# Totara has deleted the grades (course/lib.php, archive_course_activities). Not sooner: to others
# the same score twice would be work handed in twice.
TOLD_AGAIN_AFTER = timedelta(days=1)
# A platform needs a number to see completion at all: the same for everyone.
COMPLETED = 100


def note(
    session: Session,
    learner: AnyLearner,
    link: AnyPlace,
    role: str,
    modules: Sequence[str],
    now: datetime,
    ended: str | None = None,
) -> None:
    """Queue the learner's scores for the course's columns, as far as there are any to send.

    `link`: where the learner is; what the platform refused there is tried again. `modules`: all
    that the map offers. `ended`: the module that has just reached an ending.
    """
    if role != LEARNER or learner.anonymous:
        return
    there = attempts.standings(session, learner, link)
    if not any(one.status == "completed" for one in there.values()):
        return
    for column in courses.columns(session, link):
        score = _score(column, there, courses.needed(column, modules))
        if score is None:
            continue
        place = {"learner_id": learner.id, "resource_link_id": column.link_id}
        if rows.insert_unless_there(session, ScoreDelivery, _first(place, score, now)):
            continue
        row = session.scalars(_AT_PLACE, place).one()
        is_refused = row.state == "parked" and column.link_id == link.id
        is_again = column.module == ended and _is_told_long_ago(row, now)
        if score > row.score or is_refused or is_again:
            _queue(row, max(score, row.score), now)


def catch_up(
    session: Session,
    link: ResourceLink,
    modules: Sequence[str],
    now: datetime,
) -> None:
    """Queue what was finished here before the placement had a grade service."""
    finished = (
        select(Learner)
        .join(Attempt, Attempt.learner_id == Learner.id)
        .where(Attempt.resource_link_id == link.id, Attempt.completed_at.is_not(None))
        .distinct()
    )
    for learner in session.scalars(finished).all():
        role = _role(session, learner, link)
        note(session, learner, link, role, modules, now)


_AT_PLACE = select(ScoreDelivery).where(
    ScoreDelivery.learner_id == bindparam("learner_id"),
    ScoreDelivery.resource_link_id == bindparam("resource_link_id"),
)


def _first(
    place: dict[str, int],
    score: int,
    now: datetime,
) -> dict[str, Any]:
    """A row for a learner's first score in a column."""
    return {
        **place,
        "score": score,
        "state": "waiting",
        "problem": "",
        "tries": 0,
        "lease": "",
        "due_at": now,
        "changed_at": now,
    }


def _is_told_long_ago(row: ScoreDelivery, now: datetime) -> bool:
    """Whether the platform took the score on another day; it may have forgotten it since."""
    if row.state != "done" or row.stamped_at is None:
        return False
    return row.stamped_at <= now - TOLD_AGAIN_AFTER


def _queue(row: ScoreDelivery, score: int, now: datetime) -> None:
    """Due now, or a step after the last stamp: platforms want whole seconds that rise."""
    row.score = score
    row.state = "waiting"
    row.problem = ""
    row.tries = 0
    row.due_at = max(now, row.stamped_at + STEP) if row.stamped_at else now
    row.changed_at = now


def _role(session: Session, learner: Learner, link: ResourceLink) -> str:
    """What the learner's newest launch in the course said.

    "" outside a course or for nobody known.
    """
    if not link.context_id:
        return ""
    membership = session.get(Membership, (link.context_id, learner.id))
    return membership.role if membership else ""


def _score(
    column: Column,
    there: Mapping[str, Standing],
    needed: Sequence[str],
) -> int | None:
    """0..100 once everything is completed (the mean over several modules), else None.

    100 where only completion is reported.
    """
    if not needed or any(module not in there for module in needed):
        return None
    course = progress.course([there[module] for module in needed])
    if course.status != "completed":
        return None
    percent = sent_percent(column.reported, course.percent)
    return COMPLETED if percent is None else percent
