"""What is published of a course: one reading of its figures for page, print, CSV and XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.models import Context, CourseFigures, ListedDecision, TrustFigures
from olw_core.cohort import tables as published
from olw_core.cohort.answers import possible
from olw_core.cohort.published import Published
from olw_core.cohort.rules import Rules
from olw_core.cohort.step import Step, without
from olw_core.formats.compiled import Module

NO_STEP: Step = {}


def of_course(
    session: Session,
    context: Context,
    modules: Iterable[Module],
    rules: Rules,
) -> list[Published]:
    """Each of these modules as it stands."""
    own = _figures(session, context)
    trust = _trust_figures(session, context)
    asked_for = _asked_for(session, context)
    found = []
    for module in modules:
        here = own.get(module["id"])
        found.append(
            _published(
                module,
                here,
                trust.get(module["id"], NO_STEP),
                asked_for.get(module["id"], []),
                rules,
            )
        )
    return found


def _published(
    module: Module,
    figures: CourseFigures | None,
    trust: Step,
    asked_for: Sequence[str],
    rules: Rules,
) -> Published:
    answers = possible(module)
    counts = NO_STEP
    plans = 0
    moved_at = None
    if figures is not None:
        counts = cast(Step, figures.counts)
        plans = figures.plans
        moved_at = figures.moved_at
    elsewhere = without(trust, counts)
    return Published(
        module=module,
        tables=published.tables([counts], answers, rules),
        elsewhere=published.elsewhere([elsewhere], answers, rules),
        asked_for=[scene for scene in answers if scene in asked_for],
        plans=plans,
        moved_at=moved_at,
    )


def _figures(session: Session, context: Context) -> dict[str, CourseFigures]:
    """Module -> figures of the course."""
    query = select(CourseFigures).filter_by(context_id=context.id)
    return {row.module: row for row in session.scalars(query)}


def _trust_figures(session: Session, context: Context) -> dict[str, Step]:
    """Module -> the sum of all courses of the course's platform, this one included."""
    registration_id = context.deployment.registration_id
    query = select(TrustFigures).filter_by(registration_id=registration_id)
    return {row.module: cast(Step, row.counts) for row in session.scalars(query)}


def _asked_for(session: Session, context: Context) -> dict[str, list[str]]:
    """Module -> scenes."""
    query = select(ListedDecision).filter_by(context_id=context.id)
    found: dict[str, list[str]] = {}
    for row in session.scalars(query):
        found.setdefault(row.module, []).append(row.scene)
    return found
