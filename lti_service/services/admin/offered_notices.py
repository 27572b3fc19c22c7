"""Whether a platform offers notices of copied content, and took our address for them: the worker
names it (`services/calls/notice_handlers.py`).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.messages import vocabulary as v
from lti_service.models import Deployment, Registration
from lti_service.services.admin.finding import Finding

WHAT = "Notices of copied content"
REMEDY = (
    f"Allow the scope {v.SCOPE_NOTICES} for this tool in the LMS, and see that its "
    "address there has our host. The worker names it again within a day."
)


def taken(session: Session, registration: Registration, address: str) -> Finding:
    """That of the deployment where it is worst."""
    query = select(Deployment).where(
        Deployment.registration_id == registration.id,
        Deployment.notices_url != "",
    )
    found = [_of(one, address) for one in session.scalars(query)]
    for good in (False, None, True):
        for one in found:
            if one.good is good:
                return one
    return Finding(WHAT, None, "no launch has offered them")


def _of(deployment: Deployment, address: str) -> Finding:
    tried = deployment.notices_tried_at
    named = deployment.notices_named_at
    if tried is None or deployment.notices_handler != address:
        told = f"the worker has not named {address} yet: it does so within ten minutes"
        return Finding(WHAT, None, told)
    if named is None:
        told = f"{address} was not taken on {_day(tried)}, and never before"
        return Finding(WHAT, False, told, REMEDY)
    if named != tried:
        told = f"{address} was not taken on {_day(tried)}, and last on {_day(named)}"
        return Finding(WHAT, False, told, REMEDY)
    return Finding(WHAT, True, f"{address} was taken on {_day(named)}")


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"
