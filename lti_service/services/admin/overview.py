"""What needs an administrator now, for the first page and for a command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from lti_service.models import PendingDeployment
from lti_service.services.admin import admin_sessions
from lti_service.services.keys import tool_keys
from lti_service.services.platforms import deployments, registrations
from lti_service.services.scores import queue_overview
from lti_service.services.scores.queue_overview import Queued


@dataclass(frozen=True)
class Overview:
    """`pending`: deployments that nobody has refused yet. `waiting`: scores without a problem.

    `key_days`: the age of the newest signing key. `signed_in`: sessions under /admin.
    """

    pending: Sequence[PendingDeployment]
    troubled: Sequence[Queued]
    waiting: int
    platforms: int
    key_days: int
    signed_in: int


def read(session: Session, now: datetime) -> Overview:
    """As it is now."""
    waiting = deployments.pending(session)
    queued = queue_overview.queued(session)
    newest = tool_keys.every(session)[-1]
    return Overview(
        pending=[one for one in waiting if not one.refused_at],
        troubled=[one for one in queued if one.problem],
        waiting=sum(one.rows for one in queued if not one.problem),
        platforms=len(registrations.every(session)),
        key_days=(now - newest.created_at).days,
        signed_in=admin_sessions.count(session, now),
    )
