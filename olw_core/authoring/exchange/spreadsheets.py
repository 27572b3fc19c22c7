"""CSV and XLSX, for who translates in a spreadsheet: one row a paragraph, the translation in the
third column."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from types import ModuleType

from olw_core.authoring.exchange.rows import Row, Sheet
from olw_core.errors import OlwError

COLUMNS = ("address", "source", "target", "note")
WIDTHS = {"A": 40, "B": 60, "C": 60, "D": 30}
"""Of the columns, in characters."""


def write_csv(sheet: Sheet) -> bytes:
    """A CSV file that Excel reads as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(sheet))
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(sheet: Sheet) -> bytes:
    """An Excel workbook. Raises OlwError where openpyxl is not installed."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook()
    page = book.active
    page.title = f"{sheet.story} {sheet.lang}"[:31]
    page.append(COLUMNS)
    for cells in _cells(sheet):
        page.append(cells)
        for cell in page[page.max_row]:
            cell.data_type = "s"  # a text that begins with = is no formula
            cell.alignment = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
    for letter, width in WIDTHS.items():
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    made: bytes = out.getvalue()
    return made


def _cells(sheet: Sheet) -> Iterator[list[str]]:
    for row in sheet.rows:
        yield [row.address, row.source, row.target, row.note]


def read_csv(data: bytes) -> list[Row]:
    """The rows of a CSV file, with commas or semicolons. Raises OlwError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OlwError(
            "exchange-broken", "The file is not UTF-8. Save it as CSV UTF-8."
        ) from None
    head, _, _ = text.partition("\n")
    comma = ";" if head.count(";") > head.count(",") else ","
    return _rows(csv.reader(io.StringIO(text, newline=""), delimiter=comma))


def read_xlsx(data: bytes) -> list[Row]:
    """The rows of the first sheet of a workbook. Raises OlwError."""
    openpyxl = _openpyxl()
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data),
            read_only=True,
            data_only=True,
        )
        lines = list(book.worksheets[0].iter_rows(values_only=True))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise OlwError(
            "exchange-broken", "This is no Excel workbook. Save it as .xlsx."
        ) from None
    texts = []
    for line in lines:
        texts.append([str(one or "") for one in line])
    return _rows(texts)


def _rows(lines: Iterable[Sequence[str]]) -> list[Row]:
    """The rows below the head, whichever order the columns have."""
    head, *rest = [*lines] or [[]]
    names = [one.strip().lower() for one in head]
    if not {"address", "source", "target"} <= set(names):
        raise OlwError(
            "exchange-broken",
            "The first row must name the columns address, source and target.",
        )
    found = []
    for line in rest:
        cells = dict(
            zip(
                names,
                line,
                strict=False,
            )
        )
        if cells.get("address", "").strip():
            row = Row(
                address=cells["address"].strip(),
                source=cells.get("source", ""),
                target=cells.get("target", ""),
            )
            found.append(row)
    return found


def _openpyxl() -> ModuleType:
    """The library, which only who wants workbooks has installed."""
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise OlwError(
            "exchange-needs",
            "Excel workbooks need openpyxl: pip install 'our-leadership-way[text]'."
            " CSV and XLIFF need nothing.",
        ) from None
    return openpyxl
