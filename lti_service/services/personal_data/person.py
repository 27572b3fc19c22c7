"""One person's data as a whole: found, told and forgotten.

It is forgotten by itself when they have not come for long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TypedDict

from sqlalchemy import Select, and_, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from lti_service.database import Database
from lti_service.errors import CommandError
from lti_service.models import (
    Attempt,
    AuditEvent,
    Context,
    FirstWay,
    LaunchSession,
    Learner,
    Membership,
    Registration,
    ResourceLink,
    ScoreDelivery,
    StayingOut,
    StopsCounted,
    TalkFlags,
)
from lti_service.services import rows
from lti_service.services.personal_data import room_told, sessions_told
from lti_service.services.personal_data.room_told import RoomTold
from lti_service.services.personal_data.sessions_told import SessionTold
from lti_service.services.sealing.sealed import (
    CARD_LOG,
    RECORD,
    SHARED_WAY,
    readable,
)

BATCH = 200
ABOUT_ONE = (
    Attempt,
    FirstWay,
    LaunchSession,
    Membership,
    ScoreDelivery,
    StayingOut,
    StopsCounted,
    TalkFlags,
)
"""The tables whose rows are about one learner. Room figures are about nobody."""
ANONYMOUS_LIFE = timedelta(days=1)
"""Someone without an id is new at each launch.

So nothing of theirs can be found again once the session is over.
"""


class CourseTold(TypedDict):
    """A course that a person came to."""

    course: str
    title: str
    role: str
    seen: str


class AttemptTold(TypedDict):
    """A way through a module. `record`, `card_log`: opened (formats.md, 5 and 6).

    `shared_way`: opened; see models.Attempt. `unopened`: which of the three lie sealed under a
    secret that is not here; they are "" then.
    """

    activity: str
    module: str
    record: str
    card_log: str
    progress: int
    best: int | None
    started: str | None
    completed: str | None
    changed: str | None
    shared_way: str
    unopened: list[str]


class ScoreTold(TypedDict):
    """A score in the outbox."""

    activity: str
    score: int
    sent: int | None
    state: str


class LookTold(TypedDict):
    """A look at a group's page."""

    at: str
    course: str
    action: str
    people: int


class PersonTold(TypedDict):
    """All that is stored about one person, as JSON types. Times are ISO 8601, in UTC.

    `is_whole`: everything that lies sealed could be opened.
    """

    is_whole: bool
    platform: str
    id: str
    last_seen: str
    platform_language: str
    chosen_language: str
    sessions: list[SessionTold]
    courses: list[CourseTold]
    attempts: list[AttemptTold]
    scores: list[ScoreTold]
    looked_at_groups: list[LookTold]
    room_figures: RoomTold


def find(session: Session, registration: Registration, sub: str) -> Learner:
    """The person whom this platform calls `sub`. Raises CommandError (person-unknown)."""
    query = select(Learner).filter_by(registration_id=registration.id, sub=sub)
    found = session.scalar(query)
    if found is None:
        raise CommandError(
            "person-unknown",
            f"Nobody with the id {sub!r} has come from {registration.name}. "
            "Give the id as the LMS sends it (sub), letter by letter.",
        )
    return found


def told(session: Session, learner: Learner) -> PersonTold:
    """All that is stored about a person, opened; for a person's request to see it.

    What no secret of this server opens is named (`unopened`), and takes nothing else away.
    """
    attempts = _attempts(session, learner)
    room = room_told.told(session, learner)
    unopened = [one for one in attempts if one["unopened"]]
    return {
        "is_whole": room_told.is_whole(room) and not unopened,
        "platform": learner.registration.issuer,
        "id": learner.sub,
        "last_seen": learner.last_seen_at.isoformat(),
        "platform_language": learner.locale,
        "chosen_language": learner.lang,
        "sessions": sessions_told.told(session, learner),
        "courses": _courses(session, learner),
        "attempts": attempts,
        "scores": _scores(session, learner),
        "looked_at_groups": _looks(session, learner),
        "room_figures": room,
    }


def forget(session: Session, learner: Learner) -> None:
    """Delete a person and all that is about them.

    What they looked at stays in the audit log, without them.
    """
    _forget(session, [learner.id])


def forget_some_of(database: Database, registration_id: int) -> int:
    """Forget up to two hundred people of one platform; how many that were."""
    query = select(Learner.id).where(Learner.registration_id == registration_id)
    with database.writing() as session:
        ids = session.scalars(query.limit(BATCH)).all()
        _forget(session, ids)
    return len(ids)


