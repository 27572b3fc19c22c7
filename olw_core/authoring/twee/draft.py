"""A passage as a module could say it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import reduce
from itertools import groupby
from typing import NamedTuple

from olw_core.authoring.twee.logic import Condition, written
from olw_core.authoring.twee.parts import Link, Note, Set

_LIST = re.compile(r"\s*(?:[*+-]|\d+\.)\s")

Paragraph = tuple[Condition, str]
Offer = tuple[Condition, Link]


class Said(NamedTuple):
    """Paragraphs with one condition."""

    when: str
    """As an author writes it; "" = always."""
    text: str


@dataclass
class Draft:
    """A passage as a module could say it."""

    lines: list[Paragraph] = field(default_factory=list)
    """Each with its condition."""
    links: list[Offer] = field(default_factory=list)
    """Each with its condition too."""
    sets: list[Set] = field(default_factory=list)
    """Those that hold whenever the passage is shown."""
    notes: list[Note] = field(default_factory=list)
    """What a module cannot say."""
    least: int = 0
    """Links that are shown in every case."""

    def texts(self) -> list[Said]:
        """Its paragraphs, neighbours with one condition joined."""
        found = []
        for when, neighbours in groupby(self.lines, _when):
            shown = [line.strip() for _, line in neighbours]
            text = reduce(_below, shown)
            found.append(Said(when, text))
        return found


def _when(paragraph: Paragraph) -> str:
    """Its condition, as an author writes it."""
    condition, _ = paragraph
    return written(condition)


def _below(before: str, shown: str) -> str:
    """A line as a paragraph of its own, or as the next line of a list."""
    _, _, last = before.rpartition("\n")
    listed = _LIST.match(shown) and _LIST.match(last)
    joint = "\n" if listed else "\n\n"
    return f"{before}{joint}{shown}"
