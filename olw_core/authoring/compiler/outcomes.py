"""What can come of a compiled item: each answer that the story tells apart, with its gains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from olw_core.authoring.compiler.items import RATE_STEPS, answers
from olw_core.engine.scoring import band, gain
from olw_core.formats.items import ChooseItem, CompiledItem, RateItem

Gains = Mapping[int, int]
"""Gain to the number of answers that earn it."""


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
        return _options(item)
    gains = _gains(item)
    return _bands(item, gains)


def _options(item: ChooseItem) -> list[AnswerOutcome]:
    """Each option, all as likely as one another."""
    options = item["options"]
    share = Fraction(1, len(options))
    found = []
    for option in options:
        worth = option["gain"]
        made = AnswerOutcome(option["id"], worth, worth, share)
        found.append(made)
    return found


def _gains(item: CompiledItem) -> Gains:
    """What every possible answer earns."""
    if item["type"] == "rate":
        return _rate_gains(item)
    earned = [gain(item, answer) for answer in answers(item)]
    return Counter(earned)


def _rate_gains(item: RateItem) -> Gains:
    """Each statement has one exact rating, one near it and two that earn nothing."""
    near = (RATE_STEPS - 1) * item["unit"]
    exact = RATE_STEPS * item["unit"]
    found = Counter([0])
    for _ in item["options"]:
        further: Counter[int] = Counter()
        for before, ways in found.items():
            further[before + exact] += ways
            further[before + near] += ways
            further[before] += 2 * ways
        found = further
    return found


def _bands(item: CompiledItem, gains: Gains) -> list[AnswerOutcome]:
    """The bands that these gains fall into."""
    total = sum(gains.values())
    found: dict[str, AnswerOutcome] = {}
    for worth, ways in sorted(gains.items(), reverse=True):
        name = band(item, worth)
        share = Fraction(ways, total)
        none_yet = AnswerOutcome(name, worth, worth, Fraction(0))
        known = found.get(name, none_yet)
        found[name] = AnswerOutcome(
            name,
            min(known.least, worth),
            max(known.most, worth),
            known.share + share,
        )
    return list(found.values())
