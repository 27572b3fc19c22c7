"""Walks the compiled graph once from the endings: best and worst totals, longest path, chance, words.

The graph is acyclic and every link points to an earlier index, so one pass in index order is enough.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from olw_core.authoring.compiler.items import spread
from olw_core.authoring.compiler.markdown import plain
from olw_core.authoring.compiler.unfold import Node

WORDS_PER_MINUTE = 180
"""Careful reading of prose on a screen; the mean for silent reading of English is about 238 (Brysbaert 2019)."""


@dataclass(frozen=True)
class Bounds:
    """What can still happen from a node, in units of the denominator; counts of decisions and words."""

    best: int
    worst: int
    mean: Fraction
    longest: int
    shortest: int
    words: int
    shorter_best: int | None
    """Best total of the paths that are not among the longest; None when all are."""


def all_bounds(nodes: Sequence[Node]) -> list[Bounds]:
    """The bounds of every node, in index order."""
    found: list[Bounds] = []
    for node in nodes:
        found.append(_bounds(node, found))
    return found


def _bounds(node: Node, found: Sequence[Bounds]) -> Bounds:
    words = count(node.html)
    if node.item is None:
        return Bounds(0, 0, Fraction(0), 0, 0, words, None)
    moves = branches(node)
    after = [(least, most, mean, found[target]) for least, most, mean, target in moves]
    longest = max(b.longest for *_, b in after)
    return Bounds(
        best=max(most + b.best for _, most, _, b in after),
        worst=min(least + b.worst for least, _, _, b in after),
        mean=sum((mean + b.mean for _, _, mean, b in after), Fraction(0)) / len(after),
        longest=1 + longest,
        shortest=1 + min(b.shortest for *_, b in after),
        words=words + _item_words(node.item) + max(b.words for *_, b in after),
        shorter_best=_shorter([(most, b) for _, most, _, b in after], longest),
    )


def _shorter(after: Sequence[tuple[int, Bounds]], longest: int) -> int | None:
    totals = [most + b.best for most, b in after if b.longest < longest]
    totals += [
        most + b.shorter_best
        for most, b in after
        if b.longest == longest and b.shorter_best is not None
    ]
    return max(totals, default=None)


def branches(node: Node) -> list[tuple[int, int, Fraction, int]]:
    """(least gain, greatest gain, mean gain, target) of every link; one for pick, rank and rate."""
    assert node.item is not None
    if node.item["type"] == "choose":
        return [
            (o["gain"], o["gain"], Fraction(o["gain"]), node.go[o["id"]])
            for o in node.item["options"]
        ]
    return [(*spread(node.item), node.go[""])]


def _item_words(item: dict[str, Any]) -> int:
    shown = [item["prompt"], *(o["html"] for o in item["options"])]
    told = (
        [o["feedback"] for o in item["options"]]
        if item["type"] == "choose"
        else list(item["feedback"].values())
    )
    return sum(count(s) for s in shown) + max(
        count(f["consequence"]) + count(f["why"]) for f in told
    )


@functools.lru_cache(maxsize=8192)
def count(markup: str) -> int:
    """Words of an HTML fragment."""
    return len(plain(markup).split())


def minutes(words: int) -> int:
    """Reading time of the longest path, in whole minutes, rounded up."""
    return max(1, math.ceil(words / WORDS_PER_MINUTE))
