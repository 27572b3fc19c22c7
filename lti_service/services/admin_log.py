"""The log of what administrators did. It names platforms and never a person's id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lti_service.models import AdminEvent

COMMAND_LINE = "command line"
"""Who did it where no sign-in link says a name."""


def note(session: Session, by: str, action: str, about: str, now: datetime) -> None:
    """Write down who did what to which platform, in the unit that does it."""
    session.add(AdminEvent(at=now, by=by, action=action, about=about))
    session.flush()


def newest(session: Session, most: int) -> Sequence[AdminEvent]:
    """The last `most` entries, newest first."""
    query = (
        select(AdminEvent)
        .order_by(AdminEvent.at.desc(), AdminEvent.id.desc())
        .limit(most)
    )
    return session.scalars(query).all()


def forget_old(session: Session, before: datetime) -> None:
    """Delete entries of before a time."""
    session.execute(delete(AdminEvent).where(AdminEvent.at <= before))
