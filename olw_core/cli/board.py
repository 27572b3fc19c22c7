"""`olw board`: uptake and barriers for a board paper, from a completion export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from olw_core.authoring.boardpage import board_page
from olw_core.cli import exports
from olw_core.cli.exports import Table
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

    Moodle (Activity completion too), Totara and ESR are recognised by their columns. No name is
    read, and small numbers are not told.
    """
    table = exports.read(export)
    places = exports.activities(table)
    if places and not (activity or status):
        entries = _beside_each_other(table, places)
    else:
        columns = _Columns(
            activity=_column(table.head, activity, ACTIVITY, "--activity"),
            status=_column(table.head, status, STATUS, "--status"),
            barrier=_optional(table.head, barrier, BARRIER, "--barrier"),
        )
        entries = _below_each_other(table, columns)
    write(out, board_page(board_of(entries, USUAL)), remedy=REMEDY)
    click.echo(f"Board page: {out}. It names nobody.")


@dataclass(frozen=True)
class _Columns:
    """Their places. `barrier`: None where there is none."""

    activity: int
    status: int
    barrier: int | None


def _below_each_other(table: Table, columns: _Columns) -> Iterator[Entry]:
    """One for each row that names an activity."""
    for row in table.rows:
        name = row[columns.activity].strip()
        said = ""
        if columns.barrier is not None:
            said = row[columns.barrier].strip()
        if name:
            status = row[columns.status]
            yield Entry(name, is_completed(status), said)


def _beside_each_other(table: Table, places: Sequence[int]) -> Iterator[Entry]:
    """One for each person and activity. `places`: of the activities' columns."""
    for row in table.rows:
        for place in places:
            name = table.head[place]
            status = row[place]
            yield Entry(name, is_completed(status))


def _optional(
    columns: Sequence[str],
    given: str | None,
    known: Sequence[str],
    option: str,
) -> int | None:
    """The same; None where there is none and none was named."""
    names = [column.casefold() for column in columns]
    if given or any(name in names for name in known):
        return _column(columns, given, known, option)
    return None


def _column(
    columns: Sequence[str],
    given: str | None,
    known: Sequence[str],
    option: str,
) -> int:
    """The place of the column that was named, or of the first that is known.

    Raises ClickException.
    """
    names = [column.casefold() for column in columns]
    wanted = [given.strip().casefold()] if given else known
    for name in wanted:
        if name in names:
            return names.index(name)
    there = ", ".join(filter(None, columns))
    raise click.ClickException(
        f"There is no such column. Name it with {option}. Columns there: {there}"
    )
