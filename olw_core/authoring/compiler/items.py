"""Compiles one item: options to HTML, weights to whole gains over the story's common denominator."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, cast

from olw_core.authoring.compiler import markdown as markup
from olw_core.engine.scoring import footrule, gain
from olw_core.formats.items import CompiledItem

Authored = Mapping[str, Any]


def key_groups(key: list[Any]) -> list[list[str]]:
    """A rank key as groups, best first; a tie is a group of several."""
    return [
        [str(i) for i in group] if isinstance(group, list) else [str(group)]
        for group in key
    ]


def dmax(key: list[list[str]]) -> int:
    """The greatest footrule distance any order can have from the key (floor(n^2/2) without ties)."""
    letters = [letter for group in key for letter in group]
    return max(
        footrule(key, "".join(order)) for order in itertools.permutations(letters)
    )


def steps(item: Authored) -> int:
    """Into how many equal steps s is divided: the item's share of the common denominator."""
    kind = item["type"]
    if kind == "rank":
        return dmax(key_groups(item["key"])) or 1
    table: dict[str, int] = {
        "choose": 3,
        "pick": item.get("k", 1),
        "rate": 4 * len(item["options"]),
    }
    return table[kind]


def common_denominator(items: Iterable[Authored]) -> int:
    """The least number that makes every gain of these items whole."""
    return math.lcm(
        *(
            Fraction(item["points"], steps(item)).denominator
            for item in items
            if item["points"]
        ),
        1,
    )


def feedback(authored: Authored) -> dict[str, str]:
    return {
        name: markup.inline(authored[name]) for name in ("consequence", "why", "other")
    }


def compile_item(
    item: Authored, option_ids: Iterable[str], denominator: int
) -> dict[str, Any]:
    """The compiled item (formats.md, section 2) with the options that exist in this state."""
    compiled: dict[str, Any] = {
        "type": item["type"],
        "prompt": markup.inline(item["prompt"]),
        "points": item["points"],
        "full": item["points"] * denominator,
        "tests": list(item["tests"]),
    }
    worth = Fraction(item["points"] * denominator, steps(item))
    if item["type"] == "choose":
        compiled["options"] = [
            _choice(letter, item["options"][letter], int(worth))
            for letter in option_ids
        ]
        return compiled
    compiled["options"] = [
        {"id": i, "html": markup.inline(item["options"][i]["text"])} for i in option_ids
    ]
    compiled["feedback"] = {
        band: feedback(item["feedback"][band]) for band in ("full", "part", "low")
    }
    compiled["unit"] = int(worth)
    if item["type"] == "rank":
        compiled["key"] = key_groups(item["key"])
        compiled["dmax"] = dmax(compiled["key"])
    elif item["type"] == "pick":
        compiled["key"], compiled["k"] = list(item["key"]), item["k"]
    else:
        compiled["key"] = dict(item["key"])
    return compiled


def _choice(letter: str, option: Authored, worth: int) -> dict[str, Any]:
    return {
        "id": letter,
        "html": markup.inline(option["text"]),
        "gain": worth * (option["weight"] or 0),
        "protects": markup.inline(option["protects"]),
        "costs": markup.inline(option["costs"]),
        "feedback": feedback(option["feedback"]),
    }


def answers(item: Mapping[str, Any]) -> list[str]:
    """Every canonical answer of a compiled item."""
    ids = [option["id"] for option in item["options"]]
    kind = item["type"]
    if kind == "choose":
        return ids
    if kind == "pick":
        return ["".join(c) for c in itertools.combinations(ids, item["k"])]
    if kind == "rank":
        return ["".join(p) for p in itertools.permutations(ids)]
    return ["".join(r) for r in itertools.product("1234", repeat=len(ids))]


def spread(item: Mapping[str, Any]) -> tuple[int, int, Fraction]:
    """(least, greatest, mean) gain over all answers of a pick, rank or rate item."""
    if item["type"] == "rate":
        return _rate_spread(item)
    compiled = cast(CompiledItem, item)
    gains = [gain(compiled, answer) for answer in answers(item)]
    return min(gains), max(gains), Fraction(sum(gains), len(gains))


def _rate_spread(item: Mapping[str, Any]) -> tuple[int, int, Fraction]:
    # Every statement has an exact answer (4 quarters), a near one (3) and two that earn nothing: no need to list 4^m.
    count, unit = len(item["options"]), int(item["unit"])
    return 0, 4 * count * unit, Fraction(7 * count * unit, 4)
