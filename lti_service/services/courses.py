"""A course as one place: which of its placements belong together, and what the LMS is told.

Two placements of a story, or a story's own and the map, share one record per learner.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from lti_service.models import ResourceLink, ScoreDelivery
from lti_service.services.line_items import can_be_graded
from olw_core.report import Report

GONE = ("outgoing-status 404", "outgoing-status 410")
"""A column that the platform no longer knows: the activity was deleted, or the column was."""


_REFUSED = aliased(ScoreDelivery)
_IS_GONE = exists().where(
    _REFUSED.resource_link_id == ResourceLink.id,
    _REFUSED.state == "parked",
    _REFUSED.problem.in_(GONE),
)
_OTHERS = (
    select(ResourceLink)
    .where(
        ResourceLink.context_id == bindparam("context"),
        ResourceLink.id != bindparam("link"),
        ResourceLink.shows == "",
        ~_IS_GONE,
    )
    .order_by(ResourceLink.id)
    .options(joinedload(ResourceLink.deployment, innerjoin=True))
)
"""Made once: to build it anew for each answer takes longer than to carry it out."""
READ = "olw_other_placements"


def columns(session: Session, link: ResourceLink) -> list[ResourceLink]:
    """The placements of the course that can be graded, this one first.

    Without those whose column is gone; this one is tried in any case.
    """
    here = [link] if can_be_graded(link) else []
    if link.context_id is None:
        return here
    return here + [one for one in _others(session, link) if can_be_graded(one)]


def _others(session: Session, link: ResourceLink) -> Sequence[ResourceLink]:
    """The course's other placements that may have a column, read once in a unit of work.

    Nothing that a unit does changes which they are: launches write to their own placement, and
    only the worker parks scores.
    """
    read: dict[int, Sequence[ResourceLink]] = session.info.setdefault(READ, {})
    if link.id not in read:
        asked = {"context": link.context_id, "link": link.id}
        read[link.id] = session.scalars(_OTHERS, asked).all()
    return read[link.id]


def columns_for(
    session: Session,
    link: ResourceLink,
    module: str,
) -> list[ResourceLink]:
    """Those of the columns that a module's result goes to, alone or in a mean. "" for the map's."""
    return [one for one in columns(session, link) if one.module in ("", module)]


def reported(session: Session, link: ResourceLink, module: str) -> Report:
    """What the LMS is told of a module played here: the most that any of its columns is told.

    The record is one, so it holds a percentage as soon as one column needs it.
    """
    if link.reported == "score":
        return "score"
    switches = {one.reported for one in columns_for(session, link, module)}
    return "score" if "score" in switches else "completion"


def needed(link: ResourceLink, modules: Sequence[str]) -> list[str]:
    """The modules that a placement's score is made of. `modules`: all that the map offers."""
    return [link.module] if link.module else list(modules)
