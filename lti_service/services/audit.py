"""The audit log: every look at other people's data leaves a row."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lti_service.models import (
    AuditEvent,
    Context,
    Deployment,
    Learner,
    Registration,
)


class Look(NamedTuple):
    """A look at a group's page. `actor`: the LMS's id, None once they were forgotten."""

    at: datetime
    platform: str
    course: str
    actor: str | None
    action: str
    people: int


def newest(session: Session, most: int) -> list[Look]:
    """The last `most` looks, newest first."""
    query = (
        select(
            AuditEvent.at,
            Registration.name,
            Context.title,
            Learner.sub,
            AuditEvent.action,
            AuditEvent.people,
        )
        .join(Context, AuditEvent.context_id == Context.id)
        .join(Deployment, Context.deployment_id == Deployment.id)
        .join(Registration, Deployment.registration_id == Registration.id)
        .outerjoin(Learner, AuditEvent.actor_id == Learner.id)
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(most)
    )
    return [Look(*row) for row in session.execute(query)]


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


def forget_old(session: Session, before: datetime) -> None:
    """Delete entries of before a time: the worker counts it back by `Settings.keep`."""
    session.execute(delete(AuditEvent).where(AuditEvent.at <= before))
