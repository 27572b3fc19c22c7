"""What launches open: made, found by its token, kept alive by use, ended by leaving."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lti_service.errors import RefusedError
from lti_service.models import LaunchSession, Learner, ResourceLink
from lti_service.secret import fingerprint, new_token

# Prolonged at most this often: an answer then costs no second write.
STEP = timedelta(minutes=1)


def begin(
    session: Session,
    learner: Learner,
    link: ResourceLink,
    role: str,
    now: datetime,
    life: timedelta,
) -> str:
    """A new session; returns its token, of which only the fingerprint is stored."""
    token = new_token()
    begun = LaunchSession(
        token_hash=fingerprint(token),
        learner_id=learner.id,
        resource_link_id=link.id,
        role=role,
        expires_at=now + life,
    )
    session.add(begun)
    session.flush()
    return token


def find(session: Session, token: str, now: datetime) -> LaunchSession:
    """The session of a token. Raises RefusedError: session-missing or session-ended."""
    if not token:
        raise RefusedError("session-missing", "no session token came with the request")
    found = _with_hash(session, fingerprint(token))
    if found is None or found.expires_at <= now:
        raise RefusedError("session-ended", "the session token is unknown or too old")
    return found


def prolong(owner: LaunchSession, now: datetime, life: timedelta) -> None:
    """Move the end to `life` from now."""
    ends_at = now + life
    if owner.expires_at < ends_at - STEP:
        owner.expires_at = ends_at


def end_all_of(session: Session, learner_id: int) -> None:
    """End every session of a person: on a shared computer nothing of theirs may stay open."""
    session.execute(delete(LaunchSession).where(LaunchSession.learner_id == learner_id))


def end_by_token(session: Session, token: str) -> LaunchSession | None:
    """End all sessions of the person behind a token; the session it was, None if unknown."""
    found = _with_hash(session, fingerprint(token))
    if found is not None:
        session.expunge(found)
        end_all_of(session, found.learner_id)
    return found


def take_seat(session: Session, seat: str, learner: Learner) -> None:
    """Someone arrives in a browser whose newest session had the fingerprint `seat`.

    If that was another person's, all of theirs end.
    """
    before = _with_hash(session, seat) if seat else None
    if before is not None and before.learner_id != learner.id:
        end_all_of(session, before.learner_id)


def forget_old(session: Session, now: datetime) -> None:
    """Delete sessions that have ended."""
    session.execute(delete(LaunchSession).where(LaunchSession.expires_at <= now))


def _with_hash(session: Session, token_hash: str) -> LaunchSession | None:
    """None for a session that is gone or never was."""
    query = select(LaunchSession).where(LaunchSession.token_hash == token_hash)
    return session.scalar(query)
