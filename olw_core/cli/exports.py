"""Completion exports of learning systems: CSV files as tables."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import click

MOST_BYTES = 50_000_000
"""Bytes."""
DUE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)?")
"""When an activity is expected to be completed; often nothing is."""


@dataclass(frozen=True)
class Table:
    """`head`: names of the columns. `rows`: as long as the head."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def read(export: Path) -> Table:
    """A CSV file, with commas, semicolons or tabs. Raises ClickException."""
    if export.stat().st_size > MOST_BYTES:
        raise click.ClickException(f"{export} is larger than 50 MB. Export one year.")
    text = _text(export.read_bytes())
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    source = StringIO(text, newline="")
    try:
        lines = [line for line in csv.reader(source, delimiter=mark) if any(line)]
    except csv.Error as error:
        raise click.ClickException(f"{export} is no CSV file ({error}).") from None
    if len(lines) < 2:
        raise click.ClickException(f"{export} has no rows below its first line.")
    head = [name.strip() for name in lines[0]]
    rows = [_as_long(line, len(head)) for line in lines[1:]]
    return Table(head, rows)


def _text(data: bytes) -> str:
    """UTF-8, what Moodle writes for Excel (UTF-16 with a mark), or what Excel saves by itself."""
    if data.startswith(codecs.BOM_UTF16_LE):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _as_long(line: Sequence[str], length: int) -> list[str]:
    """Cut or filled up."""
    missing = length - len(line)
    return [*line[:length], *[""] * missing]


def activities(table: Table) -> list[int]:
    """The columns of activities in Moodle's "Activity completion" report; none in any other.

    Its first line begins with a column without a name, and each activity has two columns: its
    name above the status, and its due day, or nothing, above the day of completion (Moodle,
    report/progress/index.php).
    """
    head = table.head
    if head[0]:
        return []
    found = []
    for place in range(1, len(head) - 1):
        name, after = head[place : place + 2]
        is_activity = DUE.fullmatch(after) and not DUE.fullmatch(name)
        if is_activity:
            found.append(place)
    return found
