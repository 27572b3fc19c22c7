"""Work on the outbox: taking due rows under a lease, and settling each with what the platform said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session, joinedload

from lti_service.errors import OutgoingError
from lti_service.models import Deployment, Registration, ResourceLink, ScoreDelivery
from lti_service.secret import new_key
from lti_service.services.grades import STEP

LEASE = timedelta(minutes=2)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=6)
MOST_TRIES = 40
"""With these waits about a week; then a row is parked and waits for an administrator or the next
launch.
"""
AGAIN_STATUSES = frozenset({401, 408, 425, 429})
ALREADY_NEWER = 409
LOST = "worker-lost"
"""The problem of a row whose worker ended without a word, for example killed."""


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


def platforms_due(session: Session, now: datetime) -> list[int]:
    """The registrations that have a score to bring now, by id."""
    query = (
        select(Deployment.registration_id)
        .join(ResourceLink, ResourceLink.deployment_id == Deployment.id)
        .join(ScoreDelivery, ScoreDelivery.resource_link_id == ResourceLink.id)
        .where(_is_due(now))
        .distinct()
        .order_by(Deployment.registration_id)
    )
    return list(session.scalars(query))


def take(
    session: Session,
    now: datetime,
    limit: int,
    registration_id: int | None = None,
) -> list[Job]:
    """Lease up to `limit` due rows, of one platform or of any.

    The new timestamp is stored first, so a crash cannot make us reuse it.
    """
    query = (
        select(ScoreDelivery)
        .where(_is_due(now))
        .order_by(ScoreDelivery.due_at)
        .limit(limit)
    )
    if registration_id is not None:
        query = query.where(
            ScoreDelivery.resource_link_id.in_(_links_of(registration_id))
        )
    rows = session.scalars(query.with_for_update(skip_locked=True)).all()
    jobs = [_lease(session, row, now) for row in rows if not _is_hopeless(row, now)]
    session.flush()
    return jobs


def settle_done(session: Session, job: Job, now: datetime) -> None:
    """The platform has this score. A better one that came meanwhile stays in the queue."""
    row = _mine(session, job)
    if row is None:
        return
    row.sent, row.problem, row.tries = job.score, "", 0
    row.state = "done" if row.score <= job.score else "waiting"
    row.due_at = max(now, job.stamp + STEP)
    _free(row, now)


def settle_failed(
    session: Session, job: Job, error: OutgoingError, now: datetime
) -> bool:
    """Wait and try again, or park the row; `problem` shows why. Whether it was parked."""
    row = _mine(session, job)
    if row is None:
        return False
    row.tries += 1
    row.problem = f"{error.code} {error.status}" if error.status else error.code
    row.state = "parked" if is_final(error) or row.tries >= MOST_TRIES else "waiting"
    wait = min(FIRST_WAIT * 2 ** min(row.tries - 1, 12), LONGEST_WAIT)
    row.due_at = now + max(wait, timedelta(seconds=error.retry_after or 0))
    _free(row, now)
    return row.state == "parked"


def put_back(session: Session, job: Job, now: datetime, wait: timedelta) -> None:
    """Not now: another worker is creating the line item."""
    row = _mine(session, job)
    if row is not None:
        row.due_at = now + wait
        _free(row, now)


def is_final(error: OutgoingError) -> bool:
    """A 4xx answer of the score service that trying again cannot mend: not enrolled, no such line
    item, not allowed.

    Answers of the token and line item services have codes of their own and are always tried again.
    """
    if error.code != "outgoing-status" or error.status in AGAIN_STATUSES:
        return False
    return 400 <= error.status < 500


def parked(session: Session) -> list[tuple[str, str, int]]:
    """(registration name, problem, number of rows) of what was not delivered yet, for the admin."""
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


def try_again(session: Session, registration_id: int, now: datetime) -> int:
    """Make everything that had a problem at this platform due now. How many rows that were."""
    theirs = ScoreDelivery.resource_link_id.in_(_links_of(registration_id))
    change = (
        update(ScoreDelivery)
        .where(theirs, ScoreDelivery.problem != "", ScoreDelivery.state != "done")
        .values(state="waiting", tries=0, due_at=now, changed_at=now)
        .execution_options(synchronize_session=False)
    )
    return int(session.execute(change).rowcount)  # type: ignore[attr-defined]


def _is_due(now: datetime) -> ColumnElement[bool]:
    free = or_(ScoreDelivery.leased_until.is_(None), ScoreDelivery.leased_until <= now)
    return and_(ScoreDelivery.state == "waiting", ScoreDelivery.due_at <= now, free)


def _links_of(registration_id: int) -> Select[int]:
    return (
        select(ResourceLink.id)
        .join(Deployment, ResourceLink.deployment_id == Deployment.id)
        .where(Deployment.registration_id == registration_id)
    )


def _is_hopeless(row: ScoreDelivery, now: datetime) -> bool:
    """Count a worker that was lost with this row; park a row that has cost too many."""
    if not row.lease:
        return False
    row.tries, row.problem = row.tries + 1, LOST
    if row.tries < MOST_TRIES:
        return False
    row.state = "parked"
    _free(row, now)
    return True


def _lease(session: Session, row: ScoreDelivery, now: datetime) -> Job:
    second = now.replace(microsecond=0)
    row.stamped_at = max(second, row.stamped_at + STEP) if row.stamped_at else second
    row.lease, row.leased_until = new_key(), now + LEASE
    link = session.scalars(
        select(ResourceLink)
        .where(ResourceLink.id == row.resource_link_id)
        .options(
            joinedload(ResourceLink.deployment).joinedload(Deployment.registration)
        )
    ).one()
    registration = link.deployment.registration
    sub = row.learner.sub
    return Job(row.id, row.lease, registration, link, sub, row.score, row.stamped_at)


def _mine(session: Session, job: Job) -> ScoreDelivery | None:
    """The row, locked, if our lease still holds."""
    return session.scalar(
        select(ScoreDelivery)
        .where(ScoreDelivery.id == job.delivery_id, ScoreDelivery.lease == job.lease)
        .with_for_update()
    )


def _free(row: ScoreDelivery, now: datetime) -> None:
    row.lease, row.leased_until, row.changed_at = "", None, now
