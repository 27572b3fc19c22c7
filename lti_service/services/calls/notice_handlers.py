"""Telling platforms where we take notices of copied courses (Platform Notification Service 1.0).

The worker does it, once for each deployment whose launches offer the service, and again each day
until it is answered.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import joinedload

from lti_service.database import Database
from lti_service.errors import OutgoingError
from lti_service.messages import vocabulary as v
from lti_service.messages.notices import MOST_NOTICES
from lti_service.models import Deployment
from lti_service.outgoing import deadline
from lti_service.outgoing.client import Call
from lti_service.services import rows
from lti_service.services.calls.platform_calls import PlatformCalls

logger = logging.getLogger("lti_service.notices")
AGAIN = timedelta(days=1)
AT_ONCE = 10
"""In one round of housekeeping."""
SECONDS = 10.0
"""For one platform, the access token included."""


def name_due(
    database: Database,
    calls: PlatformCalls,
    address: str,
    now: datetime,
) -> None:
    """Name `address` to the platforms that offer notices and have not taken it yet."""
    for deployment in _due(database, now):
        try:
            with deadline.within(SECONDS):
                _name(calls, deployment, address)
        except (OutgoingError, deadline.OverdueError) as error:
            told = {"problem": error.code, "deployment": deployment.id}
            logger.warning("notices not asked for", extra=told)
            continue
        named = update(Deployment).where(
            Deployment.id == deployment.id,
            Deployment.notices_url == deployment.notices_url,
        )
        with database.writing() as session:
            rows.change(session, named.values(notices_named_at=now))


def _due(database: Database, now: datetime) -> Sequence[Deployment]:
    """Those to ask now; they are not asked again for a day."""
    is_young = Deployment.notices_tried_at > now - AGAIN
    query = (
        select(Deployment)
        .where(
            Deployment.notices_url != "",
            Deployment.notices_named_at.is_(None),
            or_(Deployment.notices_tried_at.is_(None), ~is_young),
        )
        .options(joinedload(Deployment.registration))
        .order_by(Deployment.id)
        .limit(AT_ONCE)
    )
    with database.writing() as session:
        found = session.scalars(query).all()
        for deployment in found:
            rows.store(session, deployment, notices_tried_at=now)
    return found


def _name(calls: PlatformCalls, deployment: Deployment, address: str) -> None:
    """Raises OutgoingError."""
    handler = {
        "notice_type": v.COPY_NOTICE,
        "handler": address,
        "max_batch_size": MOST_NOTICES,
    }
    call = Call("PUT", deployment.notices_url, data=handler)
    calls.request(
        deployment.registration,
        v.SCOPE_NOTICES,
        call,
        deployment.deployment_id,
    )
