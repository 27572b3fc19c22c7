"""The outbox of scores: a row is written together with the progress that it reports.

It only ever rises. Only a completed activity is reported, and only its best score: Moodle wipes a
grade on anything but a final score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from lti_service.messages.roles import LEARNER
from lti_service.models import (
    Attempt,
    Learner,
    Membership,
    Registration,
    ScoreDelivery,
)
from lti_service.services import rows
from lti_service.services.glances import AnyLearner, AnyPlace
from lti_service.services.platforms.platform_families import family
from lti_service.services.play import learners_attempts
from lti_service.services.scores import courses
from lti_service.services.scores.courses import Column
from lti_service.services.scores.line_items import can_be_graded
from olw_core.engine import progress
from olw_core.engine.progress import Standing
from olw_core.engine.record import FULL
from olw_core.report import sent_percent

# Platforms compare timestamps in whole seconds: two scores of a learner are so far apart at least.
APART = timedelta(seconds=1)
# A story that is finished again is told again after this time: where a certification is due again,
# Totara has deleted the grades (course/lib.php, archive_course_activities). Not sooner: to others
# the same score twice would be work handed in twice.
TOLD_AGAIN_AFTER = timedelta(days=1)
# A platform needs a number to see completion at all: the same for everyone.
COMPLETED = FULL


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
    there = learners_attempts.standings(session, learner, link)
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
        is_again = column.module == ended and _may_be_told_again(
            session, row, learner, now
        )
        if score > row.score or is_refused or is_again:
            _queue(row, max(score, row.score), now)


def catch_up(
    session: Session,
    link: AnyPlace,
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


def send_anew(session: Session, link: AnyPlace, now: datetime) -> None:
    """The placement has lost its column: the next one has nobody's score yet.

    Where none can be made there is nowhere to send anything to.
    """
    if not can_be_graded(link):
        return
    everybody = update(ScoreDelivery).where(ScoreDelivery.resource_link_id == link.id)
    everybody = everybody.values(
        state="waiting", problem="", tries=0, sent=None, due_at=now, since=now
    )
    rows.change(session, everybody)


_AT_PLACE = select(ScoreDelivery).where(
    ScoreDelivery.learner_id == bindparam("learner_id"),
    ScoreDelivery.resource_link_id == bindparam("resource_link_id"),
)


_FAMILY = select(Registration.family).where(
    Registration.id == bindparam("registration"),
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
        "since": now,
    }


def _may_be_told_again(
    session: Session,
    row: ScoreDelivery,
    learner: AnyLearner,
    now: datetime,
) -> bool:
    """Whether the platform took the score on another day, and can be told it once more."""
    if row.state != "done" or row.stamped_at is None:
        return False
    if row.stamped_at > now - TOLD_AGAIN_AFTER:
        return False
    named = session.scalar(_FAMILY, {"registration": learner.registration_id})
    return family(named or "").takes_twice


def _queue(row: ScoreDelivery, score: int, now: datetime) -> None:
    """Due now, or a step after the last stamp: platforms want whole seconds that rise."""
    if row.state == "done":
        row.since = now
    row.score = score
    row.state = "waiting"
    row.problem = ""
    row.tries = 0
    row.due_at = max(now, row.stamped_at + APART) if row.stamped_at else now
    row.changed_at = now


def _role(session: Session, learner: Learner, link: AnyPlace) -> str:
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
