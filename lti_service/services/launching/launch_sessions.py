"""What launches open: made, found by its token, kept alive by use, ended by leaving."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.orm import Session, joinedload

from lti_service.errors import RefusedError
from lti_service.models import LaunchSession, Learner, ResourceLink
from lti_service.models.base import table_of
from lti_service.secret import fingerprint, new_token
from lti_service.services import rows
from lti_service.services.glances import AnyLearner, AnyPlace, AnySession, Owner

# Prolonged at most this often: an answer then costs no second write.
PROLONG_EVERY = timedelta(minutes=1)
BY_HASH = (
    select(LaunchSession)
    .where(LaunchSession.token_hash == bindparam("token_hash"))
    .options(
        joinedload(LaunchSession.learner, innerjoin=True),
        joinedload(LaunchSession.resource_link, innerjoin=True).options(
            joinedload(ResourceLink.deployment, innerjoin=True),
            joinedload(ResourceLink.context),
        ),
    )
)
"""A page begins with it: one statement for all that it asks of its session."""
_TABLE = table_of(LaunchSession)
SEATED = select(_TABLE.c.learner_id).where(
    _TABLE.c.token_hash == bindparam("token_hash"),
)
_PROLONG = update(_TABLE).where(_TABLE.c.id == bindparam("owner"))


class Life(NamedTuple):
    """How long a session lasts: `unused` without use, and not beyond `ends_at`."""

    unused: timedelta
    ends_at: datetime


def begin(
    session: Session,
    learner: AnyLearner,
    link: AnyPlace,
    role: str,
    now: datetime,
    life: Life,
) -> str:
    """A new session's token. Only its fingerprint is stored, so nobody can be told it again."""
    token = new_token()
    values = {
        "token_hash": fingerprint(token),
        "learner_id": learner.id,
        "resource_link_id": link.id,
        "role": role,
        "expires_at": min(now + life.unused, life.ends_at),
        "ends_at": life.ends_at,
    }
    rows.insert(session, LaunchSession, values)
    return token


def find(session: Session, token: str, now: datetime) -> LaunchSession:
    """The session of a token. Raises RefusedError: session-missing or session-ended."""
    if not token:
        raise RefusedError("session-missing", "no session token came with the request")
    found = _with_hash(session, fingerprint(token))
    if found is None:
        raise RefusedError("session-ended", "the session token is unknown")
    check(found, now)
    return found


def check(owner: AnySession, now: datetime) -> None:
    """It is not over. Raises RefusedError (session-ended)."""
    if owner.expires_at <= now:
        raise RefusedError("session-ended", "the session token is too old")


def prolong(
    session: Session,
    owner: LaunchSession,
    now: datetime,
    life: timedelta,
) -> None:
    """Move the end to `life` from now, as far as it may move."""
    later = later_end(owner, now, life)
    if later is not None:
        rows.store(session, owner, expires_at=later)


def move_end(connection: Connection, owner: Owner, later: datetime) -> None:
    """To where `later_end` says that it is due."""
    rows.change(connection, _PROLONG, {"owner": owner.id, "expires_at": later})


def later_end(owner: AnySession, now: datetime, life: timedelta) -> datetime | None:
    """The end that a session is due to get, None while the one it has is good enough."""
    later = min(now + life, owner.ends_at)
    return later if owner.expires_at < later - PROLONG_EVERY else None


def open_of(
    session: Session, owner: LaunchSession, now: datetime
) -> list[LaunchSession]:
    """The open sessions of the person who has this one, in the order in which they began."""
    query = (
        select(LaunchSession)
        .where(LaunchSession.learner_id == owner.learner_id)
        .where(LaunchSession.expires_at > now)
        .order_by(LaunchSession.id)
    )
    return list(session.scalars(query))


def end_one_of(
    session: Session, owner: LaunchSession, number: int, now: datetime
) -> None:
    """End the open session of the same person with this `id`; of another's, nothing ends."""
    for one in open_of(session, owner, now):
        if one.id == number:
            session.delete(one)
    session.flush()


def end_all_of(session: Session, learner_id: int) -> int:
    """End every session of a person: on a shared computer nothing of theirs may stay open.

    How many those were.
    """
    theirs = LaunchSession.learner_id == learner_id
    return rows.change(session, delete(LaunchSession).where(theirs))


def end_all_at(session: Session, registration_id: int) -> int:
    """End every session of a platform's people; how many those were."""
    people = select(Learner.id).where(Learner.registration_id == registration_id)
    theirs = LaunchSession.learner_id.in_(people)
    return rows.change(session, delete(LaunchSession).where(theirs))


def end_by_token(session: Session, token: str) -> LaunchSession | None:
    """End all sessions of the person behind a token; the session it was, None if unknown."""
    found = _with_hash(session, fingerprint(token))
    if found is not None:
        session.expunge(found)
        end_all_of(session, found.learner_id)
    return found


def take_seat(session: Session, seat: str, learner: AnyLearner) -> None:
    """Someone arrives in a browser whose newest session had the fingerprint `seat`.

    If that was another person's, all of theirs end.
    """
    if not seat:
        return
    before = session.scalar(SEATED, {"token_hash": seat})
    if before not in (None, learner.id):
        end_all_of(session, before)


def forget_old(session: Session, now: datetime) -> None:
    """Delete sessions that have ended."""
    session.execute(delete(LaunchSession).where(LaunchSession.expires_at <= now))


def _with_hash(session: Session, token_hash: str) -> LaunchSession | None:
    """None for a session that is gone or never was."""
    return session.scalar(BY_HASH, {"token_hash": token_hash})
