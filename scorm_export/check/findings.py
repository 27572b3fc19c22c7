"""Findings of `olw scorm check`: a stable code, where, what is wrong, what to do.

Only errors fail CI. The codes and their words stand in catalogue.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scorm_export.check.catalogue import CATALOGUE, Level

MOST = 20  # findings of one code that are shown one by one
MOST_SHOWN = 200  # characters of a name or value that a finding repeats
MOST_PLACE = 500  # characters of a place, which can be a list of names
MOST_NAME = 80  # characters of one name in such a list
MOST_NAMES = 5  # names that such a list tells one by one


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    level: only an error fails CI.
    code: stable; a row of the catalogue.
    place: a file, or file:line for the manifest.
    problem, remedy: a sentence each.
    count: how many findings this one stands for.
    """

    level: Level
    code: str
    place: str
    problem: str
    remedy: str
    count: int = 1

    def __str__(self) -> str:
        """One line: level, code, place, problem and remedy."""
        words = f"{self.level} {self.code}: {self.place}: {self.problem} {self.remedy}"
        return words.rstrip()


Findings = Iterator[Finding]
"""What one rule finds, told as it is found."""


def found(code: str, place: str, **values: object) -> Finding:
    """The finding of this code at this place, its words filled with `values`."""
    level, problem, remedy = CATALOGUE[code]
    safe = {name: shown(str(value)) for name, value in values.items()}
    return Finding(
        level=level,
        code=code,
        place=shown(place, MOST_PLACE) or "(no name)",
        problem=problem.format(**safe),
        remedy=remedy.format(**safe),
    )


def shown(text: str, most: int = MOST_SHOWN) -> str:
    """A text from a package as a terminal may show it: cut, and without control characters."""
    cut = text if len(text) <= most else f"{text[:most]}…"
    if cut.isprintable():
        return cut
    return "".join(map(_escaped, cut))


def _escaped(character: str) -> str:
    """A character that can be shown, or its escape such as \\x1b."""
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")


def bounded(findings: Iterable[Finding]) -> list[Finding]:
    """The first MOST findings of each code, and one that says how many more there are of it."""
    kept: list[Finding] = []
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.code] += 1
        if seen[finding.code] <= MOST:
            kept.append(finding)
    for code, count in seen.items():
        if count > MOST:
            kept.append(_more(code, count - MOST))
    return kept


def _more(code: str, count: int) -> Finding:
    """One finding in the place of `count` others of its code."""
    level, _, _ = CATALOGUE[code]
    words = f"And {count:,} more of this kind."
    return Finding(level, code, "the package", words, "", count)


def some(names: list[str]) -> str:
    """The first few names and how many more there are, for a sentence."""
    told = ", ".join(shown(name, MOST_NAME) for name in names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    if more > 0:
        return f"{told} and {more} more"
    return told
