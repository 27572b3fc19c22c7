"""Tables: what is told of each decision, from steps and thresholds alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from olw_core.cohort.rules import LEANING, NEARLY_ALL, Rules
from olw_core.cohort.step import Step

Word = Literal["divided", "leaning", "nearly all"]
WORDS: tuple[Word, ...] = (
    "divided",
    "leaning",
    "nearly all",
)
UNDER = 0
OVER = 90
"""Codes of the lowest and the highest share: "under 10%" and "90% or more", so that none is told
to be nobody or everybody."""
TENTH = 10

Shares = Mapping[str, int]
"""Answer -> percent: UNDER, 10, 20, ... 80, or OVER."""


@dataclass(frozen=True)
class Table:
    """One decision. Neither says how many people answered."""

    word: Word
    shares: Shares | None = None
    """None where too few answered for shares."""


@dataclass(frozen=True)
class _Sum:
    """Several steps together, in halves of a person."""

    total: int
    answers: Counter[str]

    def is_at_least(self, people: int) -> bool:
        """Whether so many people answered, or more."""
        return self.total >= 2 * people


def tables(
    steps: Iterable[Step],
    answers: Mapping[str, Sequence[str]],
    rules: Rules,
) -> dict[str, Table]:
    """The decisions that enough people have answered. `answers`: scene -> every possible one."""
    found = {}
    sums = _sums(steps, answers)
    for scene, summed in sums.items():
        if not summed.is_at_least(rules.least):
            continue
        shares = None
        if summed.is_at_least(rules.shares):
            possible = answers[scene]
            shares = _shares(summed, possible)
        found[scene] = Table(
            word=_word(summed),
            shares=shares,
        )
    return found


def elsewhere(
    steps: Iterable[Step],
    answers: Mapping[str, Sequence[str]],
    rules: Rules,
) -> dict[str, Shares]:
    """Shares in the rest of an organisation, for decisions that enough people answered there."""
    found = {}
    sums = _sums(steps, answers)
    for scene, summed in sums.items():
        if summed.is_at_least(rules.elsewhere):
            possible = answers[scene]
            found[scene] = _shares(summed, possible)
    return found


def _sums(
    steps: Iterable[Step],
    scenes: Iterable[str],
) -> dict[str, _Sum]:
    """By scene, in the order of `scenes`; steps may tell of scenes that are no more."""
    totals: Counter[str] = Counter()
    counted: dict[str, Counter[str]] = {}
    for scene in scenes:
        counted[scene] = Counter()
    for step in steps:
        for scene, counts in step.items():
            if scene in counted:
                totals[scene] += counts["total"]
                counted[scene].update(counts["answers"])
    sums = {}
    for scene, answers in counted.items():
        sums[scene] = _Sum(
            total=totals[scene],
            answers=answers,
        )
    return sums


def _word(summed: _Sum) -> Word:
    """How far one answer leads."""
    total = summed.total
    most = max(summed.answers.values())
    if _reaches(most, total, NEARLY_ALL):
        return "nearly all"
    if _reaches(most, total, LEANING):
        return "leaning"
    return "divided"


def _reaches(
    part: int,
    whole: int,
    fraction: tuple[int, int],
) -> bool:
    """Whether part/whole is at least a fraction, exactly."""
    numerator, denominator = fraction
    return part * denominator >= whole * numerator


def _shares(summed: _Sum, answers: Sequence[str]) -> Shares:
    """Of every possible answer, whether anyone gave it or not."""
    shares = {}
    for answer in answers:
        shares[answer] = _coded(
            summed.answers[answer],
            summed.total,
        )
    return shares


def _coded(part: int, whole: int) -> int:
    """Percent to the nearest ten, halves up; UNDER stands for 0 and OVER for 90 and 100."""
    tenths = (20 * part + whole) // (2 * whole)
    return min(TENTH * tenths, OVER)
