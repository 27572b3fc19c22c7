"""The status grid as it is asked for: filtered, searched, sorted, and one page of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from olw_core.cohort.lines import Lines, PersonLine
from olw_core.cohort.status import Cell, Column

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
NOT_STARTED = "not started"
STATUSES = (
    NOT_STARTED,
    "in progress",
    "completed",
)
LAST = date.max.toordinal()
WEEK = 7


@dataclass(frozen=True)
class GridWish:
    """What the reader asked for. `module`: "" = any. `page`: from 1."""

    status: str = ""
    module: str = ""
    search: str = ""
    sort: Sort = "name"
    page: int = 1


@dataclass(frozen=True)
class Grid:
    """`lines`: of this page. `found`: on all pages."""

    lines: Sequence[PersonLine]
    found: int
    page: int
    pages: int


def asked(
    values: Mapping[str, str],
    modules: Sequence[str],
) -> GridWish:
    """Read from a form or an address. What makes no sense is as if it had not been asked."""
    status = values.get("status", "")
    module = values.get("module", "")
    search = values.get("search", "")
    sort = values.get("sort", "")
    page = values.get("page", "")
    return GridWish(
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


def grid(
    lines: Lines,
    modules: Sequence[str],
    wanted: GridWish,
) -> Grid:
    """The page that was asked for; the last one where there are not so many."""
    fitting: Sequence[int] = range(len(lines))
    if wanted.search:
        fitting = _called(lines, wanted.search)
    columns = _looked_at(lines, modules, wanted)
    if wanted.status:
        fitting = [one for one in fitting if _has(columns, one, wanted.status)]
    ordered = _ordered(fitting, columns, wanted)
    found = len(ordered)
    pages = _pages(found)
    page = min(max(wanted.page, 1), pages)
    end = PER_PAGE * page
    return Grid(
        lines=[lines.at(one) for one in ordered[end - PER_PAGE : end]],
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


def not_started(lines: Lines, index: int) -> Iterator[str]:
    """Names of those who have not started the module at this place, in the roster's order."""
    for name, cell in zip(lines.names, lines.columns[index], strict=True):
        if cell.status == NOT_STARTED:
            yield name


def begun_none(lines: Lines) -> Iterator[str]:
    """Names of those who have not started any module, in the roster's order."""
    for place, name in enumerate(lines.names):
        if _has(lines.columns, place, NOT_STARTED):
            yield name


def _called(lines: Lines, search: str) -> list[int]:
    """The places of those whose name has this part; letter case is no matter."""
    part = search.casefold()
    found = []
    for place, name in enumerate(lines.names):
        if part in name.casefold():
            found.append(place)
    return found


def _looked_at(
    lines: Lines,
    modules: Sequence[str],
    wanted: GridWish,
) -> Sequence[Column]:
    """The columns that filter and order look at."""
    if not wanted.module:
        return lines.columns
    index = modules.index(wanted.module)
    return [lines.columns[index]]


def _has(columns: Sequence[Column], place: int, status: str) -> bool:
    """Whether somebody has a status in one of these columns; "not started" in all of them."""
    has = (column[place].status == status for column in columns)
    return all(has) if status == NOT_STARTED else any(has)


def _ordered(
    places: Sequence[int],
    columns: Sequence[Column],
    wanted: GridWish,
) -> Sequence[int]:
    """Sorting keeps the roster's order among equals."""
    if wanted.sort == "name":
        return places

    def position(place: int) -> int:
        cells = [column[place] for column in columns]
        if wanted.sort == "status":
            return _progress(cells)
        newest = max(map(_ordinal, cells))
        return LAST - newest

    return sorted(places, key=position)


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


def weeks(columns: Sequence[Column]) -> list[tuple[date, int]]:
    """(Monday, stories completed until the end of that week), from the first week to the last."""
    counted = _completed(columns)
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


def _completed(columns: Sequence[Column]) -> Counter[int]:
    """The Monday of a week, as a number -> stories completed in that week."""
    days: Counter[date | None] = Counter()
    for column in columns:
        days.update([cell.completed_on for cell in column])
    counted: Counter[int] = Counter()
    for day, many in days.items():
        if day is not None:
            counted[_monday(day)] += many
    return counted


def _monday(day: date) -> int:
    """The Monday of its week, as a number."""
    return day.toordinal() - day.weekday()
