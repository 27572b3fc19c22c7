"""A programme as one piece, as its pages, its files and a command tell it.

It has figures and no names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from lti_service.models import Context, Programme
from lti_service.services.cohort import cohorts
from lti_service.services.figures import programmes, published
from olw_core.cohort import figure_words, sheets
from olw_core.cohort.published import Published
from olw_core.cohort.rules import Rules
from olw_core.cohort.sheets import Sheet
from olw_core.formats.compiled import Module


@dataclass(frozen=True)
class ProgrammeRoom:
    """`published`: of each story that one of its courses has placed."""

    programme: Programme
    courses: Sequence[Context]
    published: Sequence[Published]

    def sheet(self) -> Sheet:
        """The figures line by line."""
        return sheets.figures(self.published, figure_words.PROGRAMME)


def read(
    session: Session,
    programme: Programme,
    modules: Mapping[str, Module],
    rules: Rules,
) -> ProgrammeRoom:
    """All that is published of a programme."""
    courses = programmes.courses(session, programme)
    known = list(modules)
    names: set[str] = set()
    for course in courses:
        names.update(cohorts.offered(session, course, known))
    offered = [modules[name] for name in known if name in names]
    told = published.of_programme(session, programme, offered, rules)
    return ProgrammeRoom(programme, courses, told)
