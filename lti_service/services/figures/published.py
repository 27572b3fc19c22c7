"""What is published of a course or a programme, for page, print, CSV and XLSX.

One reading of the figures for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.models import (
    Context,
    CourseFigures,
    ListedDecision,
    Programme,
    ProgrammeCourse,
    ProgrammeFigures,
    StopFigures,
    TrustFigures,
)
from lti_service.services.figures import programmes
from olw_core.cohort import tables as published
from olw_core.cohort.answers import possible
from olw_core.cohort.plans import in_tens
from olw_core.cohort.published import Published
from olw_core.cohort.rules import Rules
from olw_core.cohort.step import Step, joined, without
from olw_core.cohort.stops import StopsTold, stops_told
from olw_core.formats.compiled import Module

NO_STEP: Step = {}
_Figures = CourseFigures | ProgrammeFigures


@dataclass(frozen=True)
class _Place:
    """What is looked at: courses of a platform, and their figures.

    `apart`: figures with people of these courses that are not told here; nor are they elsewhere.
    """

    registration_id: int
    courses: Sequence[int]
    figures: Sequence[_Figures]
    apart: Sequence[_Figures] = ()


def of_course(
    session: Session,
    context: Context,
    modules: Iterable[Module],
    rules: Rules,
) -> list[Published]:
    """Each of these modules as it stands in a course."""
    courses = [context.id]
    place = _Place(
        context.deployment.registration_id,
        courses,
        _figures(session, courses),
        _pooled(session, context),
    )
    return _published(session, place, modules, rules)


def of_programme(
    session: Session,
    programme: Programme,
    modules: Iterable[Module],
    rules: Rules,
) -> list[Published]:
    """Each of these modules as it stands in a programme: its courses' steps, and its own."""
    courses = [course.id for course in programmes.courses(session, programme)]
    query = select(ProgrammeFigures).filter_by(programme_id=programme.id)
    figures = [*_figures(session, courses), *session.scalars(query)]
    place = _Place(programme.registration_id, courses, figures)
    return _published(session, place, modules, rules)


def _published(
    session: Session,
    place: _Place,
    modules: Iterable[Module],
    rules: Rules,
) -> list[Published]:
    """One reading for whatever is published, since all of it is sums of steps."""
    trust = _trust_figures(session, place.registration_id)
    asked_for = _asked_for(session, place.courses)
    stops = _stops(session, place.registration_id, rules)
    found = []
    for module in modules:
        name = module["id"]
        counts = _sum(place.figures, name)
        rest = without(trust.get(name, NO_STEP), counts)
        elsewhere = without(rest, _sum(place.apart, name))
        figures = [row for row in place.figures if row.module == name]
        answers = possible(module)
        listed = asked_for.get(name, set())
        one = Published(
            module=module,
            tables=published.tables([counts], answers, rules),
            elsewhere=published.elsewhere([elsewhere], answers, rules),
            asked_for=[scene for scene in answers if scene in listed],
            plans=sum(row.plans for row in figures),
            people=in_tens(sum(row.people for row in figures)),
            moved_at=max((row.moved_at for row in figures), default=None),
            stops=stops.get(name),
        )
        found.append(one)
    return found


def _sum(figures: Iterable[_Figures], module: str) -> Step:
    """All steps of one module together."""
    counts = NO_STEP
    for row in figures:
        if row.module == module:
            counts = joined(counts, cast(Step, row.counts))
    return counts


def _figures(session: Session, courses: Sequence[int]) -> Sequence[CourseFigures]:
    """Of all modules in these courses."""
    query = select(CourseFigures).where(CourseFigures.context_id.in_(courses))
    return session.scalars(query).all()


def _pooled(session: Session, context: Context) -> Sequence[ProgrammeFigures]:
    """Of the programme that a course is in: its own people may be among them."""
    query = (
        select(ProgrammeFigures)
        .join(
            ProgrammeCourse,
            ProgrammeCourse.programme_id == ProgrammeFigures.programme_id,
        )
        .where(ProgrammeCourse.context_id == context.id)
    )
    return session.scalars(query).all()


def _trust_figures(session: Session, registration_id: int) -> dict[str, Step]:
    """Module -> the sum of all courses of a platform, those that are looked at included."""
    query = select(TrustFigures).filter_by(registration_id=registration_id)
    return {row.module: cast(Step, row.counts) for row in session.scalars(query)}


def _stops(
    session: Session,
    registration_id: int,
    rules: Rules,
) -> dict[str, StopsTold]:
    """Module -> what would stop people of a platform, where enough had it counted."""
    query = select(StopFigures).filter_by(registration_id=registration_id)
    found = {}
    for row in session.scalars(query):
        shares = stops_told(cast(Step, row.counts), rules)
        if shares is not None and row.moved_at is not None:
            found[row.module] = StopsTold(shares, row.moved_at)
    return found


def _asked_for(session: Session, courses: Sequence[int]) -> dict[str, set[str]]:
    """Module -> scenes that are listed in one of the courses at least."""
    query = select(ListedDecision).where(ListedDecision.context_id.in_(courses))
    found: dict[str, set[str]] = {}
    for row in session.scalars(query):
        found.setdefault(row.module, set()).add(row.scene)
    return found
