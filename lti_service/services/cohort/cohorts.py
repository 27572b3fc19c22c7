"""A course's cohort: progress from the database and people from the roster, brought together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Text, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from lti_service.messages.roles import FACILITATOR, LEARNER, OTHER
from lti_service.models import Attempt, Context, Learner, Membership, ResourceLink
from lti_service.services.cohort.rosters import Person, Roster
from lti_service.services.scores.line_items import can_be_graded
from olw_core.cohort.status import Begun, Cohort, Member, statuses

COMMA = ","


@dataclass(frozen=True)
class CourseCohort:
    """`names`: person -> name, for those whom the platform names."""

    cohort: Cohort
    names: dict[str, str]


@dataclass(frozen=True)
class Sent:
    """What the platform is sent from a course: from at least one placement."""

    scores: bool
    completions: bool


class _Came(NamedTuple):
    """Who has launched in the course. `subs`: number of the learner, as text -> the platform's id.

    `roles`: that id -> role by their newest launch. Two tables of texts, and no object for each
    person: there may be 50,000.
    """

    subs: dict[str, str]
    roles: dict[str, str]


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
    names = {}
    if roster is None:
        members = _members_by_launch(came.roles)
    else:
        if roster.is_part:
            shown = {person.sub for person in roster.people}
            came = _among(came, shown)
        people = sorted(roster.people, key=_by_name)
        members = _members(people, came.roles)
        for person in people:
            if person.name:
                names[person.sub] = person.name
    begun = _begun(session, context, came.subs)
    cohort = statuses(members, begun, modules)
    return CourseCohort(cohort, names)


def sent_from(session: Session, context: Context) -> Sent:
    """What leaves this course for the platform's gradebook, over all its placements."""
    switches = set()
    query = select(ResourceLink).where(ResourceLink.context_id == context.id)
    for link in session.scalars(query):
        if can_be_graded(link):
            switches.add(link.reported)
    return Sent(
        scores="score" in switches,
        completions="completion" in switches,
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


def _by_name(person: Person) -> tuple[str, str]:
    """By name; those without one by id."""
    return person.name.casefold(), person.sub


def _members_by_launch(roles: Mapping[str, str]) -> Iterator[Member]:
    """Those who came as learners or facilitators; nobody else is in the group."""
    for sub, role in roles.items():
        if role != OTHER:
            yield Member(sub, facilitates=role == FACILITATOR)


def _members(people: Sequence[Person], roles: Mapping[str, str]) -> Iterator[Member]:
    """Those of the roster; and who has come and is no learner there counts as leading."""
    learners = set()
    for person in people:
        learns = person.role == LEARNER
        if learns:
            learners.add(person.sub)
        yield Member(person.sub, facilitates=not learns)
    for sub, role in roles.items():
        is_stranger = role != LEARNER and sub not in learners
        if role == FACILITATOR or is_stranger:
            yield Member(sub, facilitates=True)


def _came(session: Session, context: Context) -> _Came:
    """Everyone known by an id, in the order of the ids."""
    query = (
        select(Learner.id, Learner.sub, Membership.role)
        .join(Membership, Membership.learner_id == Learner.id)
        .where(Membership.context_id == context.id)
        .order_by(Learner.sub)
    )
    subs = {}
    roles = {}
    for number, sub, role in session.execute(query):
        subs[str(number)] = sub
        roles[sub] = role
    return _Came(subs, roles)


def _among(came: _Came, shown: Set[str]) -> _Came:
    """Those of them who are shown."""
    subs = {}
    for number, sub in came.subs.items():
        if sub in shown:
            subs[number] = sub
    roles = {}
    for sub, role in came.roles.items():
        if sub in shown:
            roles[sub] = role
    return _Came(subs, roles)


def _begun(
    session: Session,
    context: Context,
    subs: Mapping[str, str],
) -> list[Begun]:
    """Only what olw_core.cohort may know: no record, no score is even read.

    The database puts together who stands alike, as one text of ids: some hundred rows for 50,000
    people in place of 300,000.
    """
    is_of_placement = and_(
        Attempt.context_id.is_(None),
        ResourceLink.context_id == context.id,
    )
    completed_on = _day(session)
    ids = func.aggregate_strings(cast(Attempt.learner_id, Text), COMMA)
    query = (
        select(Attempt.module, completed_on.label("day"), ids)
        .join(Learner, Attempt.learner_id == Learner.id)
        .join(ResourceLink, Attempt.resource_link_id == ResourceLink.id)
        .where(
            or_(Attempt.context_id == context.id, is_of_placement),
            Attempt.started_at.is_not(None),
            Learner.anonymous.is_(False),
        )
        .group_by(Attempt.module, "day")
    )
    begun = []
    for module, told, joined in session.execute(query):
        # Without a line of ours for each of 300,000: whoever is not in `subs` falls out.
        numbers = joined.split(COMMA)
        people = filter(None, map(subs.get, numbers))
        day = _date(told)
        alike = Begun(list(people), module, day)
        begun.append(alike)
    return begun


def _day(session: Session) -> ColumnElement[Any]:
    """The day of completion in UTC; None where it is not completed."""
    done: ColumnElement[Any] = Attempt.completed_at.expression
    if session.get_bind().dialect.name == "postgresql":
        done = func.timezone("UTC", done)
    return func.date(done)


def _date(day: date | str | None) -> date | None:
    """SQLite answers with text, PostgreSQL with a date."""
    if not day:
        return None
    text = str(day)
    return date.fromisoformat(text)
