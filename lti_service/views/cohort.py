"""The cohort page of a course, for its facilitators.

Who has not started, is in progress, has completed.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from lti_service import addresses
from lti_service.errors import OutgoingError, RefusedError
from lti_service.headers import allow_platform
from lti_service.messages.roles import FACILITATOR
from lti_service.messages.text import ID_LENGTH
from lti_service.models import Context, LaunchSession, Registration, ResourceLink
from lti_service.services import audit, cohorts, group_views
from lti_service.services.rosters import Roster
from lti_service.views import learn, scripts, sessions
from lti_service.wiring import wiring
from olw_core.authoring import guide

blueprint = Blueprint("cohort", __name__)
logger = logging.getLogger("lti_service.cohort")
ACTION = "cohort status"
JUST_NOW = 5
"""Seconds."""


@blueprint.get("/cohort/<key>")
def show(key: str) -> str:
    """The page again, with the session cookie. `key` names the placement it was opened from."""
    with wiring().database.reading() as session:
        learn.frame_for(session, ResourceLink, key)
    token = sessions.cookie_or_field(key)
    return page(token, key, "")


@blueprint.post("/cohort/<key>/try")
def try_module(key: str) -> str:
    """The learner's side of this placement, for a facilitator.

    Nothing is reported and nobody is counted.
    """
    with wiring().database.writing() as session:
        learn.frame_for(session, ResourceLink, key)
        owner = sessions.known(session, sessions.cookie_or_field(key))
        course_of(session, owner, key)
        token = learn.token_for(session, owner)
        return learn.start_page(session, owner, token)


@blueprint.post("/cohort/<key>/group")
def choose_group(key: str) -> str:
    """The page for one of the platform's groups. Sent with the session, as `try_module`."""
    with wiring().database.reading() as session:
        learn.frame_for(session, ResourceLink, key)
    form_token = request.form.get("session", "")
    group = request.form.get("group", "")
    return page(sessions.cookie_or_field(key), key, form_token, group[:ID_LENGTH])


@dataclass(frozen=True)
class Guide:
    """A link to a facilitator's guide."""

    title: str
    address: str


@dataclass(frozen=True)
class _Asked:
    """What the platform said of who is in the course. `failed`: it should have told and did not."""

    roster: Roster | None
    failed: bool


def page(token: str, key: str, form_token: str, group: str = "") -> str:
    """The page for a facilitator's session, and its row in the audit log.

    `form_token`: for the form, where known. `group`: of the platform, "" for all. The platform is
    asked for its roster between two units of work: it may be slow, and nobody else must wait.
    """
    here = wiring()
    own_address = addresses.local("cohort.show", key=key)
    with here.database.writing() as session:
        owner = sessions.known(session, token)
        course = course_of(session, owner, key)
        registration = owner.learner.registration
        data = scripts.for_owner(owner, own_address, form_token)
    asked = _ask(registration, course)
    seen = group_views.view(asked.roster, owner.learner.sub, group)
    with here.database.writing() as session:
        modules = cohorts.offered(session, course, list(here.library.modules))
        cohort = cohorts.of_course(session, course, seen.roster, modules)
        told = cohorts.reports_of(session, course)
        _note(session, owner, course, people=len(cohort.cohort.rows))
    return render_template(
        "cohort.html",
        course=course.title or "Your course",
        cohort=cohort.cohort,
        names=cohort.names,
        groups=seen.choices,
        group=seen.chosen,
        group_address=addresses.local("cohort.choose_group", key=key),
        modules=[here.library.modules[module] for module in modules],
        roster=asked.roster,
        roster_problem=asked.failed,
        age=_age(asked.roster, here.clock()),
        token=form_token,
        data=data,
        leave_address=addresses.local("leaving.leave"),
        link=key,
        told=told,
        guides=_guides(key, modules),
        try_address=addresses.local("cohort.try_module", key=key),
    )


def _note(session: Session, owner: LaunchSession, course: Context, people: int) -> None:
    """The page was looked at, with so many people on it."""
    audit.note(
        session,
        actor=owner.learner,
        action=ACTION,
        context=course,
        people=people,
        now=wiring().clock(),
    )


def course_of(session: Session, owner: LaunchSession, key: str) -> Context:
    """The course that this session may look at. Raises RefusedError."""
    link = owner.resource_link
    if link.key != key:
        raise RefusedError("not-yours", "the session is for another placement")
    if owner.role != FACILITATOR:
        raise RefusedError("not-facilitator", "the session is a learner's")
    if link.context is None:
        raise RefusedError("no-course", "the placement has no context")
    if not cohorts.facilitates(session, link.context, owner.learner):
        told = "a newer launch in this course was not a facilitator's"
        raise RefusedError("not-facilitator", told)
    allow_platform(owner.learner.registration)
    return link.context


def _guides(key: str, modules: Sequence[str]) -> list[Guide]:
    """The guides of the modules that this course has placed."""
    guides = []
    for one in modules:
        module = wiring().library.modules[one]
        if guide.has_guide(module):
            address = addresses.local("guides.show", key=key, module=one)
            guides.append(Guide(str(module["title"]), address))
    return guides


def _ask(registration: Registration, course: Context) -> _Asked:
    if not course.memberships_url:
        return _Asked(None, failed=False)
    try:
        roster = wiring().rosters.get(registration, course)
    except OutgoingError as error:
        told = {"problem": error.code, "detail": str(error)}
        logger.warning("roster not fetched", extra=told)
        return _Asked(None, failed=True)
    return _Asked(roster, failed=False)


def _age(roster: Roster | None, now: datetime) -> str:
    """How old the names on the page are, in words."""
    if roster is None:
        return ""
    age = now - roster.fetched_at
    seconds = int(age.total_seconds())
    if seconds < JUST_NOW:
        return "just now"
    return f"{seconds} seconds ago"
