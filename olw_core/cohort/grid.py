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
SORTS: tuple[Sort, ...] = (
    "name",
    "status",
    "newest",
)
STATUSES = (
    "not started",
    "in progress",
    "completed",
)
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


@dataclass(frozen=True, slots=True)
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


def asked(
    values: Mapping[str, str],
    modules: Sequence[str],
) -> Asked:
    """Read from a form or an address. What makes no sense is as if it had not been asked."""
    status = values.get("status", "")
    module = values.get("module", "")
    search = values.get("search", "")
    sort = values.get("sort", "")
    page = values.get("page", "")
    return Asked(
        status=_one_of(STATUSES, status),
        module=_one_of(modules, module),
        search=search.strip()[:SEARCH_LENGTH],
        sort=_sort(sort),
        page=_number(page),
    )


def _one_of(known: Sequence[str], word: str) -> str:
    """ "" for a word that is not known."""
    return word if word in known else ""


def _number(text: str) -> int:
    """The first page for what is no number of one."""
    digits = text[:DIGITS]
    if digits.isascii() and digits.isdecimal():
        return int(digits)
    return 1


def _sort(word: str) -> Sort:
    """By name for a word that is not known."""
    for one in SORTS:
        if one == word:
            return one
    return "name"


def lines_of(
    cohort: Cohort,
    names: Mapping[str, str],
) -> list[Line]:
    """Everyone, in the order of the roster."""
    found = []
    for number, row in enumerate(cohort.rows, 1):
        name = names.get(row.person)
        line = Line(
            name=name or f"Person {number}",
            cells=row.cells,
        )
        found.append(line)
    return found


def grid(
    lines: Sequence[Line],
    modules: Sequence[str],
    wanted: Asked,
) -> Grid:
    """The page that was asked for; the last one where there are not so many."""
    fitting = lines
    if wanted.search or wanted.status:
        fitting = [line for line in lines if _fits(line, modules, wanted)]
    ordered = _ordered(fitting, modules, wanted)
    found = len(ordered)
    pages = _pages(found)
    page = min(max(wanted.page, 1), pages)
    end = PER_PAGE * page
    return Grid(
        lines=ordered[end - PER_PAGE : end],
        found=found,
        page=page,
        pages=pages,
    )


def _pages(lines: int) -> int:
    """How many pages hold so many lines: one for none, and one for the rest of a page."""
    full, rest = divmod(lines, PER_PAGE)
    if rest or not full:
        return full + 1
    return full


def not_started(lines: Sequence[Line], index: int) -> list[str]:
    """Names of those who have not started the module at this place."""
    names = []
    for line in lines:
        cell = line.cells[index]
        if cell.status == "not started":
            names.append(line.name)
    return names


def _fits(
    line: Line,
    modules: Sequence[str],
    wanted: Asked,
) -> bool:
    """Whether the name has what is searched, and a cell the status."""
    part = wanted.search.casefold()
    if part not in line.name.casefold():
        return False
    if not wanted.status:
        return True
    cells = _cells(line, modules, wanted)
    return any(cell.status == wanted.status for cell in cells)


def _cells(
    line: Line,
    modules: Sequence[str],
    wanted: Asked,
) -> Sequence[Cell]:
    """The cells that filter and order look at."""
    if not wanted.module:
        return line.cells
    index = modules.index(wanted.module)
    return [line.cells[index]]


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
            return _progress(cells)
        newest = max(map(_ordinal, cells))
        return LAST - newest

    return sorted(lines, key=place)


def _progress(cells: Sequence[Cell]) -> int:
    """Two for each completed module, one for each begun."""
    progress = 0
    for cell in cells:
        progress += STATUSES.index(cell.status)
    return progress


def _ordinal(cell: Cell) -> int:
    """The day of completion as a number, 0 for none."""
    if cell.completed_on is None:
        return 0
    return cell.completed_on.toordinal()


def weeks(rows: Sequence[Row]) -> list[tuple[date, int]]:
    """(Monday, stories completed until the end of that week), from the first week to the last."""
    counted = _completed(rows)
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


def _completed(rows: Sequence[Row]) -> Counter[int]:
    """The Monday of a week, as a number -> stories completed in that week."""
    days: Counter[date | None] = Counter()
    for column in zip(*[row.cells for row in rows], strict=True):
        days.update([cell.completed_on for cell in column])
    counted: Counter[int] = Counter()
    for day, many in days.items():
        if day is not None:
            counted[_monday(day)] += many
    return counted


def _monday(day: date) -> int:
    """The Monday of its week, as a number."""
    return day.toordinal() - day.weekday()
