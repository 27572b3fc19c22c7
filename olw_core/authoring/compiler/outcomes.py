"""What can come of a compiled item: each answer that the story tells apart, with its gains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from olw_core.authoring.compiler.items import RATE_STEPS, answers
from olw_core.engine.scoring import band, gain
from olw_core.formats.items import CompiledItem, RateItem


class AnswerOutcome(NamedTuple):
    """An option of a choice, or a band of the other kinds."""

    answer: str
    """As paths name it."""
    least: int
    """Gain, in units."""
    most: int
    share: Fraction
    """Of those who answer by chance."""


def outcomes(item: CompiledItem) -> list[AnswerOutcome]:
    """Every outcome that some answer has."""
    if item["type"] == "choose":
        options = item["options"]
        share = Fraction(1, len(options))
        found = []
        for option in options:
            worth = option["gain"]
            found.append(AnswerOutcome(option["id"], worth, worth, share))
        return found
    return _bands(item, _gains(item))


def _gains(item: CompiledItem) -> Mapping[int, int]:
    """Gain to the number of answers that earn it."""
    if item["type"] == "rate":
        return _rate_gains(item)
    return Counter(gain(item, answer) for answer in answers(item))


def _rate_gains(item: RateItem) -> Mapping[int, int]:
    """Each statement has one exact rating, one near it and two that earn nothing."""
    unit = item["unit"]
    found = {0: 1}
    for _ in item["options"]:
        further: Counter[int] = Counter()
        for before, ways in found.items():
            further[before + RATE_STEPS * unit] += ways
            further[before + (RATE_STEPS - 1) * unit] += ways
            further[before] += 2 * ways
        found = dict(further)
    return found


def _bands(item: CompiledItem, gains: Mapping[int, int]) -> list[AnswerOutcome]:
    """The bands that these gains fall into."""
    total = sum(gains.values())
    found: dict[str, AnswerOutcome] = {}
    for worth, ways in sorted(gains.items(), reverse=True):
        name = band(item, worth)
        share = Fraction(ways, total)
        known = found.get(name, AnswerOutcome(name, worth, worth, Fraction(0)))
        found[name] = AnswerOutcome(
            name,
            min(known.least, worth),
            max(known.most, worth),
            known.share + share,
        )
    return list(found.values())
