"""What is stored already of what a launch names, as columns that one statement reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from lti_service.messages.launch import Launch
from lti_service.models import (
    Context,
    Deployment,
    Learner,
    Membership,
    ResourceLink,
)
from lti_service.models.base import table_of
from lti_service.services.glances import OF_LINK, Place, Reader, columns, named
from lti_service.services.known_platforms import AnyRegistration
from lti_service.services.launching.coming import Member
from lti_service.services.launching.named_courses import KnownCourse
from lti_service.services.platforms import registrations

There = TypeVar("There")


class Deployed(NamedTuple):
    """Columns of a `Deployment`."""

    id: int
    notices_url: str
    report: str


class Known(NamedTuple):
    """What is stored already of a launch's deployment, course, placement, learner and role."""

    deployment: Deployed
    course: KnownCourse | None
    link: Place | None
    learner: Reader | None
    member: Member | None


_DEPLOYMENT = table_of(Deployment)
_COURSE = table_of(Context)
_LINK = table_of(ResourceLink)
_LEARNER = table_of(Learner)
_MEMBER = table_of(Membership)
_IS_COURSE = and_(
    _COURSE.c.deployment_id == _DEPLOYMENT.c.id,
    _COURSE.c.context_id == bindparam("context"),
)
_IS_LINK = and_(
    _LINK.c.deployment_id == _DEPLOYMENT.c.id,
    _LINK.c.resource_link_id == bindparam("link"),
)
_IS_LEARNER = and_(
    _LEARNER.c.registration_id == _DEPLOYMENT.c.registration_id,
    _LEARNER.c.sub == bindparam("sub"),
)
_IS_MEMBER = and_(
    _MEMBER.c.context_id == _COURSE.c.id,
    _MEMBER.c.learner_id == _LEARNER.c.id,
)
KNOWN = (
    select(
        *columns(Deployment, Deployed._fields),
        *columns(Context, KnownCourse._fields),
        *columns(ResourceLink, OF_LINK),
        *columns(Learner, Reader._fields),
        *columns(Membership, Member._fields),
    )
    .select_from(_DEPLOYMENT)
    .outerjoin(_COURSE, _IS_COURSE)
    .outerjoin(_LINK, _IS_LINK)
    .outerjoin(_LEARNER, _IS_LEARNER)
    .outerjoin(_MEMBER, _IS_MEMBER)
    .where(
        _DEPLOYMENT.c.registration_id == bindparam("registration"),
        _DEPLOYMENT.c.deployment_id == bindparam("deployment"),
    )
)


def read(
    session: Session,
    platform: AnyRegistration,
    launch: Launch,
    sub: str,
) -> Known:
    """One statement for all that a repeated launch finds.

    Raises UnknownDeploymentError.
    """
    asked = {
        "registration": platform.id,
        "deployment": launch.deployment_id,
        "context": launch.context_id,
        "link": launch.resource_link_id,
        "sub": sub,
    }
    row = session.connection().execute(KNOWN, asked).one_or_none()
    if row is None:
        raise registrations.unknown_deployment(platform, launch.deployment_id)
    found = iter(row)
    deployment = Deployed(**named(Deployed._fields, found))
    course = named(KnownCourse._fields, found)
    link = named(OF_LINK, found)
    reader = named(Reader._fields, found)
    member = named(Member._fields, found)
    return Known(
        deployment,
        _there(KnownCourse, course),
        _there(Place, {**link, "usual_report": deployment.report}),
        _there(Reader, reader),
        _there(Member, member),
    )


def _there(kind: Callable[..., There], values: dict[str, Any]) -> There | None:
    """A row that an outer join has found: where there is none, all its columns are None."""
    key = next(iter(values.values()))
    return None if key is None else kind(**values)


def lacks(known: Known, launch: Launch) -> bool:
    """Whether something is to be made before all of it can be read."""
    lacks_course = bool(launch.context_id) and known.course is None
    return lacks_course or known.link is None or known.learner is None
