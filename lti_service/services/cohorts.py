"""A course's cohort: standings from the database and people from the roster, brought together by olw_core.cohort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.messages.roles import FACILITATOR, LEARNER
from lti_service.models import Attempt, Context, Learner, Membership, ResourceLink
from lti_service.services.line_items import can_be_graded
from lti_service.services.rosters import Roster
from olw_core.cohort import Cohort, Member, Standing, statuses


@dataclass(frozen=True)
class CourseCohort:
    """`names`: person -> name, for those whom the platform names."""

    cohort: Cohort
    names: dict[str, str]


def of_course(
    session: Session, context: Context, roster: Roster | None, modules: Sequence[str]
) -> CourseCohort:
    """Status per person and module in this course. Without a roster: everyone who has come, without names."""
    launched = _memberships(session, context)
    if roster is None:
        members = [
            Member(sub, standing == FACILITATOR)
            for sub, standing in launched
            if standing != "other"
        ]
        return CourseCohort(
            statuses(members, _standings(session, context), modules), {}
        )
    people = sorted(
        roster.people, key=lambda person: (person.name.casefold(), person.sub)
    )
    learners = {person.sub for person in people if person.standing == LEARNER}
    members = [Member(person.sub, person.standing != LEARNER) for person in people]
    members += [
        Member(sub, facilitates=True)
        for sub, standing in launched
        if standing == FACILITATOR or (standing != LEARNER and sub not in learners)
    ]
    names = {person.sub: person.name for person in people if person.name}
    return CourseCohort(statuses(members, _standings(session, context), modules), names)


@dataclass(frozen=True)
class Reports:
    """What the platform is sent from a course: `scores` and `completions` from at least one placement."""

    scores: bool
    completions: bool


def reports_of(session: Session, context: Context) -> Reports:
    """What leaves this course for the platform's gradebook, over all its placements."""
    query = select(ResourceLink).where(ResourceLink.context_id == context.id)
    sent = {link.reported for link in session.scalars(query) if can_be_graded(link)}
    return Reports(scores="score" in sent, completions="completion" in sent)


def facilitates(session: Session, context: Context, learner: Learner) -> bool:
    """Whether this person's newest launch in the course was a facilitator's."""
    membership = session.get(Membership, (context.id, learner.id))
    return membership is not None and membership.standing == FACILITATOR


def offered(session: Session, context: Context, modules: Sequence[str]) -> list[str]:
    """The modules that this course has placed, in the framework's order; all where a placement shows the list."""
    placed = set(
        session.scalars(
            select(ResourceLink.module).where(ResourceLink.context_id == context.id)
        )
    )
    return [module for module in modules if "" in placed or module in placed]


def _memberships(session: Session, context: Context) -> list[tuple[str, str]]:
    query = (
        select(Learner.sub, Membership.standing)
        .join(Membership, Membership.learner_id == Learner.id)
        .where(Membership.context_id == context.id)
        .order_by(Learner.sub)
    )
    return [(sub, standing) for sub, standing in session.execute(query)]


def _standings(session: Session, context: Context) -> list[Standing]:
    """Only what olw_core.cohort may know: no record, no score is even read."""
    query = (
        select(Learner.sub, Attempt.module, Attempt.completed_at)
        .join(Learner, Attempt.learner_id == Learner.id)
        .join(ResourceLink, Attempt.resource_link_id == ResourceLink.id)
        .where(
            ResourceLink.context_id == context.id,
            Attempt.started_at.is_not(None),
            Learner.anonymous.is_(False),
        )
    )
    return [
        Standing(sub, module, at.date() if at else None)
        for sub, module, at in session.execute(query)
    ]
