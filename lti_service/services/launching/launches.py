"""A checked launch becomes rows: learner, context, resource link, membership.

The newest launch is believed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import update
from sqlalchemy.orm import Session

from lti_service.errors import RefusedError
from lti_service.messages.launch import Launch
from lti_service.messages.text import ID_LENGTH, is_storable
from lti_service.models import (
    Context,
    Deployment,
    ResourceLink,
)
from lti_service.secret import new_key
from lti_service.services import rows
from lti_service.services.glances import Place, Reader
from lti_service.services.known_platforms import AnyRegistration
from lti_service.services.launching import coming, launch_known, named_courses
from lti_service.services.launching.launch_known import Deployed, Known
from lti_service.services.launching.named_courses import KnownCourse
from lti_service.services.platforms import registrations
from lti_service.services.scores import grade_service, grades
from lti_service.services.scores.line_items import can_be_graded
from olw_core.language_tags import tag_of
from olw_core.report import REPORTS


@dataclass(frozen=True)
class Named:
    """What a placement shows: one module, the cards or the group's page; else the map.

    `module`: "" for all. `shows`: see models.ResourceLink.
    """

    module: str = ""
    shows: str = ""


class Arrival(NamedTuple):
    """Who came, and to which placement.

    `newly_graded`: no launch before this one brought a grade service.
    """

    learner: Reader
    link: Place
    role: str
    newly_graded: bool


def arrive(
    session: Session,
    platform: AnyRegistration,
    launch: Launch,
    named: Named,
    now: datetime,
) -> Arrival:
    """Store what the launch says. Raises RefusedError for a deployment that is not registered."""
    sub = coming.known_as(launch.sub)
    known = launch_known.read(session, platform, launch, sub)
    if launch_known.lacks(known, launch):
        _make_missing(session, platform, known, launch, sub, now)
        known = launch_known.read(session, platform, launch, sub)
    deployment, course, before, reader, member = known
    if before is None or reader is None:
        raise RefusedError("too-busy", "a row that was made a moment ago is gone")
    family = registrations.learn_family(session, platform, launch.product)
    _keep_offer(session, deployment, launch)
    course = _renewed_course(session, course, launch)
    grading = grade_service.of_launch(session, family, before, launch)
    link = _renewed_link(session, before, course, launch, named, grading)
    if before.line_item_url and not link.line_item_url:
        grades.send_anew(session, link, now)
    learner = coming.come_again(session, reader, now, launch.locale)
    if course is not None and not learner.anonymous:
        coming.join(session, course.id, learner.id, launch.role, now, member)
    newly_graded = not can_be_graded(before) and can_be_graded(link)
    return Arrival(learner, link, launch.role, newly_graded)


def _make_missing(
    session: Session,
    platform: AnyRegistration,
    known: Known,
    launch: Launch,
    sub: str,
    now: datetime,
) -> None:
    """The course, the placement and the learner of a launch that is their first."""
    deployment_id = known.deployment.id
    if launch.context_id and known.course is None:
        named_courses.known_from_now(session, deployment_id, launch.context_id)
    if known.link is None:
        _make_link(session, deployment_id, launch.resource_link_id)
    if known.learner is None:
        coming.make(session, platform.id, sub, now, anonymous=not launch.sub)


def _make_link(session: Session, deployment_id: int, resource_link_id: str) -> None:
    """A placement of which nothing is known but its name."""
    first = {
        "key": new_key(),
        "deployment_id": deployment_id,
        "resource_link_id": resource_link_id,
        "module": "",
        "shows": "",
        "placed_as": "",
        "report": "",
        "lang": "",
        "line_item_url": "",
        "line_items_url": "",
        "grade_scopes": [],
    }
    rows.insert_unless_there(session, ResourceLink, first)


def _keep_offer(session: Session, deployment: Deployed, launch: Launch) -> None:
    """Where it takes our address for notices.

    The worker names it (services/calls/notice_handlers.py).
    """
    url = launch.notices_url
    if not url or url == deployment.notices_url:
        return
    offer = update(Deployment).where(Deployment.id == deployment.id)
    anew = {"notices_tried_at": None, "notices_named_at": None}
    rows.change(session, offer.values(notices_url=url, **anew))


def _renewed_course(
    session: Session,
    course: KnownCourse | None,
    launch: Launch,
) -> KnownCourse | None:
    """The course of the launch as it is told now; None for a launch from no course."""
    if course is None:
        return None
    return rows.kept(
        session,
        Context,
        course,
        title=launch.context_title or course.title,
        memberships_url=launch.memberships_url or course.memberships_url,
        groups_url=launch.groups_url or course.groups_url,
        group_sets_url=launch.group_sets_url or course.group_sets_url,
        copied_from=launch.copied_from or course.copied_from,
    )


def _renewed_link(
    session: Session,
    link: Place,
    course: KnownCourse | None,
    launch: Launch,
    named: Named,
    grading: dict[str, Any],
) -> Place:
    """What a placement takes over from each launch. `grading`: see `grade_service`."""
    course_id = None if course is None else course.id
    return rows.kept(
        session,
        ResourceLink,
        link,
        context_id=course_id,
        module=named.module,
        shows=named.shows,
        placed_as=_name(launch),
        report=_report(launch),
        lang=tag_of(launch.custom.get("lang", "")),
        **grading,
    )


def _name(launch: Launch) -> str:
    """What our picker called the placement, "" for what it never wrote: authors write anything."""
    name = launch.custom.get("placement", "")
    is_name = len(name) <= ID_LENGTH and is_storable(name)
    return name if is_name else ""


def _report(launch: Launch) -> str:
    """The author's wish, "" for none that is known."""
    report = launch.custom.get("report", "")
    return report if report in REPORTS else ""
