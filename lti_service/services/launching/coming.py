"""Who comes: a person whom a platform names, where they belong, and when they were last seen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from lti_service.models import Learner, Membership
from lti_service.secret import new_key
from lti_service.services import rows
from lti_service.services.glances import Reader

SEEN_STEP = timedelta(hours=1)
"""Who comes again within it is not written down anew."""


class Member(NamedTuple):
    """Columns of a `Membership`."""

    context_id: int
    learner_id: int
    role: str
    seen_at: datetime


def known_as(sub: str) -> str:
    """The platform's name for somebody.

    Without `sub` everyone is new each time: nothing could ever be found again.
    """
    return sub or f"anonymous:{new_key()}"


def make(
    session: Session,
    registration_id: int,
    sub: str,
    now: datetime,
    *,
    anonymous: bool = False,
) -> Learner:
    """Somebody's row, made where there is none. `sub`: see `known_as`."""
    place = {"registration_id": registration_id, "sub": sub}
    first = {
        "anonymous": anonymous,
        "last_seen_at": now,
        "locale": "",
        "lang": "",
    }
    return rows.get_or_create(session, Learner, place, first)


def come(session: Session, registration_id: int, sub: str, now: datetime) -> Learner:
    """The person of a message that is no launch, made at their first."""
    learner = make(session, registration_id, sub, now)
    rows.store(session, learner, last_seen_at=seen(learner.last_seen_at, now))
    return learner


def come_again(
    session: Session,
    learner: Reader,
    now: datetime,
    locale: str,
) -> Reader:
    """The person of a launch, as they are now. `locale`: the language of their LMS."""
    seen_at = seen(learner.last_seen_at, now)
    return rows.kept(session, Learner, learner, last_seen_at=seen_at, locale=locale)


def join(
    session: Session,
    context_id: int,
    learner_id: int,
    role: str,
    now: datetime,
    known: Member | None = None,
) -> None:
    """A learner is in a course, with the role of this message. `known`: their row, if at hand."""
    if known is None:
        _join_first(session, context_id, learner_id, role, now)
        return
    seen_at = seen(known.seen_at, now)
    rows.kept(session, Membership, known, role=role, seen_at=seen_at)


def _join_first(
    session: Session,
    context_id: int,
    learner_id: int,
    role: str,
    now: datetime,
) -> None:
    """Where they may be a member already."""
    place = {"context_id": context_id, "learner_id": learner_id}
    first = {"role": role, "seen_at": now}
    member = rows.get_or_create(session, Membership, place, first)
    seen_at = seen(member.seen_at, now)
    rows.store(session, member, role=role, seen_at=seen_at)


def seen(before: datetime, now: datetime) -> datetime:
    """When somebody was seen last, to the hour: what is deleted by it is so after months."""
    return now if now - before >= SEEN_STEP else before
