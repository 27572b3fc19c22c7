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
    *,
    known: Learner | None = None,
    locale: str | None = None,
) -> Learner:
    """The person of this launch, made at their first. `known`: their row, where it is at hand.

    `locale`: the language of their LMS, None where the message does not say.
    """
    learner = known or _first(session, registration, sub, now)
    told = {} if locale is None else {"locale": locale}
    seen_at = seen(learner.last_seen_at, now)
    rows.store(session, learner, last_seen_at=seen_at, **told)
    return learner


def _first(
    session: Session,
    registration: Registration,
    sub: str,
    now: datetime,
) -> Learner:
    """Without `sub` everyone is new each time: nothing could ever be found again."""
    known_as = sub or f"anonymous:{new_key()}"
    place = {"registration_id": registration.id, "sub": known_as}
    first = {
        "anonymous": not sub,
        "last_seen_at": now,
        "locale": "",
        "lang": "",
    }
    return get_or_create(session, Learner, place, first)


def join(
    session: Session,
    context: Context,
    learner: Learner,
    role: str,
    now: datetime,
    known: Membership | None = None,
) -> None:
    """The learner is in the course, with the role of this launch. `known`: as in `come`."""
    membership = known or _member(session, context, learner, role, now)
    seen_at = seen(membership.seen_at, now)
    rows.store(session, membership, role=role, seen_at=seen_at)


def _member(
    session: Session,
    context: Context,
    learner: Learner,
    role: str,
    now: datetime,
) -> Membership:
    place = {"context_id": context.id, "learner_id": learner.id}
    first = {"role": role, "seen_at": now}
    return get_or_create(session, Membership, place, first)


def seen(before: datetime, now: datetime) -> datetime:
    """When somebody was seen last, to the hour: what is deleted by it is so after months."""
    return now if now - before >= SEEN_STEP else before
