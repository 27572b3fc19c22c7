"""Warnings about the reading grade, of each decision and of the whole module."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from olw_core.authoring.compiler.lint.readability import grade
from olw_core.authoring.compiler.lint.texts import Text
from olw_core.authoring.compiler.problems import Problems

TARGET_GRADE = 6.0
"""Of a whole module, on average."""
EXPLAIN_GRADE = 9.0
"""Of one decision."""
_ENDS = (".", "?", "!")
"""What ends a sentence."""


def check_grades(texts: Sequence[Text], problems: Problems) -> None:
    """Report decisions, and a module, that read harder than they should."""
    for unit, group in _units(texts).items():
        value = grade(_joined(group))
        if value > EXPLAIN_GRADE:
            problems.warning(
                "reading-grade",
                group[0].path,
                f"'{unit}' reads at grade {value:.1f}.",
                f"Aim for {TARGET_GRADE:.0f};"
                f" explain anything above {EXPLAIN_GRADE:.0f}.",
            )
    told = [text for text in texts if text.told]
    mean = grade(_joined(told))
    if mean > TARGET_GRADE:
        problems.warning(
            "reading-grade",
            (),
            f"The module reads at grade {mean:.1f} on average.",
            f"Aim for {TARGET_GRADE:.0f}: shorter words and sentences.",
        )


def _units(texts: Iterable[Text]) -> dict[str, list[Text]]:
    """The texts of each decision that count for its grade."""
    units: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        if text.told:
            units[text.unit].append(text)
    return units


def _joined(texts: Iterable[Text]) -> str:
    """One plain text, in which every text ends its last sentence."""
    return "\n".join(_ended(text.words.strip()) for text in texts)


def _ended(words: str) -> str:
    """Options and prompts may end without a stop; a grade needs one."""
    return words if words.endswith(_ENDS) else f"{words}."
