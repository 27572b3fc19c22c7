"""The outbox activity by activity: where scores wait, why and for how long. No person's name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lti_service.models import (
    Context,
    Deployment,
    Registration,
    ResourceLink,
    ScoreDelivery,
)
from lti_service.models.score_delivery import AS_DONE
from lti_service.services.scores.queue_overview import WORDS

WHOLE_MAP = "the learner's map"


class Waiting(NamedTuple):
    """`rows` scores of one activity in one state with one problem ("" for none).

    `number`: of the activity here; `activity`: its id in the LMS. `module`: "" for all stories.
    `course`: its title, or else its id, "" outside of any. `since`: when the oldest was earned.
    `due_at`: when the first of them is tried next, for those that wait.
    """

    registration_id: int
    platform: str
    number: int
    activity: str
    module: str
    course: str
    state: str
    problem: str
    rows: int
    since: datetime
    due_at: datetime

    @property
    def word(self) -> str:
        """Its state in words."""
        return WORDS[self.state]

    def story(self, titles: Mapping[str, str]) -> str:
        """Its title, by those of the modules."""
        if not self.module:
            return WHOLE_MAP
        return titles.get(self.module, self.module)

    def age(self, now: datetime) -> str:
        """How long the oldest has waited, in words."""
        waited = max(now - self.since, timedelta(0))
        for unit, word in _UNITS:
            many = waited // unit
            if many > 1:
                return f"{many} {word}s"
        return "less than 2 minutes"


_UNITS = (
    (timedelta(days=1), "day"),
    (timedelta(hours=1), "hour"),
    (timedelta(minutes=1), "minute"),
)


def read(session: Session) -> list[Waiting]:
    """All that has not arrived: by platform, first what has a problem, the oldest first."""
    course = func.coalesce(func.nullif(Context.title, ""), Context.context_id, "")
    kind = (
        Registration.id,
        Registration.name,
        ResourceLink.id,
        ResourceLink.resource_link_id,
        ResourceLink.module,
        course,
        ScoreDelivery.state,
        ScoreDelivery.problem,
    )
    since = func.coalesce(ScoreDelivery.since, ScoreDelivery.changed_at)
    oldest = func.min(since)
    next_due = func.min(ScoreDelivery.due_at)
    query = (
        select(*kind, func.count(), oldest, next_due)
        .join(ResourceLink, ScoreDelivery.resource_link_id == ResourceLink.id)
        .join(Deployment, ResourceLink.deployment_id == Deployment.id)
        .join(Registration, Deployment.registration_id == Registration.id)
        .outerjoin(Context, ResourceLink.context_id == Context.id)
        .where(ScoreDelivery.state != AS_DONE)
        .group_by(*kind)
        .order_by(Registration.name, ScoreDelivery.problem == "", oldest)
    )
    return [Waiting(*row) for row in session.execute(query)]
