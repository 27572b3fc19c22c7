"""The cohort page line by line, for files: every cell is text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from olw_core.cohort import figure_words, grid
from olw_core.cohort.answers import decisions, letters, possible
from olw_core.cohort.lines import Lines, PersonLine
from olw_core.cohort.published import Published
from olw_core.cohort.status import Cell
from olw_core.formats.compiled import Module

Row = list[str]
"""A line, cell by cell."""


@dataclass(frozen=True)
class Sheet:
    """`name`: of the file, without ending. `head`: of the columns."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def who(modules: Sequence[Module], lines: Iterable[PersonLine]) -> Sheet:
    """Status by name."""
    head = ["Name"]
    for module in modules:
        title = module["title"]
        head += [title, f"{title}: completed on"]
    rows = []
    for line in lines:
        row = [line.name]
        for cell in line.cells:
            row += [cell.status, _day(cell)]
        rows.append(row)
    return Sheet("who-is-where", head, rows)


def not_started(modules: Sequence[Module], lines: Lines) -> Sheet:
    """Everyone who has not started a story, story by story."""
    rows = []
    for index, module in enumerate(modules):
        title = module["title"]
        for name in grid.not_started(lines, index):
            rows.append([title, name])
    return Sheet("who-has-not-started", ["Story", "Name"], rows)


def _day(cell: Cell) -> str:
    """ISO 8601; "" for a story that is not completed."""
    day = cell.completed_on
    return day.isoformat() if day else ""


def figures(
    published: Iterable[Published], group: figure_words.GroupWords = figure_words.COURSE
) -> Sheet:
    """What is published, a line for each answer of each decision that something is told of."""
    head = (
        "Story",
        "Decision",
        "Answer",
        group.title,
        f"{group.title}, share",
        figure_words.ELSEWHERE,
        figure_words.ORGANISATION,
        "Figures of",
    )
    rows: list[Row] = []
    for one in published:
        for scene in decisions(one.module):
            if scene in one.tables or scene in one.elsewhere:
                rows += _lines(one, scene)
        rows += _stops(one)
    return Sheet("figures", head, rows)


def _lines(one: Published, scene: str) -> list[Row]:
    """A decision's lines; a single one where no shares are told."""
    table = one.tables.get(scene)
    here = table.shares if table else None
    elsewhere = one.elsewhere.get(scene)
    module = one.module
    shown = module["story"]["scenes"][scene]
    setting = shown["setting"]
    begin = [module["title"], setting["place"]]
    word = figure_words.TOO_FEW
    moved = ""
    if table is not None and one.moved_at is not None:
        word = figure_words.WORDS[table.word]
        day = one.moved_at.date()
        moved = day.isoformat()
    if not here and not elsewhere:
        return [[*begin, "", word, "", "", "", moved]]
    item = decisions(module)[scene]
    answers = possible(module)[scene]
    rows = []
    for answer in answers:
        told = [
            letters(item, answer),
            word,
            figure_words.share(here, answer),
            figure_words.share(elsewhere, answer),
            "",
        ]
        rows.append([*begin, *told, moved])
    return rows


def _stops(published: Published) -> list[Row]:
    """What would stop people, a line for each stop; none where nothing is told."""
    told = published.stops
    if told is None:
        return []
    day = told.moved_at.date()
    moved = day.isoformat()
    title = published.module["title"]
    begin = [title, figure_words.STOPPING]
    rows = []
    for line in told.lines:
        rows.append([*begin, line.named, "", "", "", line.share, moved])
    return rows
