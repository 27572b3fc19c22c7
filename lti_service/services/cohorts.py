"""A course's cohort: progress from the database and people from the roster, brought together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Text, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from lti_service.messages.roles import FACILITATOR, LEARNER, OTHER
from lti_service.models import Attempt, Context, Learner, Membership, ResourceLink
from lti_service.services.line_items import can_be_graded
from lti_service.services.rosters import Person, Roster
from olw_core.cohort.status import Begun, Cohort, Member, statuses

COMMA = ","


@dataclass(frozen=True)
class CourseCohort:
    """`names`: person -> name, for those whom the platform names."""

    cohort: Cohort
    names: dict[str, str]


@dataclass(frozen=True)
class Reports:
    """What the platform is sent from a course: from at least one placement."""

    scores: bool
    completions: bool


_Came = Row[int, str, str]
"""Someone who has launched in the course: `id`, `sub`, and `role` by their newest launch."""


def of_course(
    session: Session,
    context: Context,
    roster: Roster | None,
    modules: Sequence[str],
) -> CourseCohort:
    """Status per person and module in this course.

    Without a roster: everyone who has come, without names. Of a part of the roster: its people
    alone, whoever else has come.
    """
    came = _came(session, context)
    begun = _begun(session, context, came)
    names = {}
    if roster is None:
        members = _members_by_launch(came)
    else:
        if roster.is_part:
            shown = {person.sub for person in roster.people}
            came = [one for one in came if one.sub in shown]
            begun = [_among(one, shown) for one in begun]
        people = sorted(roster.people, key=_place)
        members = _members(people, came)
        names = {person.sub: person.name for person in people if person.name}
    cohort = statuses(members, begun, modules)
    return CourseCohort(cohort, names)


def reports_of(session: Session, context: Context) -> Reports:
    """What leaves this course for the platform's gradebook, over all its placements."""
    sent = set()
    query = select(ResourceLink).where(ResourceLink.context_id == context.id)
    for link in session.scalars(query):
        if can_be_graded(link):
            sent.add(link.reported)
    return Reports(
        scores="score" in sent,
        completions="completion" in sent,
    )


def facilitates(session: Session, context: Context, learner: Learner) -> bool:
    """Whether this person's newest launch in the course was a facilitator's."""
    membership = session.get(Membership, (context.id, learner.id))
    return membership is not None and membership.role == FACILITATOR


def offered(session: Session, context: Context, modules: Sequence[str]) -> list[str]:
    """The modules that this course has placed, in the framework's order.

    All where a placement shows the map, or none shows a story.
    """
    query = select(ResourceLink.module).where(
        ResourceLink.context_id == context.id,
        ResourceLink.shows == "",
    )
    placed = set(session.scalars(query))
    if "" in placed or not placed:
        return list(modules)
    return [module for module in modules if module in placed]


def _place(person: Person) -> tuple[str, str]:
    """By name; those without one by id."""
    return person.name.casefold(), person.sub


def _members_by_launch(came: Iterable[_Came]) -> list[Member]:
    """Those who came as learners or facilitators; nobody else is in the group."""
    members = []
    for one in came:
        if one.role != OTHER:
            members.append(Member(one.sub, facilitates=one.role == FACILITATOR))
    return members


def _members(people: Sequence[Person], came: Iterable[_Came]) -> list[Member]:
    """Those of the roster; and who has come and is no learner there counts as leading."""
    members = []
    learners = set()
    for person in people:
        learns = person.role == LEARNER
        members.append(Member(person.sub, facilitates=not learns))
        if learns:
            learners.add(person.sub)
    for one in came:
        is_stranger = one.role != LEARNER and one.sub not in learners
        if one.role == FACILITATOR or is_stranger:
            members.append(Member(one.sub, facilitates=True))
    return members


def _came(session: Session, context: Context) -> Sequence[_Came]:
    """Everyone known by an id, in the order of the ids."""
    query = (
        select(Learner.id, Learner.sub, Membership.role)
        .join(Membership, Membership.learner_id == Learner.id)
        .where(Membership.context_id == context.id)
        .order_by(Learner.sub)
    )
    return session.execute(query).all()


def _begun(
    session: Session,
    context: Context,
    came: Iterable[_Came],
) -> list[Begun]:
    """Only what olw_core.cohort may know: no record, no score is even read.

    The database puts together who stands alike, as one text of ids: some hundred rows for 50,000
    people in place of 300,000.
    """
    is_of_placement = and_(
        Attempt.context_id.is_(None),
        ResourceLink.context_id == context.id,
    )
    day = _day(session)
    ids = func.aggregate_strings(cast(Attempt.learner_id, Text), COMMA)
    query = (
        select(Attempt.module, day, ids)
        .join(Learner, Attempt.learner_id == Learner.id)
        .join(ResourceLink, Attempt.resource_link_id == ResourceLink.id)
        .where(
            or_(Attempt.context_id == context.id, is_of_placement),
            Attempt.started_at.is_not(None),
            Learner.anonymous.is_(False),
        )
        .group_by(Attempt.module, day)
    )
    subs = {str(one.id): one.sub for one in came}
    begun = []
    for module, completed_on, joined in session.execute(query):
        # Without a line of ours for each of 300,000: whoever is not in `subs` falls out.
        people = filter(None, map(subs.get, joined.split(COMMA)))
        begun.append(Begun(list(people), module, _date(completed_on)))
    return begun


def _day(session: Session) -> ColumnElement[Any]:
    """The day of completion in UTC; None where it is not completed."""
    done: ColumnElement[Any] = Attempt.completed_at.expression
    if session.get_bind().dialect.name == "postgresql":
        done = func.timezone("UTC", done)
    return func.date(done)


def _date(day: date | str | None) -> date | None:
    """SQLite answers with text, PostgreSQL with a date."""
    return date.fromisoformat(str(day)) if day else None


def _among(begun: Begun, shown: Set[str]) -> Begun:
    """Those of them who are shown."""
    people = [person for person in begun.people if person in shown]
    return replace(begun, people=people)
