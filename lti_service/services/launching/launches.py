"""A checked launch becomes rows: learner, context, resource link, membership.

The newest launch is believed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session, contains_eager, lazyload
from sqlalchemy.orm.attributes import set_committed_value

from lti_service.messages.launch import Launch
from lti_service.messages.text import ID_LENGTH, is_storable
from lti_service.models import (
    Context,
    Deployment,
    Learner,
    Membership,
    ResourceLink,
)
from lti_service.secret import new_key
from lti_service.services import rows
from lti_service.services.known_platforms import AnyRegistration
from lti_service.services.launching import named_courses
from lti_service.services.launching.coming import come, join
from lti_service.services.platforms import registrations
from lti_service.services.rows import get_or_create
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


@dataclass(frozen=True)
class _Known:
    """What is stored already of a launch's deployment, course, placement, learner and role."""

    deployment: Deployment
    context: Context | None
    link: ResourceLink | None
    learner: Learner | None
    membership: Membership | None


_IS_CONTEXT = and_(
    Context.deployment_id == Deployment.id,
    Context.context_id == bindparam("context"),
)
_IS_LINK = and_(
    ResourceLink.deployment_id == Deployment.id,
    ResourceLink.resource_link_id == bindparam("link"),
)
_IS_LEARNER = and_(
    Learner.registration_id == Deployment.registration_id,
    Learner.sub == bindparam("sub"),
)
_IS_MEMBERSHIP = and_(
    Membership.context_id == Context.id,
    Membership.learner_id == Learner.id,
)
KNOWN = (
    select(Deployment, Context, ResourceLink, Learner, Membership)
    .join(Deployment.registration)
    .outerjoin(Context, _IS_CONTEXT)
    .outerjoin(ResourceLink, _IS_LINK)
    .outerjoin(Learner, _IS_LEARNER)
    .outerjoin(Membership, _IS_MEMBERSHIP)
    .where(
        Deployment.registration_id == bindparam("registration"),
        Deployment.deployment_id == bindparam("deployment"),
    )
    .options(
        contains_eager(Deployment.registration),
        contains_eager(ResourceLink.deployment),
        lazyload(Context.deployment),
    )
)


@dataclass(frozen=True)
class Arrival:
    """Who came, and to which placement.

    `newly_graded`: no launch before this one brought a grade service.
    """

    learner: Learner
    link: ResourceLink
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
    known = _known(session, platform, launch)
    deployment = known.deployment
    registration = deployment.registration
    registrations.learn_family(session, registration, launch.product)
    _keep_offer(session, deployment, launch)
    context = _context(session, known, launch)
    link = known.link or _first_link(session, deployment, launch)
    column = link.line_item_url
    graded_before = can_be_graded(link)
    grading = grade_service.of_launch(session, registration, link, launch)
    _renew(session, link, context, launch, named, grading)
    newly_graded = not graded_before and can_be_graded(link)
    if column and not link.line_item_url:
        grades.send_anew(session, link, now)
    learner = come(
        session,
        registration,
        launch.sub,
        now,
        known=known.learner,
        locale=launch.locale,
    )
    if context is not None and not learner.anonymous:
        join(session, context, learner, launch.role, now, known.membership)
    return Arrival(learner, link, launch.role, newly_graded)


def _known(session: Session, platform: AnyRegistration, launch: Launch) -> _Known:
    """One statement for all that a repeated launch finds.

    Raises UnknownDeploymentError.
    """
    asked = {
        "registration": platform.id,
        "deployment": launch.deployment_id,
        "context": launch.context_id,
        "link": launch.resource_link_id,
        "sub": launch.sub,
    }
    found = session.execute(KNOWN, asked).one_or_none()
    if found is None:
        raise registrations.unknown_deployment(platform, launch.deployment_id)
    return _Known(*found)


def _keep_offer(session: Session, deployment: Deployment, launch: Launch) -> None:
    """Where it takes our address for notices.

    The worker names it (services/calls/notice_handlers.py).
    """
    url = launch.notices_url
    if url and url != deployment.notices_url:
        rows.store(
            session,
            deployment,
            notices_url=url,
            notices_tried_at=None,
            notices_named_at=None,
        )


def _context(session: Session, known: _Known, launch: Launch) -> Context | None:
    """The course of the launch; None for a launch from no course."""
    if not launch.context_id:
        return None
    context = known.context or named_courses.known_from_now(
        session, known.deployment, launch.context_id
    )
    rows.store(
        session,
        context,
        title=launch.context_title or context.title,
        memberships_url=launch.memberships_url or context.memberships_url,
        groups_url=launch.groups_url or context.groups_url,
        group_sets_url=launch.group_sets_url or context.group_sets_url,
        copied_from=launch.copied_from or context.copied_from,
    )
    return context


def _first_link(
    session: Session,
    deployment: Deployment,
    launch: Launch,
) -> ResourceLink:
    """The placement of a launch that is its first."""
    place = {
        "deployment_id": deployment.id,
        "resource_link_id": launch.resource_link_id,
    }
    first = {
        "key": new_key(),
        "module": "",
        "shows": "",
        "placed_as": "",
        "report": "",
        "lang": "",
        "line_item_url": "",
        "line_items_url": "",
        "grade_scopes": [],
    }
    return get_or_create(session, ResourceLink, place, first)


def _renew(
    session: Session,
    link: ResourceLink,
    context: Context | None,
    launch: Launch,
    named: Named,
    grading: dict[str, Any],
) -> None:
    """What a placement takes over from each launch. `grading`: see `grade_service`."""
    context_id = None if context is None else context.id
    rows.store(
        session,
        link,
        context_id=context_id,
        module=named.module,
        shows=named.shows,
        placed_as=_name(launch),
        report=_report(launch),
        lang=tag_of(launch.custom.get("lang", "")),
        **grading,
    )
    set_committed_value(link, "context", context)


def _name(launch: Launch) -> str:
    """What our picker called the placement, "" for what it never wrote: authors write anything."""
    name = launch.custom.get("placement", "")
    is_name = len(name) <= ID_LENGTH and is_storable(name)
    return name if is_name else ""


def _report(launch: Launch) -> str:
    """The author's wish, "" for none that is known."""
    report = launch.custom.get("report", "")
    return report if report in REPORTS else ""
