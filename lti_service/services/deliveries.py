"""Work on the outbox: taking due rows under a lease, and settling each with what the platform said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from lti_service.errors import OutgoingError
from lti_service.models import Deployment, Registration, ResourceLink, ScoreDelivery
from lti_service.secret import new_key
from lti_service.services.grades import STEP

LEASE = timedelta(minutes=2)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=6)
AGAIN_STATUSES = frozenset({0, 401, 408, 425, 429})
ALREADY_NEWER = 409


@dataclass(frozen=True)
class Job:
    """One score to bring: everything needed to do it outside a database unit. `stamp` is in whole seconds."""

    delivery_id: int
    lease: str
    registration: Registration
    link: ResourceLink
    sub: str
    score: int
    stamp: datetime


def take(session: Session, now: datetime, limit: int) -> list[Job]:
    """Lease up to `limit` due rows. The new timestamp is stored first, so a crash cannot make us reuse it."""
    free = or_(ScoreDelivery.leased_until.is_(None), ScoreDelivery.leased_until <= now)
    rows = session.scalars(
        select(ScoreDelivery)
        .where(ScoreDelivery.state == "waiting", ScoreDelivery.due_at <= now, free)
        .order_by(ScoreDelivery.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    return [_lease(session, row, now) for row in rows]


def settle_done(session: Session, job: Job, now: datetime) -> None:
    """The platform has this score. A better one that came meanwhile stays in the queue."""
    row = _mine(session, job)
    if row is None:
        return
    row.sent, row.problem, row.tries = job.score, "", 0
    row.state = "done" if row.score <= job.score else "waiting"
    row.due_at = max(now, job.stamp + STEP)
    _free(row, now)


def settle_failed(session: Session, job: Job, error: OutgoingError, now: datetime, *, final: bool) -> None:
    """Wait and try again, or park it when the platform's answer is `final`; `problem` shows why."""
    row = _mine(session, job)
    if row is None:
        return
    row.tries += 1
    row.problem = f"{error.code} {error.status}" if error.status else error.code
    row.state = "parked" if final else "waiting"
    wait = min(FIRST_WAIT * 2 ** min(row.tries - 1, 12), LONGEST_WAIT)
    row.due_at = now + max(wait, timedelta(seconds=error.retry_after or 0))
    _free(row, now)


def put_back(session: Session, job: Job, now: datetime, wait: timedelta) -> None:
    """Not now: another worker is creating the line item."""
    row = _mine(session, job)
    if row is not None:
        row.due_at = now + wait
        _free(row, now)


def is_final(error: OutgoingError) -> bool:
    """A 4xx answer of the score service that trying again cannot mend: not enrolled, no such line item, not allowed."""
    return error.status not in AGAIN_STATUSES and 400 <= error.status < 500


def parked(session: Session) -> list[tuple[str, str, int]]:
    """(registration name, problem, number of rows) of what will not be delivered, for the admin."""
    query = (
        select(Registration.name, ScoreDelivery.problem, func.count())
        .join(ResourceLink, ScoreDelivery.resource_link_id == ResourceLink.id)
        .join(Deployment, ResourceLink.deployment_id == Deployment.id)
        .join(Registration, Deployment.registration_id == Registration.id)
        .where(ScoreDelivery.problem != "")
        .group_by(Registration.name, ScoreDelivery.problem)
        .order_by(Registration.name, ScoreDelivery.problem)
    )
    return [(name, problem, count) for name, problem, count in session.execute(query)]


def _lease(session: Session, row: ScoreDelivery, now: datetime) -> Job:
    second = now.replace(microsecond=0)
    row.stamped_at = max(second, row.stamped_at + STEP) if row.stamped_at else second
    row.lease, row.leased_until = new_key(), now + LEASE
    link = session.scalars(
        select(ResourceLink)
        .where(ResourceLink.id == row.resource_link_id)
        .options(joinedload(ResourceLink.deployment).joinedload(Deployment.registration))
    ).one()
    return Job(row.id, row.lease, link.deployment.registration, link, row.learner.sub, row.score, row.stamped_at)


def _mine(session: Session, job: Job) -> ScoreDelivery | None:
    """The row, locked, if our lease still holds."""
    return session.scalar(
        select(ScoreDelivery)
        .where(ScoreDelivery.id == job.delivery_id, ScoreDelivery.lease == job.lease)
        .with_for_update()
    )


def _free(row: ScoreDelivery, now: datetime) -> None:
    row.lease, row.leased_until, row.changed_at = "", None, now
