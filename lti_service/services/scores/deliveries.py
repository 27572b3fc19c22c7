"""Work on the outbox: taking due rows under a lease, and settling each as the platform said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, update
from sqlalchemy.orm import Session, aliased, joinedload

from lti_service.doubling import wait_after
from lti_service.errors import OutgoingError
from lti_service.models import Deployment, Registration, ResourceLink, ScoreDelivery
from lti_service.models.score_delivery import AS_DONE, AS_WAITING
from lti_service.secret import new_key
from lti_service.services import rows
from lti_service.services.scores.grades import APART
from lti_service.services.scores.problems import problem_of

LEASE = timedelta(minutes=2)
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=6)
MOST_TRIES = 40
"""With these waits about a week.

Then a row is parked and waits for an administrator or the next launch.
"""
AGAIN_STATUSES = frozenset({401, 408, 425, 429})
ALREADY_NEWER = 409
LOST = "worker-lost"
"""The problem of a row whose worker ended without a word, for example killed."""


@dataclass(frozen=True)
class Job:
    """One score to bring: everything needed to do it outside a database unit.

    `stamp` is in whole seconds.
    """

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
    """Lease up to `limit` due rows, of one platform or of any; one of each learner at a time.

    Moodle reckons a course's total anew after each score and refuses another of the same person
    meanwhile. The new timestamp is stored first, so a crash cannot make us reuse it.
    """
    query = select(ScoreDelivery).where(_is_due(now), ~_is_learner_at_hand(now))
    if registration_id is not None:
        query = query.where(_is_of(registration_id))
    query = query.order_by(ScoreDelivery.due_at).limit(limit)
    jobs = []
    learners: set[int] = set()
    for row in session.scalars(query.with_for_update(skip_locked=True)).all():
        if row.learner_id in learners or _is_hopeless(row, now):
            continue
        learners.add(row.learner_id)
        jobs.append(_lease(session, row, now))
    session.flush()
    return jobs


def settle_done(session: Session, job: Job, now: datetime) -> None:
    """The platform has this score. A better one that came meanwhile stays in the queue."""
    row = _mine(session, job)
    if row is None:
        return
    row.sent = job.score
    row.problem = ""
    row.tries = 0
    row.state = "done" if row.score <= job.score else "waiting"
    row.since = now
    row.due_at = max(now, job.stamp + APART)
    _free(row, now)


def settle_failed(
    session: Session,
    job: Job,
    error: OutgoingError,
    now: datetime,
) -> bool:
    """Wait and try again, or park the row; `problem` shows why. Whether it was parked."""
    row = _mine(session, job)
    if row is None:
        return False
    row.tries += 1
    row.problem = problem_of(error.code, error.status)
    is_over = is_final(error) or row.tries >= MOST_TRIES
    row.state = "parked" if is_over else "waiting"
    asked = timedelta(seconds=error.retry_after or 0)
    wait = wait_after(row.tries, FIRST_WAIT, LONGEST_WAIT)
    row.due_at = now + max(wait, asked)
    _free(row, now)
    return is_over


def put_back(session: Session, job: Job, now: datetime, wait: timedelta) -> None:
    """Not now: another worker is creating the line item."""
    row = _mine(session, job)
    if row is None:
        return
    row.due_at = now + wait
    _free(row, now)


def is_final(error: OutgoingError) -> bool:
    """A 4xx answer of the score service that trying again cannot mend.

    For example not enrolled, no such line item, not allowed. Answers of the token and line item
    services have codes of their own and are always tried again.
    """
    if error.code != "outgoing-status" or error.status in AGAIN_STATUSES:
        return False
    return 400 <= error.status < 500


def try_again(
    session: Session,
    registration_id: int,
    now: datetime,
    link_id: int | None = None,
) -> int:
    """Make what had a problem at this platform, or for one activity of it, due now.

    How many rows that were.
    """
    change = update(ScoreDelivery).where(_had_a_problem(registration_id, link_id))
    change = change.values(state="waiting", tries=0, due_at=now, changed_at=now)
    return rows.change(session, change)


def troubled_links(registration_id: int, link_id: int | None) -> Select[int]:
    """The links whose scores `try_again` makes due, by id."""
    is_troubled = _had_a_problem(registration_id, link_id)
    return select(ScoreDelivery.resource_link_id).where(is_troubled)


def _is_due(now: datetime) -> ColumnElement[bool]:
    """A row that nobody is at and whose time has come."""
    leased_until = ScoreDelivery.leased_until
    return and_(
        ScoreDelivery.state == AS_WAITING,
        ScoreDelivery.due_at <= now,
        or_(leased_until.is_(None), leased_until <= now),
    )


def _is_learner_at_hand(now: datetime) -> ColumnElement[bool]:
    """A row of somebody whose score, another one, is on its way."""
    other = aliased(ScoreDelivery)
    return exists().where(
        other.learner_id == ScoreDelivery.learner_id,
        other.leased_until > now,
    )


def _is_of(registration_id: int) -> ColumnElement[bool]:
    """A row of one platform."""
    links: Select[int] = (
        select(ResourceLink.id)
        .join(Deployment, ResourceLink.deployment_id == Deployment.id)
        .where(Deployment.registration_id == registration_id)
    )
    return ScoreDelivery.resource_link_id.in_(links)


def _had_a_problem(registration_id: int, link_id: int | None) -> ColumnElement[bool]:
    """A row of one platform, or of one activity of it, that did not arrive and says why."""
    is_troubled = and_(
        _is_of(registration_id),
        ScoreDelivery.problem != "",
        ScoreDelivery.state != AS_DONE,
    )
    if link_id is None:
        return is_troubled
    return and_(is_troubled, ScoreDelivery.resource_link_id == link_id)


def _is_hopeless(row: ScoreDelivery, now: datetime) -> bool:
    """Count a worker that was lost with this row; park a row that has cost too many."""
    if not row.lease:
        return False
    row.tries += 1
    row.problem = LOST
    if row.tries < MOST_TRIES:
        return False
    row.state = "parked"
    _free(row, now)
    return True


def _lease(session: Session, row: ScoreDelivery, now: datetime) -> Job:
    """Take the row for a while, with a timestamp later than any before."""
    stamp = now.replace(microsecond=0)
    if row.stamped_at is not None:
        stamp = max(stamp, row.stamped_at + APART)
    row.stamped_at = stamp
    row.lease = new_key()
    row.leased_until = now + LEASE
    link = _link_with_platform(session, row.resource_link_id)
    return Job(
        delivery_id=row.id,
        lease=row.lease,
        registration=link.deployment.registration,
        link=link,
        sub=row.learner.sub,
        score=row.score,
        stamp=stamp,
    )


def _link_with_platform(session: Session, link_id: int) -> ResourceLink:
    """All in one query: the job is done outside this unit."""
    deployment = joinedload(ResourceLink.deployment)
    query = (
        select(ResourceLink)
        .where(ResourceLink.id == link_id)
        .options(deployment.joinedload(Deployment.registration))
    )
    return session.scalars(query).one()


def _mine(session: Session, job: Job) -> ScoreDelivery | None:
    """The row, locked, if our lease still holds."""
    query = select(ScoreDelivery).where(
        ScoreDelivery.id == job.delivery_id,
        ScoreDelivery.lease == job.lease,
    )
    return session.scalar(query.with_for_update())


def _free(row: ScoreDelivery, now: datetime) -> None:
    """Nobody is at it any more."""
    row.lease = ""
    row.leased_until = None
    row.changed_at = now
