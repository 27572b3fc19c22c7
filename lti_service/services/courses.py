"""A course as one place: which of its placements belong together, and what the LMS is told.

Two placements of a story, or a story's own and the map, share one record per learner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from lti_service.models import Deployment, ResourceLink, ScoreDelivery
from lti_service.models.resource_link import told_by
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
    select(
        ResourceLink.id,
        ResourceLink.module,
        ResourceLink.report,
        ResourceLink.shows,
        ResourceLink.grade_scopes,
        ResourceLink.line_item_url,
        ResourceLink.line_items_url,
        Deployment.report.label("usual_report"),
    )
    .join(Deployment, ResourceLink.deployment_id == Deployment.id)
    .where(
        ResourceLink.context_id == bindparam("context"),
        ResourceLink.id != bindparam("link"),
        ResourceLink.shows == "",
        ~_IS_GONE,
    )
    .order_by(ResourceLink.id)
)
"""Made once: to build it anew for each answer takes longer than to carry it out."""
READ = "olw_other_placements"


class Column(NamedTuple):
    """A column of the LMS's gradebook: the placement's id, its module ("" for the map).

    `reported`: what the LMS is told there.
    """

    link_id: int
    module: str
    reported: Report


def columns(session: Session, link: ResourceLink) -> list[Column]:
    """The columns of the course's placements, this one's first.

    Without those that are gone; this one is tried in any case.
    """
    found = []
    if can_be_graded(link):
        found.append(Column(link.id, link.module, link.reported))
    if link.context_id is not None:
        found += _others(session, link)
    return found


def _others(session: Session, link: ResourceLink) -> list[Column]:
    """Those of the course's other placements, read once in a unit of work.

    Nothing that a unit does changes which they are: launches write to their own placement, and
    only the worker parks scores.
    """
    read: dict[int, list[Column]] = session.info.setdefault(READ, {})
    if link.id not in read:
        asked = {"context": link.context_id, "link": link.id}
        read[link.id] = []
        for row in session.execute(_OTHERS, asked):
            if can_be_graded(row):
                reported = told_by(row.report or row.usual_report)
                read[link.id].append(Column(row.id, row.module, reported))
    return read[link.id]


def columns_for(
    session: Session,
    link: ResourceLink,
    module: str,
) -> list[Column]:
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


def needed(column: Column, modules: Sequence[str]) -> list[str]:
    """The modules that a column's score is made of. `modules`: all that the map offers."""
    return [column.module] if column.module else list(modules)
