"""A learner's open sessions, as part of all that is told of one person (person.py)."""

from __future__ import annotations

from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.models import LaunchSession, Learner, ResourceLink


class SessionTold(TypedDict):
    """Where somebody is signed in. `ends`: ISO 8601 in UTC, without further use."""

    activity: str
    role: str
    ends: str


def told(session: Session, learner: Learner) -> list[SessionTold]:
    """In the order in which they began. Those that ended stand here until they are swept up."""
    query = (
        select(LaunchSession, ResourceLink.resource_link_id)
        .join(ResourceLink, LaunchSession.resource_link_id == ResourceLink.id)
        .where(LaunchSession.learner_id == learner.id)
        .order_by(LaunchSession.id)
    )
    found: list[SessionTold] = []
    for row, activity in session.execute(query):
        one: SessionTold = {
            "activity": activity,
            "role": row.role,
            "ends": row.expires_at.isoformat(),
        }
        found.append(one)
    return found
