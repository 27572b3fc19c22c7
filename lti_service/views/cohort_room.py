"""A facilitator's course as one piece: who is in it and what is published of it.

Page and files are made of this one reading, and each reading is in the audit log.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from sqlalchemy.orm import Session

from lti_service.errors import OutgoingError, RefusedError
from lti_service.headers import allow_platform
from lti_service.messages.roles import FACILITATOR
from lti_service.messages.text import ID_LENGTH
from lti_service.models import Context, LaunchSession, Programme, Registration
from lti_service.services import audit
from lti_service.services.cohort import cohorts, group_views
from lti_service.services.cohort.cohorts import Sent
from lti_service.services.cohort.group_views import GroupView
from lti_service.services.cohort.rosters import Roster, nobody
from lti_service.services.figures import programmes, published
from lti_service.views import who_asks
from lti_service.wiring import wiring
from olw_core.cohort.lines import Lines, lines_of
from olw_core.cohort.published import Published
from olw_core.cohort.status import Cohort
from olw_core.formats.compiled import Module

logger = logging.getLogger("lti_service.cohort")


@dataclass(frozen=True)
class Room:
    """`roster_failed`: the platform should have told who is there and did not.

    `seen`: the platform's groups to choose from, and the roster narrowed to what is chosen.
    `cohort`, `lines`: of that part. `published`: of the whole course. `programme`: one that its
    facilitators may open.
    """

    course: Context
    owner: LaunchSession
    modules: Sequence[Module]
    cohort: Cohort
    lines: Lines
    seen: GroupView
    roster_failed: bool
    published: Sequence[Published]
    sent: Sent
    programme: Programme | None

    @property
    def title(self) -> str:
        """The course's name."""
        return self.course.title or "Your course"

    @property
    def roster(self) -> Roster | None:
        """Who is in it, as far as this facilitator looks."""
        return self.seen.roster


@dataclass(frozen=True)
class AskedRoster:
    """What the platform said of who is in the course. `failed`: it should have told and did not."""

    roster: Roster | None
    failed: bool


def read(token: str, key: str, action: str) -> Room:
    """The course that a session may look at, and its row in the audit log. Raises RefusedError.

    `action`: what is looked at, for the audit log. The request names the group that is wanted.
    The platform is asked for its roster between two units of work: it may be slow, and nobody else
    must wait.
    """
    here = wiring()
    with here.database.writing() as session:
        owner = who_asks.known(session, token)
        course = course_of(session, owner, key)
        registration = owner.learner.registration
    asked = ask(registration, course)
    group = request.values.get("group", "")
    seen = group_views.view(
        asked.roster,
        owner.learner.sub,
        group[:ID_LENGTH],
        has_groups=bool(course.groups_url),
    )
    shown = nobody(here.clock()) if seen.is_unknown else seen.roster
    with here.database.writing() as session:
        names = cohorts.offered(session, course, list(here.library.modules))
        found = cohorts.of_course(session, course, shown, names)
        modules = [here.library.modules[name] for name in names]
        course = session.merge(course, load=False)
        room = Room(
            course=course,
            owner=owner,
            modules=modules,
            cohort=found.cohort,
            lines=lines_of(found.cohort, found.names),
            seen=seen,
            roster_failed=asked.failed,
            published=published.of_course(
                session,
                course,
                modules,
                here.settings.rules,
            ),
            sent=cohorts.sent_from(session, course),
            programme=programmes.of_course(session, course),
        )
        audit.note(
            session,
            actor=owner.learner,
            action=action,
            context=course,
            people=len(found.cohort.people),
            now=here.clock(),
        )
    return room


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


def ask(registration: Registration, course: Context) -> AskedRoster:
    """The roster, live or a minute old at most.

    A platform that fails is no reason to show nothing: who has come is known here.
    """
    if not course.memberships_url:
        return AskedRoster(None, failed=False)
    try:
        roster = wiring().rosters.get(registration, course)
    except OutgoingError as error:
        told = {"problem": error.code, "detail": str(error)}
        logger.warning("roster not fetched", extra=told)
        return AskedRoster(None, failed=True)
    return AskedRoster(roster, failed=False)
