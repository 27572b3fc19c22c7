"""Who is where, line by line: kept as columns, since a course may have 50,000 people and shows 100.

A line is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from olw_core.cohort.status import Cell, Cohort, Column


@dataclass(frozen=True)
class PersonLine:
    """One person. `name`: "Person 7" where the platform gives none."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Lines:
    """Everyone, in the order of the roster. `columns`: of each module, in the same order."""

    names: Sequence[str]
    columns: Sequence[Column]

    def at(self, index: int) -> PersonLine:
        """One line; `index` from 0."""
        cells = tuple([column[index] for column in self.columns])
        return PersonLine(self.names[index], cells)

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[PersonLine]:
        return map(self.at, range(len(self)))


def lines_of(cohort: Cohort, names: Mapping[str, str]) -> Lines:
    """Everyone, with names as far as they are known. `names`: person -> name."""
    shown = []
    for number, person in enumerate(cohort.people, 1):
        name = names.get(person)
        shown.append(name or f"Person {number}")
    return Lines(shown, cohort.columns)
