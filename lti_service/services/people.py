"""One person's data as a whole: found, told, forgotten; and forgotten by itself when they have not
come for long.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session

from lti_service.database import Database
from lti_service.errors import CommandError
from lti_service.models import (
    Attempt,
    AuditEvent,
    Context,
    LaunchSession,
    Learner,
    Membership,
    Registration,
    ResourceLink,
    ScoreDelivery,
)
from lti_service.services.sealed import CARD_LOG, RECORD, opened

BATCH = 200
ANONYMOUS_LIFE = timedelta(days=1)
"""Someone without an id is new at each launch, so nothing of theirs can be found again once the
session is over.
"""


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


def told(session: Session, learner: Learner) -> dict[str, Any]:
    """All that is stored about a person, opened, as JSON types; for a person's request to see it."""
    return {
        "platform": learner.registration.issuer,
        "id": learner.sub,
        "last_seen": learner.last_seen_at.isoformat(),
        "courses": _courses(session, learner),
        "attempts": _attempts(session, learner),
        "scores": _scores(session, learner),
        "looked_at_groups": _looks(session, learner),
    }


def forget(session: Session, learner: Learner) -> None:
    """Delete a person and all that is about them.

    What they looked at stays in the audit log, without them.
    """
    _forget(session, [learner.id])


def forget_unseen(database: Database, now: datetime, keep: timedelta) -> int:
    """Forget those who have not come for `keep`, and audit entries of that age.

    How many people that were.
    """
    gone = 0
    while True:
        with database.writing() as session:
            ids = list(session.scalars(_unseen(now, keep)))
            _forget(session, ids)
            session.execute(delete(AuditEvent).where(AuditEvent.at <= now - keep))
        gone += len(ids)
        if len(ids) < BATCH:
            return gone


def _unseen(now: datetime, keep: timedelta) -> Any:
    here = exists().where(LaunchSession.learner_id == Learner.id)
    nameless = (Learner.anonymous.is_(True)) & (
        Learner.last_seen_at <= now - ANONYMOUS_LIFE
    )
    old = or_(Learner.last_seen_at <= now - keep, nameless)
    return select(Learner.id).where(old, ~here).order_by(Learner.id).limit(BATCH)


def _forget(session: Session, ids: Sequence[int]) -> None:
    if not ids:
        return
    change = (
        update(AuditEvent).where(AuditEvent.actor_id.in_(ids)).values(actor_id=None)
    )
    session.execute(change.execution_options(synchronize_session=False))
    for model in (Attempt, ScoreDelivery, Membership, LaunchSession):
        theirs = delete(model).where(model.learner_id.in_(ids))
        session.execute(theirs.execution_options(synchronize_session=False))
    gone = delete(Learner).where(Learner.id.in_(ids))
    session.execute(gone.execution_options(synchronize_session=False))


def _courses(session: Session, learner: Learner) -> list[dict[str, Any]]:
    query = (
        select(
            Context.context_id, Context.title, Membership.standing, Membership.seen_at
        )
        .join(Membership, Membership.context_id == Context.id)
        .where(Membership.learner_id == learner.id)
        .order_by(Context.id)
    )
    return [
        {"course": course, "title": title, "role": role, "seen": seen.isoformat()}
        for course, title, role, seen in session.execute(query)
    ]


def _attempts(session: Session, learner: Learner) -> list[dict[str, Any]]:
    query = select(Attempt).where(Attempt.learner_id == learner.id).order_by(Attempt.id)
    return [_attempt(one) for one in session.scalars(query)]


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "activity": attempt.resource_link.resource_link_id,
        "module": attempt.module,
        "record": opened(attempt, RECORD),
        "card_log": opened(attempt, CARD_LOG),
        "progress": attempt.progress,
        "best": attempt.best,
        "started": _time(attempt.started_at),
        "completed": _time(attempt.completed_at),
        "changed": _time(attempt.changed_at),
    }


def _scores(session: Session, learner: Learner) -> list[dict[str, Any]]:
    query = (
        select(ScoreDelivery, ResourceLink.resource_link_id)
        .join(ResourceLink, ScoreDelivery.resource_link_id == ResourceLink.id)
        .where(ScoreDelivery.learner_id == learner.id)
        .order_by(ScoreDelivery.id)
    )
    return [
        {"activity": activity, "score": row.score, "sent": row.sent, "state": row.state}
        for row, activity in session.execute(query)
    ]


def _looks(session: Session, learner: Learner) -> list[dict[str, Any]]:
    query = (
        select(AuditEvent, Context.context_id)
        .join(Context, AuditEvent.context_id == Context.id)
        .where(AuditEvent.actor_id == learner.id)
        .order_by(AuditEvent.id)
    )
    return [
        {
            "at": row.at.isoformat(),
            "course": course,
            "action": row.action,
            "people": row.people,
        }
        for row, course in session.execute(query)
    ]


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
