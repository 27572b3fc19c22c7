"""Sheets as files that spreadsheets open: CSV and XLSX.

A name such as =cmd() is a name: spreadsheets must not take it for a formula.
"""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import xlsxwriter

from olw_core.cohort.sheets import Sheet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With these a spreadsheet may begin a formula when it opens a CSV file (OWASP, CSV injection)."""
SHEET_NAME = "Our Leadership Way"
CELL_LENGTH = 32_767
"""Characters that a cell of XLSX holds."""
BOM = "\ufeff"
"""Without it Excel reads UTF-8 as if it were Windows-1252."""


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


WRITERS = {"csv": as_csv, "xlsx": as_xlsx}
"""Ending of a file -> what writes it."""
