"""Sessions that launches open: made, found by their token, kept alive by use, ended by leaving."""

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
    standing: str,
    now: datetime,
    life: timedelta,
) -> str:
    """A new session; returns its token, of which only the fingerprint is stored."""
    token = new_token()
    session.add(
        LaunchSession(
            token_hash=fingerprint(token),
            learner_id=learner.id,
            resource_link_id=link.id,
            standing=standing,
            expires_at=now + life,
        )
    )
    session.flush()
    return token


def find(session: Session, token: str, now: datetime) -> LaunchSession:
    """The session of a token. Raises RefusedError: session-missing or session-ended."""
    if not token:
        raise RefusedError("session-missing", "no session token came with the request")
    found = session.scalar(
        select(LaunchSession).where(LaunchSession.token_hash == fingerprint(token))
    )
    if found is None or found.expires_at <= now:
        raise RefusedError("session-ended", "the session token is unknown or too old")
    return found


def prolong(found: LaunchSession, now: datetime, life: timedelta) -> None:
    """Move the end to `life` from now."""
    if found.expires_at < now + life - STEP:
        found.expires_at = now + life


def end_all_of(session: Session, learner_id: int) -> None:
    """End every session of a person: on a shared computer nothing of theirs may stay open."""
    session.execute(delete(LaunchSession).where(LaunchSession.learner_id == learner_id))


def end_by_token(session: Session, token: str) -> LaunchSession | None:
    """End all sessions of the person behind a token; returns the session it was, None if unknown."""
    query = select(LaunchSession).where(LaunchSession.token_hash == fingerprint(token))
    found = session.scalar(query)
    if found is not None:
        session.expunge(found)
        end_all_of(session, found.learner_id)
    return found


def take_seat(session: Session, seat: str, learner: Learner) -> None:
    """Someone arrives in a browser whose newest session had the fingerprint `seat`: if that was
    another person's, all of theirs end."""
    query = select(LaunchSession).where(LaunchSession.token_hash == seat)
    before = session.scalar(query) if seat else None
    if before is not None and before.learner_id != learner.id:
        end_all_of(session, before.learner_id)


def forget_old(session: Session, now: datetime) -> None:
    """Delete sessions that have ended."""
    session.execute(delete(LaunchSession).where(LaunchSession.expires_at <= now))
