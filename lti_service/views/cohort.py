"""The cohort page of a course, for its facilitators: who has not started, is in progress, has completed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from lti_service import addresses
from lti_service.errors import OutgoingError, RefusedError
from lti_service.headers import allow_platform
from lti_service.messages.roles import FACILITATOR
from lti_service.models import Context, LaunchSession, Registration, ResourceLink
from lti_service.services import audit, cohorts
from lti_service.services.rosters import Roster
from lti_service.views import learn, scripts, sessions
from lti_service.wiring import wiring
from olw_core.authoring import guide

blueprint = Blueprint("cohort", __name__)
logger = logging.getLogger("lti_service.cohort")
ACTION = "cohort status"


@blueprint.get("/cohort/<key>")
def show(key: str) -> str:
    """The page again, with the session cookie. `key` names the placement it was opened from."""
    with wiring().database.reading() as session:
        learn.frame_for(session, ResourceLink, key)
    return page(sessions.cookie_or_field(key), key, "")


@blueprint.post("/cohort/<key>/try")
def try_module(key: str) -> str:
    """The learner's side of this placement, for a facilitator; nothing is reported and nobody is counted."""
    with wiring().database.writing() as session:
        learn.frame_for(session, ResourceLink, key)
        owner = sessions.known(session, sessions.cookie_or_field(key))
        course_of(session, owner, key)
        return learn.start_page(session, owner, learn.token_for(session, owner))


@dataclass(frozen=True)
class Guide:
    """A link to a facilitator's guide."""

    title: str
    address: str


def page(token: str, key: str, form_token: str) -> str:
    """The page for a facilitator's session, and its row in the audit log. `form_token`: for the form, where known.

    The platform is asked for its roster between two units of work: it may be slow, and nobody else must wait.
    """
    here = wiring()
    with here.database.writing() as session:
        owner = sessions.known(session, token)
        course, registration = (
            course_of(session, owner, key),
            owner.learner.registration,
        )
        data = scripts.for_owner(
            owner, addresses.local("cohort.show", key=key), form_token
        )
    roster, problem = _roster(registration, course)
    with here.database.writing() as session:
        modules = cohorts.offered(session, course, list(here.library.modules))
        cohort = cohorts.of_course(session, course, roster, modules)
        told = cohorts.reports_of(session, course)
        people = len(cohort.cohort.rows)
        audit.note(
            session,
            actor=owner.learner,
            action=ACTION,
            context=course,
            people=people,
            now=here.clock(),
        )
    return render_template(
        "cohort.html",
        course=course.title or "Your course",
        cohort=cohort.cohort,
        names=cohort.names,
        modules=[here.library.modules[module] for module in modules],
        roster=roster,
        roster_problem=problem,
        age=_age(roster, here.clock()),
        token=form_token,
        data=data,
        leave_address=addresses.local("leaving.leave"),
        link=key,
        told=told,
        guides=_guides(key, modules),
        try_address=addresses.local("cohort.try_module", key=key),
    )


def course_of(session: Session, owner: LaunchSession, key: str) -> Context:
    """The course that this session may look at. Raises RefusedError."""
    if owner.resource_link.key != key:
        raise RefusedError("not-yours", "the session is for another placement")
    if owner.role != FACILITATOR:
        raise RefusedError("not-facilitator", "the session is a learner's")
    if owner.resource_link.context is None:
        raise RefusedError("no-course", "the placement has no context")
    if not cohorts.facilitates(session, owner.resource_link.context, owner.learner):
        raise RefusedError(
            "not-facilitator", "a newer launch in this course was not a facilitator's"
        )
    allow_platform(owner.learner.registration)
    return owner.resource_link.context


def _guides(key: str, modules: list[str]) -> list[Guide]:
    """The guides of the modules that this course has placed."""
    offered = [(one, wiring().library.modules[one]) for one in modules]
    return [
        Guide(str(module["title"]), addresses.local("guides.show", key=key, module=one))
        for one, module in offered
        if guide.has_guide(module)
    ]


def _roster(registration: Registration, context: Context) -> tuple[Roster | None, bool]:
    """(the roster or None, whether the platform should have given one)."""
    if not context.memberships_url:
        return None, False
    try:
        return wiring().rosters.get(registration, context), False
    except OutgoingError as error:
        logger.warning(
            "roster not fetched", extra={"problem": error.code, "detail": str(error)}
        )
        return None, True


def _age(roster: Roster | None, now: datetime) -> str:
    if roster is None:
        return ""
    seconds = int((now - roster.fetched_at).total_seconds())
    return "just now" if seconds < 5 else f"{seconds} seconds ago"
