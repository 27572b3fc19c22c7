"""The decisions of a module and all answers that each can be given, for tables and pages."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations, permutations
from string import ascii_uppercase

from olw_core.formats.compiled import Module
from olw_core.formats.items import Choice, CompiledItem

MOST = 24
"""Answers that a table can have lines for."""


def decisions(module: Module) -> dict[str, CompiledItem]:
    """Scene -> all that it is met with as one item, in the authors' order of scenes."""
    story = module["story"]
    met: dict[str, dict[int, CompiledItem]] = {}
    for node in story["nodes"]:
        index = node["item"]
        if index is not None:
            scene = node["scene"]
            versions = met.setdefault(scene, {})
            versions[index] = story["items"][index]
    found = {}
    for scene in story["scenes"]:
        if scene in met:
            all_met = met[scene].values()
            found[scene] = _together(all_met)
    return found


def _together(items: Collection[CompiledItem]) -> CompiledItem:
    """The one with most options, and behind them those of a choice that only others have.

    An option may be there on some ways alone, and another on the rest: people gave both.
    """
    fullest = max(items, key=_many)
    if fullest["type"] != "choose":
        return fullest
    options: dict[str, Choice] = {}
    for item in (fullest, *items):
        if item["type"] != "choose":
            continue
        for option in item["options"]:
            letter = option["id"]
            options.setdefault(letter, option)
    joined = list(options.values())
    return {**fullest, "options": joined}


def _many(item: CompiledItem) -> int:
    """How many options it has."""
    return len(item["options"])


def possible(module: Module) -> dict[str, tuple[str, ...]]:
    """Scene -> every answer that has a line in its table, in the order of its options.

    None for a rating, and for a ranking of many: nobody could read so many lines.
    """
    answers = {}
    for scene, item in decisions(module).items():
        answers[scene] = _answers(item)
    return answers


def _answers(item: CompiledItem) -> tuple[str, ...]:
    """The same of one item: options alone, some of them, or orders of all."""
    ids = _ids(item)
    if item["type"] == "choose":
        return tuple(ids)
    if item["type"] == "pick":
        some = combinations(sorted(ids), item["k"])
        joined = map("".join, some)
        return tuple(joined)
    if item["type"] == "rank":
        orders = tuple(map("".join, permutations(ids)))
        are_few = len(orders) <= MOST
        return orders if are_few else ()
    return ()


def _ids(item: CompiledItem) -> list[str]:
    """The ids of its options: a letter each."""
    return [option["id"] for option in item["options"]]


def letters(item: CompiledItem, answer: str) -> str:
    """An answer by the letters that options have on paper: "A", or "A, C" for several."""
    if item["type"] == "rate":
        return answer
    ids = _ids(item)
    on_paper = []
    for one in answer:
        place = ids.index(one)
        letter = ascii_uppercase[place]
        on_paper.append(letter)
    return ", ".join(on_paper)
