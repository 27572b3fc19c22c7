"""A course becomes known here: by a launch from it, or by a notice that names it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lti_service.models import Context, Deployment
from lti_service.secret import new_key
from lti_service.services import rows


def known_from_now(
    session: Session,
    deployment: Deployment,
    context_id: str,
    title: str = "",
) -> Context:
    """The course that the platform calls so. `title`: of one that nobody has named before."""
    place = {"deployment_id": deployment.id, "context_id": context_id}
    first = {
        "key": new_key(),
        "title": title,
        "memberships_url": "",
        "groups_url": "",
        "group_sets_url": "",
        "copied_from": [],
    }
    return rows.get_or_create(session, Context, place, first)
