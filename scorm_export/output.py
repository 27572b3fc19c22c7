"""Packages onto disk, and the summary table of what was made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scorm_export.editions import EDITIONS
from scorm_export.errors import ScormError
from scorm_export.package import Package

_HEADINGS = ("file", "edition", "profile", "report", "size", "sha256")
_BETWEEN = "  "


def write(package: Package, out: Path) -> Path:
    """Write a package into a folder, which is made. Raises ScormError out-unwritable."""
    path = out / package.name
    try:
        out.mkdir(parents=True, exist_ok=True)
        path.write_bytes(package.data)
    except OSError as error:
        problem = f"It cannot be written ({error.strerror})."
        remedy = "Choose another --out."
        raise ScormError("out-unwritable", str(path), problem, remedy) from None
    return path


def table(packages: Sequence[Package]) -> str:
    """The summary: file, edition, profile, what is reported, size and sha256."""
    rows = [_HEADINGS, *map(_row, packages)]
    columns = zip(*rows, strict=True)
    widths = [max(map(len, column)) for column in columns]
    return "\n".join(_line(row, widths) for row in rows)


def _row(package: Package) -> tuple[str, ...]:
    """A package's cells."""
    return (
        package.name,
        EDITIONS[package.edition].title,
        package.profile,
        package.report,
        f"{len(package.data) / 1000:.1f} kB",
        package.sha256,
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    """One row, each cell as wide as its column."""
    cells = map(str.ljust, row, widths)
    return _BETWEEN.join(cells).rstrip()
