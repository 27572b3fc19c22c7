"""A passage as a module could say it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from olw_core.authoring.twee.logic import Condition, written
from olw_core.authoring.twee.parts import Link, Note, Set

_LIST = re.compile(r"\s*(?:[*+-]|\d+\.)\s")


@dataclass
class Draft:
    """A passage as a module could say it."""

    lines: list[tuple[Condition, str]] = field(default_factory=list)
    """Its paragraphs, each with its condition."""
    links: list[tuple[Condition, Link]] = field(default_factory=list)
    sets: list[Set] = field(default_factory=list)
    """Those that hold whenever the passage is shown."""
    notes: list[Note] = field(default_factory=list)
    """What a module cannot say."""
    least: int = 0
    """Links that are shown in every case."""

    def texts(self) -> list[tuple[str, str]]:
        """Condition and text, neighbours with one condition joined."""
        found: list[tuple[str, str]] = []
        for when, line in self.lines:
            asked, shown = written(when), line.strip()
            if not found or found[-1][0] != asked:
                found.append((asked, shown))
                continue
            _, before = found[-1]
            found[-1] = (asked, _below(before, shown))
        return found


def _below(before: str, shown: str) -> str:
    """A line as a paragraph of its own, or as the next line of a list."""
    _, _, last = before.rpartition("\n")
    listed = _LIST.match(shown) and _LIST.match(last)
    joint = "\n" if listed else "\n\n"
    return f"{before}{joint}{shown}"
