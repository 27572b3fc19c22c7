"""A course as one place: which of its placements belong together, and what the LMS is told.

Two placements of a story, or a story's own and the map, share one record per learner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Exists, bindparam, exists, select
from sqlalchemy.orm import Session

from lti_service.models import Deployment, ResourceLink, ScoreDelivery
from lti_service.models.base import table_of
from lti_service.models.resource_link import told_by
from lti_service.models.score_delivery import AS_PARKED
from lti_service.services.glances import AnyPlace
from lti_service.services.scores.line_items import can_be_graded
from lti_service.services.scores.problems import GONE
from olw_core.report import Report

_LINK = table_of(ResourceLink).c
_DEPLOYMENT = table_of(Deployment).c
_REFUSED = table_of(ScoreDelivery).alias().c


def _is_gone_at(link: ColumnElement[int]) -> Exists:
    """Whether the platform has answered a score for a placement that it knows no such column."""
    return exists().where(
        _REFUSED.resource_link_id == link,
        _REFUSED.state == AS_PARKED,
        _REFUSED.problem.in_(GONE),
    )


_IS_GONE = select(_is_gone_at(bindparam("link")))
_OTHERS = (
    select(
        _LINK.id,
        _LINK.module,
        _LINK.report,
        _LINK.shows,
        _LINK.grade_scopes,
        _LINK.line_item_url,
        _LINK.line_items_url,
        _DEPLOYMENT.report.label("usual_report"),
    )
    .where(
        _LINK.deployment_id == _DEPLOYMENT.id,
        _LINK.context_id == bindparam("context"),
        _LINK.id != bindparam("link"),
        _LINK.shows == "",
        ~_is_gone_at(_LINK.id),
    )
    .order_by(_LINK.id)
)
"""Made once: to build it anew for each answer takes longer than to carry it out.

Of tables, and not of the classes that stand for them, which would take as long again.
"""
READ = "olw_other_placements"


class Column(NamedTuple):
    """A column of the LMS's gradebook: the placement's id, its module ("" for the map).

    `reported`: what the LMS is told there.
    """

    link_id: int
    module: str
    reported: Report


def columns(database: Session | Connection, link: AnyPlace) -> list[Column]:
    """The columns of the course's placements, this one's first.

    Without those that are gone; this one is tried in any case.
    """
    found = []
    if can_be_graded(link):
        found.append(Column(link.id, link.module, link.reported))
    if link.context_id is not None:
        found += _others(database, link)
    return found


def _others(database: Session | Connection, link: AnyPlace) -> list[Column]:
    """Those of the course's other placements, read once in a unit of work if there is one.

    Nothing that a unit does changes which they are: launches write to their own placement, and
    only the worker parks scores.
    """
    if isinstance(database, Connection):
        return _read_others(database, link)
    read: dict[int, list[Column]] = database.info.setdefault(READ, {})
    if link.id not in read:
        read[link.id] = _read_others(database, link)
    return read[link.id]


def _read_others(database: Session | Connection, link: AnyPlace) -> list[Column]:
    """One statement."""
    asked = {"context": link.context_id, "link": link.id}
    found = []
    for row in database.execute(_OTHERS, asked):
        if can_be_graded(row):
            reported = told_by(row.report or row.usual_report)
            found.append(Column(row.id, row.module, reported))
    return found


def is_refused_as_gone(session: Session, link: AnyPlace) -> bool:
    """Whether the platform has answered a score for this placement that it knows no such column."""
    return bool(session.scalar(_IS_GONE, {"link": link.id}))


def columns_for(
    database: Session | Connection,
    link: AnyPlace,
    module: str,
) -> list[Column]:
    """Those of the columns that a module's result goes to, alone or in a mean. "" for the map's."""
    return [one for one in columns(database, link) if one.module in ("", module)]


def has_column(
    database: Session | Connection,
    link: AnyPlace,
    module: str,
) -> bool:
    """Whether a module's result goes to any column. Where this placement has one, none is read."""
    goes_here = link.module in ("", module) and can_be_graded(link)
    return goes_here or bool(columns_for(database, link, module))


def has_its_own(
    database: Session | Connection,
    link: AnyPlace,
    module: str,
) -> bool:
    """Whether a module is told in a column of its own, and not as a part of the map's alone."""
    if link.module:
        return True
    columns = columns_for(database, link, module)
    return any(one.module == module for one in columns if one.module)


def reported(
    database: Session | Connection,
    link: AnyPlace,
    module: str,
) -> Report:
    """What the LMS is told of a module played here: the most that any of its columns is told.

    The record is one, so it holds a percentage as soon as one column needs it.
    """
    if link.reported == "score":
        return "score"
    switches = {one.reported for one in columns_for(database, link, module)}
    return "score" if "score" in switches else "completion"


def needed(column: Column, modules: Sequence[str]) -> list[str]:
    """The modules that a column's score is made of. `modules`: all that the map offers."""
    return [column.module] if column.module else list(modules)
