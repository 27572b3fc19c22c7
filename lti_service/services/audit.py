"""The audit log: every look at other people's data leaves a row."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from lti_service.models import AuditEvent, Context, Learner


def note(
    session: Session,
    *,
    actor: Learner,
    action: str,
    context: Context,
    people: int,
    now: datetime,
) -> None:
    """Write down who looked at how many people of which course."""
    session.add(
        AuditEvent(
            at=now,
            actor_id=actor.id,
            action=action,
            context_id=context.id,
            people=people,
        )
    )
    session.flush()
