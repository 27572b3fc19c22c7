"""Texts that cannot be read as YAML at all: only one problem of a file can be told."""

from __future__ import annotations

import re

from olw_core.authoring.compiler.yaml_causes import cause, shown
from olw_core.errors import ContentError, Problem

MAX_BYTES = 1_000_000
"""No module is near this; a larger file is a mistake."""
MAX_BRACKETS = 10_000
"""YAML readers take quadratic time over open brackets; a module has about a thousand."""
_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where a line ends in YAML; Python's `splitlines` would take control characters for ends."""
_CONTROL = re.compile("[^\t\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.2 does not call printable (section 5.1)."""


def broken(name: str, text: str, line: int) -> ContentError:
    """`line`: where the parser gave up; the cause often stands above it."""
    found = cause(text, line)
    quoted = shown(text, found.line)
    return failure(
        "yaml-broken",
        name,
        found.line,
        f"This line cannot be read: `{quoted}`. {found.problem}",
        found.remedy,
    )


def unreadable(name: str, text: str) -> ContentError:
    """A control character, which comes with copied text or from a file that is no text."""
    lines = _END.split(text)
    bad = [number for number, line in enumerate(lines, 1) if _CONTROL.search(line)]
    line = bad[0] if bad else 1
    return failure(
        "yaml-broken",
        name,
        line,
        "A character stands here that no text can hold.",
        "Type the line again, and save the file as UTF-8 text.",
    )


def check_size(name: str, text: str) -> None:
    """Refuse what would take the reader minutes."""
    if len(text.encode()) > MAX_BYTES:
        raise failure(
            "yaml-too-long",
            name,
            1,
            "The file is longer than 1 MB.",
            "Shorten it.",
        )
    brackets = text.count("[") + text.count("{")
    if brackets > MAX_BRACKETS:
        raise failure(
            "yaml-nested",
            name,
            1,
            f"There are more than {MAX_BRACKETS:,} brackets.",
            "Write it out flat.",
        )


def failure(code: str, file: str, line: int, problem: str, remedy: str) -> ContentError:
    """A problem that stops the reading: only one can be told."""
    found = Problem(
        level="error",
        code=code,
        file=file,
        line=line,
        path="(top)",
        problem=problem,
        remedy=remedy,
    )
    return ContentError([found])
