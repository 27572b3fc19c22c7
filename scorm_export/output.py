"""Packages onto disk, and the summary table of what was made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scorm_export.editions import EDITIONS
from scorm_export.errors import ScormError
from scorm_export.package import Package


def write(package: Package, out: Path) -> Path:
    """Write a package into a folder, which is made. Raises ScormError out-unwritable."""
    path = out / package.name
    try:
        out.mkdir(parents=True, exist_ok=True)
        path.write_bytes(package.data)
    except OSError as error:
        problem = f"It cannot be written ({error.strerror})."
        raise ScormError(
            "out-unwritable", str(path), problem, "Choose another --out."
        ) from None
    return path


def table(packages: Sequence[Package]) -> str:
    """The summary: file, edition, profile, what is reported, size and sha256."""
    rows = [("file", "edition", "profile", "report", "size", "sha256")]
    for package in packages:
        size = f"{len(package.data) / 1000:.1f} kB"
        edition = EDITIONS[package.edition].title
        rows.append(
            (
                package.name,
                edition,
                package.profile,
                package.report,
                size,
                package.sha256,
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
