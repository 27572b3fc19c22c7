"""The good small module, and what the compiler says about a copy of it with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from olw_core import content
from olw_core.authoring.compiler import compile_source
from olw_core.authoring.compiler.source import read_source
from olw_core.errors import ContentError, Problem

GOOD = Path(__file__).with_name("good")


def good_files() -> dict[str, str]:
    """{name: text} of the good module."""
    return {name: (GOOD / name).read_text("utf-8") for name in content.PARTS}


def good_media() -> dict[str, str]:
    return {"desk.svg": (GOOD / "media" / "desk.svg").read_text("utf-8")}


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


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """The good files with the one place `old` replaced."""
    files = good_files()
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
