"""Two good small modules, and what the compiler says about a copy of one with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from olw_core import content
from olw_core.authoring.compiler import compile_source
from olw_core.authoring.compiler.source import read_source
from olw_core.errors import ContentError, Problem

GOOD = Path(__file__).with_name("good")
SECOND = Path(__file__).with_name("second")
"""Of the second edition."""


def good_files(folder: Path = GOOD) -> dict[str, str]:
    """{name: text} of a good module."""
    return {name: (folder / name).read_text("utf-8") for name in content.PARTS}


def good_media(folder: Path = GOOD) -> dict[str, str]:
    """{name: SVG text} of a good module's pictures."""
    pictures = sorted(folder.glob("media/*.svg"))
    return {path.name: path.read_text("utf-8") for path in pictures}


def problems(
    files: Mapping[str, str], media: Mapping[str, str] | None = None
) -> list[Problem]:
    """Everything the compiler finds, errors and warnings."""
    if media is None:
        media = good_media()
    try:
        source = read_source(files, media)
        return list(compile_source(source, content.framework()).warnings)
    except ContentError as error:
        return list(error.problems)


def changed(file: str, old: str, new: str, folder: Path = GOOD) -> dict[str, str]:
    """The good files with the one place `old` replaced."""
    files = good_files(folder)
    assert files[file].count(old) == 1, (
        f"{old!r} stands {files[file].count(old)} times in {file}"
    )
    return files | {file: files[file].replace(old, new)}


def line_of(text: str, mark: str) -> int:
    """The number of the one line that holds `mark`."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if mark in line]
    assert len(lines) == 1, f"{mark!r} stands in lines {lines}"
    return lines[0]


def long(count: int) -> str:
    """`count` short words in short sentences: too long, and nothing else."""
    rest = " ".join(["we go on."] * count).split()[: count - 1]
    return " ".join(["Long", *rest]).rstrip(".") + "."
