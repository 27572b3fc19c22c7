"""The kinds of file that carry texts to translators and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from olw_core.authoring.exchange import spreadsheets, xliff
from olw_core.authoring.exchange.rows import Row, Sheet
from olw_core.errors import OlwError


class Format(NamedTuple):
    """A kind of file. `ending`: of its name."""

    ending: str
    write: Callable[[Sheet], bytes]
    read: Callable[[bytes], list[Row]]


FORMATS = {
    "xliff": Format(
        ".xlf",
        xliff.write_one,
        xliff.read,
    ),
    "xliff2": Format(
        ".xliff",
        xliff.write_two,
        xliff.read,
    ),
    "csv": Format(
        ".csv",
        spreadsheets.write_csv,
        spreadsheets.read_csv,
    ),
    "xlsx": Format(
        ".xlsx",
        spreadsheets.write_xlsx,
        spreadsheets.read_xlsx,
    ),
}


def by_ending(file: Path) -> Format:
    """The kind of a file by its name. Raises OlwError (exchange-unknown)."""
    for one in FORMATS.values():
        if file.suffix.lower() == one.ending:
            return one
    endings = ", ".join(one.ending for one in FORMATS.values())
    raise OlwError(
        "exchange-unknown",
        f"{file.name} has an ending that is not known. Known are: {endings}.",
    )
