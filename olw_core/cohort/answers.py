"""The decisions of a module and all answers that each can be given, for tables and pages."""

from __future__ import annotations

from itertools import combinations, permutations
from string import ascii_uppercase

from olw_core.formats.compiled import Module
from olw_core.formats.items import CompiledItem

MOST = 24
"""Answers that a table can have lines for."""


def decisions(module: Module) -> dict[str, CompiledItem]:
    """Scene -> the item with most options that it is met with, in the authors' order of scenes."""
    story = module["story"]
    met: dict[str, CompiledItem] = {}
    for node in story["nodes"]:
        if node["item"] is None:
            continue
        item = story["items"][node["item"]]
        before = met.get(node["scene"], item)
        fuller = len(item["options"]) > len(before["options"])
        met[node["scene"]] = item if fuller else before
    return {scene: met[scene] for scene in story["scenes"] if scene in met}


def possible(module: Module) -> dict[str, tuple[str, ...]]:
    """Scene -> every answer that has a line in its table, in the authors' order.

    None for a rating, and for a ranking of many: nobody could read so many lines.
    """
    return {scene: _answers(item) for scene, item in decisions(module).items()}


def _answers(item: CompiledItem) -> tuple[str, ...]:
    ids = [option["id"] for option in item["options"]]
    if item["type"] == "choose":
        return tuple(ids)
    if item["type"] == "pick":
        taken = combinations(sorted(ids), item["k"])
        return tuple("".join(some) for some in taken)
    if item["type"] == "rank":
        orders = tuple("".join(some) for some in permutations(ids))
        return orders if len(orders) <= MOST else ()
    return ()


def letters(item: CompiledItem, answer: str) -> str:
    """An answer by the letters that options have on paper: "A", or "A, C" for several."""
    ids = [option["id"] for option in item["options"]]
    if item["type"] == "rate":
        return answer
    return ", ".join(ascii_uppercase[ids.index(one)] for one in answer)
