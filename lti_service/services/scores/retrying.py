"""An administrator tries again what did not arrive: the scores, and the columns they wait for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from lti_service.models import ResourceLink
from lti_service.services import rows
from lti_service.services.scores import deliveries, line_items


def retry(
    session: Session,
    registration_id: int,
    now: datetime,
    link_id: int | None = None,
) -> int:
    """Make what had a problem at a platform, or for one activity of it, due now.

    How many scores that were. An administrator has looked at the platform's gradebook: a column
    that was asked for, and whose address never came, may be asked for once more.
    """
    _let_ask(session, registration_id, now, link_id)
    return deliveries.try_again(session, registration_id, now, link_id)


def _let_ask(
    session: Session,
    registration_id: int,
    now: datetime,
    link_id: int | None,
) -> None:
    """Only for those scores, and nowhere that an answer may still be on its way: who asked within
    a lease may be waiting for it.
    """
    troubled = deliveries.troubled_links(registration_id, link_id)
    change = update(ResourceLink).where(
        ResourceLink.id.in_(troubled),
        ResourceLink.line_item_asked_at <= now - line_items.LEASE,
    )
    rows.change(session, change.values(line_item_asked_at=None))
