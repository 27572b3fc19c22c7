"""`olw board`: uptake and barriers for a board paper, from a completion export."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from olw_core.authoring.boardpage import board_page
from olw_core.cli.writing import write
from olw_core.cohort.board import Entry, is_completed
from olw_core.cohort.board import board as board_of
from olw_core.cohort.rules import USUAL

REMEDY = "Choose another place with --out."
ACTIVITY = (
    "course full name",
    "course fullname",
    "course name",
    "course",
    "activity",
    "title",
)
STATUS = ("completion status", "course completion status", "enrolment status", "status")
BARRIER = ("what would stop you", "barrier")
LONGEST = 50_000_000
"""Bytes."""

Row = dict[str, str]


@click.command()
@click.argument("export", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--activity", help="Column that names the course or activity.")
@click.option("--status", help="Column that says if it is completed.")
@click.option("--barrier", help="Column that says what would stop people.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("board.html"),
    show_default=True,
    help="Page to write.",
)
def board(
    export: Path,
    activity: str | None,
    status: str | None,
    barrier: str | None,
    out: Path,
) -> None:
    """Write a page for a board paper from EXPORT, a completion report as CSV.

    Moodle, Totara and ESR are recognised by their columns. No name is read, and small numbers are
    not told.
    """
    rows = _rows(export)
    columns = list(rows[0])
    named = _column(columns, activity, ACTIVITY, "--activity")
    told = _column(columns, status, STATUS, "--status")
    why = _column(columns, barrier, BARRIER, "--barrier", needed=False)
    entries = _entries(rows, named, told, why)
    write(out, board_page(board_of(entries, USUAL)), remedy=REMEDY)
    click.echo(f"Board page: {out}. It names nobody.")


def _entries(
    rows: Sequence[Row],
    activity: str,
    status: str,
    barrier: str,
) -> Iterator[Entry]:
    """One for each row that names an activity."""
    for row in rows:
        name = row[activity].strip()
        if name:
            said = row[barrier].strip() if barrier else ""
            yield Entry(name, is_completed(row[status]), said)


def _rows(export: Path) -> list[Row]:
    """The rows of a CSV file, with commas, semicolons or tabs. Raises ClickException."""
    if export.stat().st_size > LONGEST:
        raise click.ClickException(f"{export} is larger than 50 MB. Export one year.")
    try:
        text = export.read_text("utf-8-sig")
    except UnicodeDecodeError:
        text = export.read_text("cp1252", errors="replace")
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    reader = csv.DictReader(text.splitlines(), delimiter=mark, restval="")
    rows = []
    try:
        for row in reader:
            rows.append({name: value or "" for name, value in row.items() if name})
    except csv.Error as error:
        raise click.ClickException(f"{export} is no CSV file ({error}).") from None
    if not rows:
        raise click.ClickException(f"{export} has no rows below its first line.")
    return rows


def _column(
    columns: Sequence[str],
    given: str | None,
    known: Sequence[str],
    option: str,
    *,
    needed: bool = True,
) -> str:
    """The column that was named, or the first that is known; "" for one that is not needed.

    Raises ClickException.
    """
    names = {column.strip().casefold(): column for column in columns}
    wanted = [given.strip().casefold()] if given else known
    for name in wanted:
        if name in names:
            return names[name]
    if needed or given:
        there = ", ".join(columns)
        raise click.ClickException(
            f"There is no such column. Name it with {option}. Columns there: {there}"
        )
    return ""
