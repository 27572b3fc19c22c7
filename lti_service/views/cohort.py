"""The cohort page of a course, for its facilitators: who has not started, is in progress, has completed."""

from __future__ import annotations

import logging
from datetime import datetime

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from lti_service import addresses
from lti_service.errors import OutgoingError, RefusedError
from lti_service.headers import allow_platform
from lti_service.messages.roles import FACILITATOR
from lti_service.models import Context, LaunchSession, ResourceLink
from lti_service.services import audit, cohorts
from lti_service.services.rosters import Roster
from lti_service.views import learn, sessions
from lti_service.wiring import wiring

blueprint = Blueprint("cohort", __name__)
logger = logging.getLogger("lti_service.cohort")
ACTION = "cohort status"


@blueprint.get("/cohort/<key>")
def show(key: str) -> str:
    """The page again, with the session cookie. `key` names the placement it was opened from."""
    here = wiring()
    with here.database.writing() as session:
        learn.frame_for(session, ResourceLink, key)
        owner = sessions.by_cookie_or_field(session, key)
        _check(owner, key)
        return page(session, owner, "")


@blueprint.post("/cohort/<key>/try")
def try_module(key: str) -> str:
    """The learner's side of this placement, for a facilitator; nothing is reported and nobody is counted."""
    here = wiring()
    with here.database.writing() as session:
        learn.frame_for(session, ResourceLink, key)
        owner = sessions.by_cookie_or_field(session, key)
        _check(owner, key)
        return learn.start_page(session, owner, learn.token_for(session, owner))


def page(session: Session, owner: LaunchSession, token: str) -> str:
    """The page for a facilitator's session, and its row in the audit log. `token`: for the form, where known."""
    here, link = wiring(), owner.resource_link
    if owner.standing != FACILITATOR or link.context is None:
        raise RefusedError("not-facilitator", "a cohort page without an Instructor's session")
    roster, problem = _roster(owner, link.context)
    modules = cohorts.offered(session, link.context, list(here.library.modules))
    course = cohorts.of_course(session, link.context, roster, modules)
    people = len(course.cohort.rows)
    audit.note(session, actor=owner.learner, action=ACTION, context=link.context, people=people, now=here.clock())
    return render_template(
        "cohort.html",
        course=link.context.title or "Your course",
        cohort=course.cohort,
        names=course.names,
        modules=[here.library.modules[module] for module in modules],
        roster=roster,
        roster_problem=problem,
        age=_age(roster, here.clock()),
        token=token,
        address=addresses.local("cohort.show", key=link.key),
        try_address=addresses.local("cohort.try_module", key=link.key),
    )


def _check(owner: LaunchSession, key: str) -> None:
    if owner.resource_link.key != key:
        raise RefusedError("not-yours", "the session is for another placement")
    if owner.standing != FACILITATOR:
        raise RefusedError("not-facilitator", "the session is a learner's")
    if owner.resource_link.context is None:
        raise RefusedError("no-course", "the placement has no context")
    allow_platform(owner.learner.registration)


def _roster(owner: LaunchSession, context: Context) -> tuple[Roster | None, bool]:
    """(the roster or None, whether the platform should have given one)."""
    if not context.memberships_url:
        return None, False
    try:
        return wiring().rosters.get(owner.learner.registration, context), False
    except OutgoingError as error:
        logger.warning("roster not fetched", extra={"problem": error.code, "detail": str(error)})
        return None, True


def _age(roster: Roster | None, now: datetime) -> str:
    if roster is None:
        return ""
    seconds = int((now - roster.fetched_at).total_seconds())
    return "just now" if seconds < 5 else f"{seconds} seconds ago"
