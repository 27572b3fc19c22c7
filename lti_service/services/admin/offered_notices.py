"""Whether a platform offers notices of copied content, and took our address for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.models import Deployment, Registration


@dataclass(frozen=True)
class Outcome:
    """`good`: as in a `Finding`."""

    good: bool | None
    told: str


def outcome(session: Session, registration: Registration, address: str) -> Outcome:
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
    return Outcome(None, "no launch has offered them")


def _of(deployment: Deployment, address: str) -> Outcome:
    tried, named = deployment.notices_tried_at, deployment.notices_named_at
    if tried is None or deployment.notices_handler != address:
        told = f"the worker has not named {address} yet: it does so within ten minutes"
        return Outcome(None, told)
    if named is None:
        told = f"{address} was not taken on {_day(tried)}, and never before"
        return Outcome(False, told)
    if named != tried:
        told = f"{address} was not taken on {_day(tried)}, and last on {_day(named)}"
        return Outcome(False, told)
    return Outcome(True, f"{address} was taken on {_day(named)}")


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"
