"""Looking at how an activity went: whose work, in which course, and who looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.errors import RefusedError
from lti_service.messages.submission_review import SubmissionReview
from lti_service.models import (
    Attempt,
    Context,
    Deployment,
    Learner,
    Registration,
    ResourceLink,
)
from lti_service.services import audit
from lti_service.services.launching import coming
from lti_service.services.platforms import registrations
from lti_service.services.play import learners_attempts
from olw_core.engine.progress import Standing

ACTION = "submission review"
SHARED = "shared story"


@dataclass(frozen=True)
class Review:
    """`looker`: who looks. `link`: the activity. `work`: what the learner did of it."""

    looker: Learner
    link: ResourceLink
    work: list[Attempt]


def open_review(
    session: Session,
    registration: Registration,
    review: SubmissionReview,
    now: datetime,
    *,
    is_led: bool,
) -> Review:
    """Find it all; a look at another's work is noted.

    `is_led`: whether the looker leads this learner; of who does not nobody is shown.

    Raises RefusedError: deployment-unknown, no-course, and review-unknown for an activity that
    nobody has opened yet, or that is another course's.
    """
    deployment = registrations.find_deployment(registration, review.deployment_id)
    link = _link(session, deployment, review)
    looker = coming.come(session, registration.id, review.sub, now)
    if link.context is not None:
        coming.join(session, link.context.id, looker.id, review.role, now)
    worker = _learner(session, registration, review.for_user)
    work = learners_attempts.of_place(session, worker, link) if worker else []
    if not review.is_own:
        _note(session, looker, link, ACTION, int(is_led), now)
    offered = [one for one in work if link.module in ("", one.module)]
    return Review(looker, link, offered)


def course_of(
    session: Session,
    registration: Registration,
    review: SubmissionReview,
) -> Context | None:
    """The course of the activity; None for none. Raises RefusedError, as `open_review`."""
    deployment = registrations.find_deployment(registration, review.deployment_id)
    return _link(session, deployment, review).context


def note_shared(session: Session, opened: Review, now: datetime) -> None:
    """A look at a story that its learner shares is written down, too. Raises RefusedError."""
    _note(session, opened.looker, opened.link, SHARED, 1, now)


def _note(
    session: Session,
    looker: Learner,
    link: ResourceLink,
    action: str,
    people: int,
    now: datetime,
) -> None:
    """A look at another's work is written down. Raises RefusedError (no-course).

    `people`: how many were shown.
    """
    if link.context is None:
        raise RefusedError("no-course", "the work is of no course")
    audit.note(
        session,
        actor=looker,
        action=action,
        context=link.context,
        people=people,
        now=now,
    )


def standing(opened: Review, module: str) -> Standing:
    """Where the learner stands in one module of the activity."""
    for attempt in opened.work:
        if attempt.module == module:
            return learners_attempts.standing_of(attempt)
    return Standing(module, "not started", 0, None)


def finished_at(opened: Review, module: str) -> datetime | None:
    """When the learner completed it; None before that."""
    for attempt in opened.work:
        if attempt.module == module:
            return attempt.completed_at
    return None


def _link(
    session: Session,
    deployment: Deployment,
    review: SubmissionReview,
) -> ResourceLink:
    """By its id, else by its column; in the course of the request. Raises RefusedError."""
    query = select(ResourceLink).where(ResourceLink.deployment_id == deployment.id)
    if review.resource_link_id:
        query = query.where(ResourceLink.resource_link_id == review.resource_link_id)
    elif review.line_item_url:
        query = query.where(ResourceLink.line_item_url == review.line_item_url)
    else:
        told = "neither a resource link nor a line item is named"
        raise RefusedError("review-unknown", told)
    found = session.scalars(query.limit(1)).first()
    if found is None:
        raise RefusedError("review-unknown", "no launch has named this activity")
    course = found.context.context_id if found.context else ""
    if course != review.context_id:
        raise RefusedError("review-unknown", "the activity is in another course")
    return found


def _learner(session: Session, registration: Registration, sub: str) -> Learner | None:
    """None for one who has never come."""
    query = select(Learner).filter_by(registration_id=registration.id, sub=sub)
    return session.scalar(query)
