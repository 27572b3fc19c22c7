"""Walks the compiled graph once from the endings: best and worst totals, longest path,
chance, words.

The graph is acyclic and every link points to an earlier index, so one pass in index
order is enough.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from olw_core.authoring.compiler.items import spread
from olw_core.authoring.compiler.markdown import plain
from olw_core.authoring.compiler.unfold import Node

WORDS_PER_MINUTE = 180
"""Careful reading of prose on a screen; the mean for silent reading of English is about
238 (Brysbaert 2019)."""


@dataclass(frozen=True)
class Bounds:
    """What can still happen from a node, in units of the denominator; counts of decisions
    and words."""

    best: int
    worst: int
    mean: Fraction
    longest: int
    shortest: int
    words: int
    shorter_best: int | None
    """Best total of the paths that are not among the longest; None when all are."""


class Branch(NamedTuple):
    """One link of a node: what it can gain, in units of the denominator, and whither."""

    least: int
    most: int
    mean: Fraction
    target: int


class _Ahead(NamedTuple):
    """A branch with the bounds of the node it leads to."""

    branch: Branch
    then: Bounds

    @property
    def best(self) -> int:
        return self.branch.most + self.then.best

    @property
    def worst(self) -> int:
        return self.branch.least + self.then.worst

    @property
    def mean(self) -> Fraction:
        return self.branch.mean + self.then.mean


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
    moves = branches(node.item, node.go)
    ahead = [_Ahead(move, found[move.target]) for move in moves]
    longest = max(one.then.longest for one in ahead)
    shortest = min(one.then.shortest for one in ahead)
    means = sum((one.mean for one in ahead), Fraction(0))
    most_words = max(one.then.words for one in ahead)
    return Bounds(
        best=max(one.best for one in ahead),
        worst=min(one.worst for one in ahead),
        mean=means / len(ahead),
        longest=1 + longest,
        shortest=1 + shortest,
        words=words + _item_words(node.item) + most_words,
        shorter_best=_shorter(ahead, longest),
    )


def _shorter(ahead: Sequence[_Ahead], longest: int) -> int | None:
    totals = []
    for branch, then in ahead:
        if then.longest < longest:
            totals.append(branch.most + then.best)
        elif then.shorter_best is not None:
            totals.append(branch.most + then.shorter_best)
    return max(totals, default=None)


def branches(item: Mapping[str, Any], go: Mapping[str, int]) -> list[Branch]:
    """Every link of a compiled item: one an option for choose, one for the other kinds.

    `go`: option id, or "", to the index of the next node.
    """
    if item["type"] != "choose":
        least, most, mean = spread(item)
        return [Branch(least, most, mean, go[""])]
    found = []
    for option in item["options"]:
        gain = option["gain"]
        found.append(Branch(gain, gain, Fraction(gain), go[option["id"]]))
    return found


def _item_words(item: Mapping[str, Any]) -> int:
    """The words of the question, and of the longest feedback to an answer."""
    asked = count(item["prompt"])
    offered = sum(count(option["html"]) for option in item["options"])
    return asked + offered + max(_feedback_words(item))


def _feedback_words(item: Mapping[str, Any]) -> Iterator[int]:
    """The words of each feedback that an item holds."""
    for feedback in _feedbacks(item):
        yield count(feedback["consequence"]) + count(feedback["why"])


def _feedbacks(item: Mapping[str, Any]) -> list[Mapping[str, str]]:
    if item["type"] == "choose":
        return [option["feedback"] for option in item["options"]]
    return list(item["feedback"].values())


@functools.lru_cache(maxsize=8192)
def count(markup: str) -> int:
    """Words of an HTML fragment."""
    return len(plain(markup).split())


def minutes(words: int) -> int:
    """Reading time of the longest path, in whole minutes, rounded up."""
    return max(1, math.ceil(words / WORDS_PER_MINUTE))
