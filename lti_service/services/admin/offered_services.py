"""Which of its services a platform has offered so far, as launches tell (AGS, NRPS)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from lti_service.models import Context, Deployment, Registration, ResourceLink
from lti_service.services.scores import line_items

MOST_LOOKED_AT = 200
"""The newest placements: one of them has a grade service, if the platform offers any."""


@dataclass(frozen=True)
class Offered:
    """The newest placement with a grade service, and the newest course with a list of people.

    `is_opened`: whether any placement of a course was opened at all.
    `deployment_id`: for which one a token is asked for: theirs, else the newest; "" with none.
    """

    link: ResourceLink | None
    context: Context | None
    is_opened: bool
    deployment_id: str


def offered(session: Session, registration: Registration) -> Offered:
    """What this platform has offered."""
    ours = Deployment.registration_id == registration.id
    opened = (
        select(ResourceLink.id)
        .join(Deployment, ResourceLink.deployment_id == Deployment.id)
        .where(ours, ResourceLink.context_id.is_not(None))
        .limit(1)
    )
    graded = (
        select(ResourceLink)
        .options(joinedload(ResourceLink.deployment))
        .join(Deployment, ResourceLink.deployment_id == Deployment.id)
        .where(ours, ResourceLink.grade_scopes.is_not(None))
        .order_by(ResourceLink.id.desc())
        .limit(MOST_LOOKED_AT)
    )
    listed = (
        select(Context)
        .join(Deployment, Context.deployment_id == Deployment.id)
        .where(ours, Context.memberships_url != "")
        .order_by(Context.id.desc())
        .limit(1)
    )
    newest = select(Deployment).where(ours).order_by(Deployment.id.desc()).limit(1)
    links = filter(line_items.can_be_graded, session.scalars(graded))
    link = next(links, None)
    context = session.scalar(listed)
    place = link or context
    deployment = place.deployment if place else session.scalar(newest)
    known = deployment.deployment_id if deployment else ""
    return Offered(
        link=link,
        context=context,
        is_opened=session.scalar(opened) is not None,
        deployment_id=known,
    )
