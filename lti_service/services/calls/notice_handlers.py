"""Telling platforms where we take notices of copied courses (Platform Notification Service 1.0).

The worker does it for each deployment whose launches offer the service: each day until it is
answered, at once when the address is another, and each week, since an LMS may have forgotten it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

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
TAKEN = timedelta(days=7)
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
    """Name `address` to the platforms that offer notices and have not taken it of late."""
    for deployment in _due(database, address, now):
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
            Deployment.notices_handler == address,
        )
        with database.writing() as session:
            rows.change(session, named.values(notices_named_at=now))


def _due(database: Database, address: str, now: datetime) -> Sequence[Deployment]:
    """Those to ask now; they are not asked again for a day."""
    is_other = Deployment.notices_handler != address
    is_tried = _is_within(Deployment.notices_tried_at, AGAIN, now)
    is_taken = _is_within(Deployment.notices_named_at, TAKEN, now)
    query = (
        select(Deployment)
        .where(Deployment.notices_url != "", or_(is_other, ~or_(is_tried, is_taken)))
        .options(joinedload(Deployment.registration))
        .order_by(Deployment.id)
        .limit(AT_ONCE)
    )
    with database.writing() as session:
        found = session.scalars(query).all()
        for deployment in found:
            _note(session, deployment, address, now)
    return found


def _is_within(
    column: InstrumentedAttribute[datetime | None],
    span: timedelta,
    now: datetime,
) -> ColumnElement[bool]:
    """Never NULL. A time after `now` was set by a clock that went wrong, and counts for nothing."""
    return and_(column.is_not(None), column > now - span, column <= now)


def _note(
    session: Session, deployment: Deployment, address: str, now: datetime
) -> None:
    """It is named now. When another address was taken says nothing of this one."""
    taken_at = deployment.notices_named_at
    if deployment.notices_handler != address:
        taken_at = None
    rows.store(
        session,
        deployment,
        notices_handler=address,
        notices_tried_at=now,
        notices_named_at=taken_at,
    )


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
