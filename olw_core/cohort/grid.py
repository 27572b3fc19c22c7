"""The status grid as it is asked for: filtered, searched, sorted, and one page of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from olw_core.cohort.status import Cell, Cohort, Row

PER_PAGE = 100
SEARCH_LENGTH = 100
DIGITS = 5
"""Of a page's number."""
Sort = Literal["name", "status", "newest"]
SORTS: tuple[Sort, ...] = ("name", "status", "newest")
STATUSES = ("not started", "in progress", "completed")
LAST = date.max.toordinal()
WEEK = 7


@dataclass(frozen=True)
class Asked:
    """What the reader asked for. `module`: "" = any. `page`: from 1."""

    status: str = ""
    module: str = ""
    search: str = ""
    sort: Sort = "name"
    page: int = 1


@dataclass(frozen=True)
class Line:
    """One person. `name`: "Person 7" where the platform gives none."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """`lines`: of this page. `found`: on all pages."""

    lines: Sequence[Line]
    found: int
    page: int
    pages: int


def asked(values: Mapping[str, str], modules: Sequence[str]) -> Asked:
    """Read from a form or an address. What makes no sense is as if it had not been asked."""
    search = values.get("search", "").strip()
    return Asked(
        status=_one_of(STATUSES, values.get("status", "")),
        module=_one_of(modules, values.get("module", "")),
        search=search[:SEARCH_LENGTH],
        sort=_sort(values.get("sort", "")),
        page=_number(values.get("page", "")),
    )


def _one_of(known: Sequence[str], word: str) -> str:
    """ "" for a word that is not known."""
    return word if word in known else ""


def _number(text: str) -> int:
    """The first page for what is no number of one."""
    digits = text[:DIGITS]
    is_number = digits.isascii() and digits.isdecimal()
    return int(digits) if is_number else 1


def _sort(word: str) -> Sort:
    for one in SORTS:
        if one == word:
            return one
    return "name"


def lines_of(cohort: Cohort, names: Mapping[str, str]) -> list[Line]:
    """Everyone, in the order of the roster."""
    found = []
    for number, row in enumerate(cohort.rows, 1):
        name = names.get(row.person) or f"Person {number}"
        found.append(Line(name, row.cells))
    return found


def grid(lines: Sequence[Line], modules: Sequence[str], wanted: Asked) -> Grid:
    """The page that was asked for; the last one where there are not so many."""
    fitting = [line for line in lines if _fits(line, modules, wanted)]
    ordered = _ordered(fitting, modules, wanted)
    pages = max(1, -(-len(ordered) // PER_PAGE))
    page = min(max(wanted.page, 1), pages)
    first = PER_PAGE * (page - 1)
    return Grid(ordered[first : first + PER_PAGE], len(ordered), page, pages)


def not_started(lines: Sequence[Line], index: int) -> list[str]:
    """Names of those who have not started the module at this place."""
    return [line.name for line in lines if line.cells[index].status == "not started"]


def _fits(line: Line, modules: Sequence[str], wanted: Asked) -> bool:
    if wanted.search.casefold() not in line.name.casefold():
        return False
    cells = _cells(line, modules, wanted)
    return not wanted.status or any(cell.status == wanted.status for cell in cells)


def _cells(line: Line, modules: Sequence[str], wanted: Asked) -> Sequence[Cell]:
    """The cells that filter and order look at."""
    if not wanted.module:
        return line.cells
    return [line.cells[modules.index(wanted.module)]]


def _ordered(
    lines: Sequence[Line],
    modules: Sequence[str],
    wanted: Asked,
) -> list[Line]:
    """Sorting keeps the roster's order among equals."""
    if wanted.sort == "name":
        return list(lines)

    def place(line: Line) -> int:
        cells = _cells(line, modules, wanted)
        if wanted.sort == "status":
            return sum(STATUSES.index(cell.status) for cell in cells)
        return LAST - max(map(_ordinal, cells))

    return sorted(lines, key=place)


def _ordinal(cell: Cell) -> int:
    """The day of completion as a number, 0 for none."""
    if cell.completed_on is None:
        return 0
    return cell.completed_on.toordinal()


def weeks(rows: Sequence[Row]) -> list[tuple[date, int]]:
    """(Monday, stories completed until the end of that week), from the first week to the last."""
    counted: Counter[int] = Counter()
    for row in rows:
        for cell in row.cells:
            if cell.completed_on:
                monday = _monday(cell.completed_on)
                counted[monday] += 1
    if not counted:
        return []
    total = 0
    found = []
    first, last = min(counted), max(counted)
    for monday in range(first, last + 1, WEEK):
        total += counted[monday]
        day = date.fromordinal(monday)
        found.append((day, total))
    return found


def _monday(day: date) -> int:
    """The Monday of its week, as a number."""
    return day.toordinal() - day.weekday()
