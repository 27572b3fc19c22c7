"""Who comes: a person whom a platform names, where they belong, and when they were last seen."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from lti_service.models import Context, Learner, Membership, Registration
from lti_service.secret import new_key
from lti_service.services import rows
from lti_service.services.rows import get_or_create

SEEN_STEP = timedelta(hours=1)
"""Who comes again within it is not written down anew."""


def come(
    session: Session,
    registration: Registration,
    sub: str,
    now: datetime,
) -> Learner:
    """The person of this launch, made at their first.

    Without `sub` everyone is new each time: nothing could ever be found again.
    """
    known_as = sub or f"anonymous:{new_key()}"
    place = {"registration_id": registration.id, "sub": known_as}
    first = {
        "anonymous": not sub,
        "last_seen_at": now,
        "locale": "",
        "lang": "",
    }
    learner = get_or_create(session, Learner, place, first)
    rows.store(session, learner, last_seen_at=seen(learner.last_seen_at, now))
    return learner


def join(
    session: Session,
    context: Context,
    learner: Learner,
    role: str,
    now: datetime,
) -> None:
    """The learner is in the course, with the role of this launch."""
    place = {"context_id": context.id, "learner_id": learner.id}
    first = {"role": role, "seen_at": now}
    membership = get_or_create(session, Membership, place, first)
    rows.store(session, membership, role=role, seen_at=seen(membership.seen_at, now))


def seen(before: datetime, now: datetime) -> datetime:
    """When somebody was seen last, to the hour: what is deleted by it is so after months."""
    return now if now - before >= SEEN_STEP else before
