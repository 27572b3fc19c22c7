"""Compiles one item: options to HTML, weights to whole gains over the denominator."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, assert_never, cast

from olw_core.authoring.authored.items import (
    Asked,
    Bands,
    CardOption,
    Feedback,
    Item,
    Keyed,
    Line,
)
from olw_core.authoring.compiler import markdown as markup
from olw_core.authoring.compiler.json_types import Json
from olw_core.engine.scoring import footrule, gain
from olw_core.formats.items import (
    Choice,
    ChooseItem,
    CompiledFeedback,
    CompiledItem,
    Echo,
    RateItem,
    Statement,
)

Echoes = Mapping[str, list[Echo]]
"""Answer to what is said of it later, compiled."""

CHOOSE_STEPS = 3
"""An option of `choose` weighs 0 to 3."""
CARD_POINTS = 3
"""A card is worth the same in every module."""
RATE_STEPS = 4
"""A rating earns quarters: 4 for the exact answer, 3 for its neighbour."""


def key_groups(key: Sequence[object]) -> list[list[str]]:
    """A rank key as groups, best first; a tie is a group of several."""
    return [_group(entry) for entry in key]


def _group(entry: object) -> list[str]:
    """One entry of a rank key: the options that share a place."""
    if isinstance(entry, list):
        return [str(letter) for letter in entry]
    return [str(entry)]


def dmax(key: Sequence[Sequence[str]]) -> int:
    """The greatest footrule distance any order can have from the key.

    It is floor(n^2/2) without ties.
    """
    letters = itertools.chain.from_iterable(key)
    orders = _joined(itertools.permutations(letters))
    return max(footrule(key, order) for order in orders)


def steps(item: Item) -> int:
    """Into how many equal steps s is divided: its share of the common denominator."""
    if item["type"] == "choose":
        return CHOOSE_STEPS
    if item["type"] == "pick":
        return item["k"]
    if item["type"] == "rank":
        return dmax(key_groups(item["key"])) or 1
    if item["type"] == "rate":
        return RATE_STEPS * len(item["options"])
    assert_never(item)


def common_denominator(items: Iterable[Item]) -> int:
    """The least number that makes every gain of these items whole."""
    denominator = 1
    for item in items:
        if item["points"]:
            step = Fraction(item["points"], steps(item))
            denominator = math.lcm(denominator, step.denominator)
    return denominator


def compile_item(
    item: Item,
    letters: Iterable[str],
    denominator: int,
    echoes: Echoes,
) -> CompiledItem:
    """The compiled item with the options that exist in this state."""
    if item["type"] == "choose":
        chosen = compile_choose(
            item,
            item["options"],
            letters,
            denominator,
        )
        _add_echoes(chosen, echoes)
        if item["say"]:
            chosen["say"] = True
        return chosen
    compiled = _asked(item, item["type"], denominator)
    lines = item["options"]
    compiled["options"] = [_line(letter, lines[letter]) for letter in letters]
    compiled["feedback"] = _bands(item["feedback"])
    count = steps(item)
    compiled["unit"] = _step(item["points"], count, denominator)
    if echoes:
        compiled["echo"] = dict(echoes)
    return cast(CompiledItem, compiled | _key(item))


def _add_echoes(compiled: ChooseItem, echoes: Echoes) -> None:
    """Give each option of a choice what is said of it later."""
    for option in compiled["options"]:
        if option["id"] in echoes:
            option["echo"] = echoes[option["id"]]


def compile_choose(
    asked: Asked,
    options: Mapping[str, CardOption],
    letters: Iterable[str],
    denominator: int,
) -> ChooseItem:
    """A compiled item of type choose, of a story or of a card."""
    compiled = _asked(asked, "choose", denominator)
    worth = _step(asked["points"], CHOOSE_STEPS, denominator)
    compiled["options"] = [_option(i, options[i], worth) for i in letters]
    return cast(ChooseItem, compiled)


def _asked(
    asked: Asked,
    kind: str,
    denominator: int,
) -> Json:
    """The fields that all kinds of item share."""
    return {
        "type": kind,
        "prompt": markup.inline(asked["prompt"]),
        "points": asked["points"],
        "full": asked["points"] * denominator,
        "tests": list(asked["tests"]),
    }


def _step(
    points: int,
    count: int,
    denominator: int,
) -> int:
    """What one of `count` equal steps is worth, in units of the denominator."""
    return int(Fraction(points * denominator, count))


def _line(letter: str, line: Line) -> Statement:
    """An option of pick, rank or rate."""
    return {"id": letter, "html": markup.inline(line["text"])}


def _option(
    letter: str,
    option: CardOption,
    worth: int,
) -> Choice:
    """`worth`: the gain of a weight of 1, in units of the denominator."""
    return {
        "id": letter,
        "html": markup.inline(option["text"]),
        "gain": worth * (option["weight"] or 0),
        "protects": markup.inline(option["protects"]),
        "costs": markup.inline(option["costs"]),
        "feedback": _feedback(option["feedback"]),
    }


def _bands(bands: Bands) -> dict[str, CompiledFeedback]:
    """Feedback by how much was earned."""
    return {
        "full": _feedback(bands["full"]),
        "part": _feedback(bands["part"]),
        "low": _feedback(bands["low"]),
    }


def _feedback(feedback: Feedback) -> CompiledFeedback:
    """What is told after an answer, as HTML."""
    return {
        "consequence": markup.inline(feedback["consequence"]),
        "why": markup.inline(feedback["why"]),
        "yours": markup.inline(feedback["yours"]),
        "other": markup.inline(feedback["other"]),
    }


def _key(item: Keyed) -> Json:
    """What scoring compares an answer with."""
    if item["type"] == "pick":
        return {"key": list(item["key"]), "k": item["k"]}
    if item["type"] == "rank":
        groups = key_groups(item["key"])
        return {"key": groups, "dmax": dmax(groups)}
    if item["type"] == "rate":
        return {"key": dict(item["key"])}
    assert_never(item)


def answers(item: CompiledItem) -> list[str]:
    """Every canonical answer of a compiled item."""
    letters = [str(option["id"]) for option in item["options"]]
    if item["type"] == "choose":
        return letters
    if item["type"] == "pick":
        return _joined(itertools.combinations(letters, item["k"]))
    if item["type"] == "rank":
        return _joined(itertools.permutations(letters))
    if item["type"] == "rate":
        return _joined(itertools.product("1234", repeat=len(letters)))
    assert_never(item)


def _joined(orders: Iterable[tuple[str, ...]]) -> list[str]:
    """Answers as the record writes them."""
    return ["".join(order) for order in orders]


class Spread(NamedTuple):
    """Gains over all answers of an item, in units of the denominator."""

    least: int
    most: int
    mean: Fraction


def spread(item: CompiledItem) -> Spread:
    """What the answers of a compiled pick, rank or rate item gain."""
    if item["type"] == "rate":
        return _rate_spread(item)
    gains = [gain(item, answer) for answer in answers(item)]
    mean = Fraction(sum(gains), len(gains))
    return Spread(min(gains), max(gains), mean)


def _rate_spread(item: RateItem) -> Spread:
    """Every statement has an exact answer (4 quarters), a near one (3) and two that earn
    nothing: no need to list 4^m."""
    each = len(item["options"]) * item["unit"]
    mean = Fraction(7 * each, 4)
    return Spread(0, RATE_STEPS * each, mean)