def everyone(session: Session, registration: Registration) -> Iterator[PersonTold]:
    """All that is stored about everyone of one platform, person by person."""
    query = select(Learner).filter_by(registration_id=registration.id)
    for learner in session.scalars(query.order_by(Learner.id)):
        yield told(session, learner)


def forget_unseen(database: Database, now: datetime, keep: timedelta) -> int:
    """Forget those who have not come for `keep`; how many that were."""
    gone = 0
    while True:
        with database.writing() as session:
            ids = session.scalars(_unseen(now, keep)).all()
            _forget(session, ids)
        gone += len(ids)
        if len(ids) < BATCH:
            return gone


def _unseen(now: datetime, keep: timedelta) -> Select[int]:
    """Ids of those to forget; who has a session now is still here."""
    last_seen = Learner.last_seen_at
    is_here = exists().where(LaunchSession.learner_id == Learner.id)
    is_nameless = and_(Learner.anonymous.is_(True), last_seen <= now - ANONYMOUS_LIFE)
    is_old = or_(last_seen <= now - keep, is_nameless)
    query = select(Learner.id).where(is_old, ~is_here)
    return query.order_by(Learner.id).limit(BATCH)


def _forget(session: Session, ids: Sequence[int]) -> None:
    """Removes all rows of these learners; of the audit only their names."""
    if not ids:
        return
    looks = update(AuditEvent).where(AuditEvent.actor_id.in_(ids))
    rows.change(session, looks.values(actor_id=None))
    for model in ABOUT_ONE:
        theirs = delete(model).where(model.learner_id.in_(ids))
        rows.change(session, theirs)
    themselves = delete(Learner).where(Learner.id.in_(ids))
    rows.change(session, themselves)


def _courses(session: Session, learner: Learner) -> list[CourseTold]:
    """Where they were, in the order of the courses' ids."""
    query = (
        select(Membership, Context)
        .join(Context, Membership.context_id == Context.id)
        .where(Membership.learner_id == learner.id)
        .order_by(Context.id)
    )
    courses: list[CourseTold] = []
    for membership, context in session.execute(query):
        courses.append(
            {
                "course": context.context_id,
                "title": context.title,
                "role": membership.role,
                "seen": membership.seen_at.isoformat(),
            }
        )
    return courses


def _attempts(session: Session, learner: Learner) -> list[AttemptTold]:
    """What they played, opened."""
    query = select(Attempt).where(Attempt.learner_id == learner.id).order_by(Attempt.id)
    return [_attempt(one) for one in session.scalars(query)]


def _attempt(attempt: Attempt) -> AttemptTold:
    columns = (RECORD, CARD_LOG, SHARED_WAY)
    texts = {column: readable(attempt, column) for column in columns}
    return {
        "activity": attempt.resource_link.resource_link_id,
        "module": attempt.module,
        "record": texts[RECORD] or "",
        "card_log": texts[CARD_LOG] or "",
        "progress": attempt.progress,
        "best": attempt.best,
        "started": _time(attempt.started_at),
        "completed": _time(attempt.completed_at),
        "changed": _time(attempt.changed_at),
        "shared_way": texts[SHARED_WAY] or "",
        "unopened": [column for column in columns if texts[column] is None],
    }


def _scores(session: Session, learner: Learner) -> list[ScoreTold]:
    """What the platforms were told of them, or will be."""
    query = (
        select(ScoreDelivery, ResourceLink.resource_link_id)
        .join(ResourceLink, ScoreDelivery.resource_link_id == ResourceLink.id)
        .where(ScoreDelivery.learner_id == learner.id)
        .order_by(ScoreDelivery.id)
    )
    scores: list[ScoreTold] = []
    for row, activity in session.execute(query):
        scores.append(
            {
                "activity": activity,
                "score": row.score,
                "sent": row.sent,
                "state": row.state,
            }
        )
    return scores


def _looks(session: Session, learner: Learner) -> list[LookTold]:
    """Which cohort pages they opened."""
    query = (
        select(AuditEvent, Context.context_id)
        .join(Context, AuditEvent.context_id == Context.id)
        .where(AuditEvent.actor_id == learner.id)
        .order_by(AuditEvent.id)
    )
    looks: list[LookTold] = []
    for row, course in session.execute(query):
        looks.append(
            {
                "at": row.at.isoformat(),
                "course": course,
                "action": row.action,
                "people": row.people,
            }
        )
    return looks


def _time(at: datetime | None) -> str | None:
    """ISO 8601; None stays None."""
    return at.isoformat() if at else None
