"""The cohort page as tables for a spreadsheet: the same readings, line by line.

Every cell is text. A name such as =cmd() is a name: spreadsheets must not take it for a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

import xlsxwriter

from lti_service.services import told_words
from lti_service.services.published import Published
from olw_core.cohort.answers import decisions, letters, possible
from olw_core.cohort.grid import Line
from olw_core.cohort.status import Cell
from olw_core.formats.compiled import Module

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With these a spreadsheet may begin a formula when it opens a CSV file (OWASP, CSV injection)."""
SHEET_NAME = "Our Leadership Way"
CELL_LENGTH = 32_767
"""Characters that a cell of XLSX holds."""
BOM = "\ufeff"
"""Without it Excel reads UTF-8 as if it were Windows-1252."""


@dataclass(frozen=True)
class Sheet:
    """`name`: of the file, without ending. `head`: of the columns."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def who(modules: Sequence[Module], lines: Iterable[Line]) -> Sheet:
    """Status by name."""
    head = ["Name"]
    for module in modules:
        head += [module["title"], f"{module['title']}: completed on"]
    rows = []
    for line in lines:
        row = [line.name]
        for cell in line.cells:
            row += [cell.status, _day(cell)]
        rows.append(row)
    return Sheet("who-is-where", head, rows)


def _day(cell: Cell) -> str:
    """ISO 8601; "" for a story that is not completed."""
    return cell.completed_on.isoformat() if cell.completed_on else ""


FIGURES_HEAD = (
    "Story",
    "Decision",
    "Answer",
    "Your group",
    "Your group, share",
    "Elsewhere in your organisation",
    "Figures of",
)


def figures(published: Iterable[Published]) -> Sheet:
    """What is published, a line for each answer of each decision that something is told of."""
    rows: list[list[str]] = []
    for one in published:
        for scene in decisions(one.module):
            if scene in one.tables or scene in one.elsewhere:
                rows += _lines(one, scene)
    return Sheet("figures", FIGURES_HEAD, rows)


def _lines(one: Published, scene: str) -> list[list[str]]:
    """A decision's lines; a single one where no shares are told."""
    table = one.tables.get(scene)
    here = table.shares if table else None
    elsewhere = one.elsewhere.get(scene)
    setting = one.module["story"]["scenes"][scene]["setting"]
    begin = [one.module["title"], setting["place"]]
    word = told_words.TOO_FEW
    moved = ""
    if table is not None and one.moved_at is not None:
        word = told_words.WORDS[table.word]
        moved = one.moved_at.date().isoformat()
    if not here and not elsewhere:
        return [[*begin, "", word, "", "", moved]]
    item = decisions(one.module)[scene]
    rows = []
    for answer in possible(one.module)[scene]:
        told = [
            letters(item, answer),
            word,
            told_words.share(here, answer),
            told_words.share(elsewhere, answer),
        ]
        rows.append([*begin, *told, moved])
    return rows


def as_csv(sheet: Sheet) -> bytes:
    """RFC 4180 in UTF-8; cells that would begin a formula get an apostrophe in front."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    for row in (sheet.head, *sheet.rows):
        writer.writerow([_harmless(cell) for cell in row])
    return (BOM + out.getvalue()).encode()


def _harmless(cell: str) -> str:
    """The cell as text for any spreadsheet."""
    if cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook of one sheet; cells are strings, never formulas, links or numbers."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    bold = book.add_format({"bold": True})
    page = book.add_worksheet(SHEET_NAME)
    for number, row in enumerate([sheet.head, *sheet.rows]):
        for column, cell in enumerate(row):
            text = cell[:CELL_LENGTH]
            page.write_string(number, column, text)
    page.set_row(0, None, bold)
    page.freeze_panes(1, 1)
    page.autofit()
    book.close()
    return out.getvalue()
