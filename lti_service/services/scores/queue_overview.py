"""The outbox at a glance: per platform what waits, what was given up, and why."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lti_service.models import Deployment, Registration, ResourceLink, ScoreDelivery
from lti_service.models.score_delivery import AS_DONE

WORDS = {"waiting": "waiting", "parked": "given up"}


class Queued(NamedTuple):
    """`rows` scores of one platform in one state with one problem ("" for none).

    `due_at`: when the first of them is tried next, for those that wait.
    """

    registration_id: int
    platform: str
    state: str
    problem: str
    rows: int
    due_at: datetime

    @property
    def word(self) -> str:
        """Its state in words."""
        return WORDS[self.state]


def queued(session: Session) -> list[Queued]:
    """All that has not arrived, by platform."""
    kind = (
        Registration.id,
        Registration.name,
        ScoreDelivery.state,
        ScoreDelivery.problem,
    )
    how_many = func.count()
    next_due = func.min(ScoreDelivery.due_at)
    query = (
        select(*kind, how_many, next_due)
        .join(ResourceLink, ScoreDelivery.resource_link_id == ResourceLink.id)
        .join(Deployment, ResourceLink.deployment_id == Deployment.id)
        .join(Registration, Deployment.registration_id == Registration.id)
        .where(ScoreDelivery.state != AS_DONE)
        .group_by(*kind)
        .order_by(Registration.name, ScoreDelivery.state, ScoreDelivery.problem)
    )
    return [Queued(*row) for row in session.execute(query)]


def troubled(session: Session) -> list[Queued]:
    """Those of it that had a problem."""
    return [one for one in queued(session) if one.problem]
