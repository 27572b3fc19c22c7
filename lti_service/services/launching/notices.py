"""What a platform's notice changes here: courses are known before anybody opens them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lti_service.messages.history import ids
from lti_service.messages.notices import Notice
from lti_service.models import Context, Deployment, NoticeSeen, Registration
from lti_service.secret import fingerprint
from lti_service.services import rows
from lti_service.services.launching import named_courses
from lti_service.services.platforms import registrations

AGE = timedelta(hours=1)
"""No notice is taken that is older."""
KEPT = 3 * AGE
"""Longer than a token can be good, with both clocks wrong."""


def take(
    session: Session,
    registration: Registration,
    notice: Notice,
    now: datetime,
) -> None:
    """Do what a checked notice says. One that comes again was done, and changes nothing.

    Raises UnknownDeploymentError.
    """
    deployment = registrations.find_deployment(registration, notice.deployment_id)
    seen = {
        "registration_id": registration.id,
        "nonce_hash": fingerprint(notice.nonce),
        "until": now + KEPT,
    }
    is_new = rows.insert_unless_there(session, NoticeSeen, seen)
    if is_new and notice.is_of_copy:
        _keep_copy(session, deployment, notice, now)


def forget_old(session: Session, now: datetime) -> None:
    """Delete what is known of notices that would not be taken any more."""
    rows.change(session, delete(NoticeSeen).where(NoticeSeen.until <= now))


def _keep_copy(
    session: Session,
    deployment: Deployment,
    notice: Notice,
    now: datetime,
) -> None:
    """What was copied from courses that nobody came to is left alone: there may be thousands.

    Whatever came into a known course earlier may not be in what was copied from it now.
    """
    query = select(Context.id).where(
        Context.deployment_id == deployment.id,
        Context.context_id.in_(notice.origins),
    )
    if session.scalar(query.limit(1)) is None:
        return
    course = named_courses.known_from_now(
        session, deployment.id, notice.context_id, notice.title
    )
    told = [*notice.origins, *course.copied_from]
    copied_from = ids(told, notice.context_id)
    rows.store(session, course, copied_from=copied_from, noticed_at=now)
