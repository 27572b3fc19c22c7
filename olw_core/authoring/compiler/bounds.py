"""Walks the compiled graph once from the endings: best and worst totals, longest path,
chance, words.

The graph is acyclic and every link points to an earlier index, so one pass in index
order is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from olw_core.authoring.compiler.items import spread
from olw_core.authoring.compiler.markdown import count
from olw_core.authoring.compiler.rendering import Text
from olw_core.authoring.compiler.unfold import Node
from olw_core.authoring.compiler.walks import Arrivals
from olw_core.formats.items import CompiledFeedback, CompiledItem


@dataclass(frozen=True)
class Bounds:
    """What can still happen from a node, in units of the denominator; counts of decisions
    and words."""

    best: int
    """The highest total ahead."""
    worst: int
    """The lowest total ahead."""
    mean: Fraction
    """The total of who chooses by chance."""
    longest: int
    """Decisions on the longest path."""
    shortest: int
    """Decisions on the shortest path."""
    words: int
    """Words on the wordiest path, feedback with them."""
    shorter_best: int | None
    """Best total of the paths that are not among the longest; None when all are."""


ENDED = Bounds(
    best=0,
    worst=0,
    mean=Fraction(0),
    longest=0,
    shortest=0,
    words=0,
    shorter_best=None,
)
"""Nothing more can happen, and nothing is read."""


class Branch(NamedTuple):
    """One link of a node: what it can gain, in units of the denominator, and whither."""

    least: int
    most: int
    mean: Fraction
    target: int
    """Index of the next node."""


class _Ahead(NamedTuple):
    """A branch with the bounds of the node it leads to."""

    branch: Branch
    then: Bounds

    @property
    def best(self) -> int:
        """The highest total that this branch leads to."""
        return self.branch.most + self.then.best

    @property
    def worst(self) -> int:
        """The lowest total that this branch leads to."""
        return self.branch.least + self.then.worst

    @property
    def mean(self) -> Fraction:
        """The mean total of who goes on by chance from here."""
        return self.branch.mean + self.then.mean


@dataclass(frozen=True)
class Unfolded:
    """An unfolded story: nodes and their bounds by index, where it starts, and the common
    denominator of its gains."""

    nodes: Sequence[Node]
    bounds: Sequence[Bounds]
    start: int
    """Index of the first node."""
    denominator: int
    """Every gain is a whole number of 1/denominator points."""
    words: Sequence[int]
    """Words of each node's text, on the walk that shows most of it."""
    arrivals: Arrivals
    """Which answers can lie behind each node."""
    chair: Text
    """What the other chair tells; "" where there is none."""


def all_bounds(nodes: Sequence[Node], words: Sequence[int]) -> list[Bounds]:
    """The bounds of every node, in index order. `words`: of each node's text."""
    found: list[Bounds] = []
    for node, count_of_text in zip(nodes, words, strict=True):
        found.append(_bounds(node, count_of_text, found))
    return found


def _bounds(
    node: Node,
    words: int,
    found: Sequence[Bounds],
) -> Bounds:
    """The bounds of a node from those of the nodes behind it."""
    if node.item is None:
        return replace(ENDED, words=words)
    moves = branches(node.item, node.go)
    ahead = [_Ahead(move, found[move.target]) for move in moves]
    then = [one.then for one in ahead]
    longest = max(one.longest for one in then)
    shortest = min(one.shortest for one in then)
    most_words = max(one.words for one in then)
    means = sum((one.mean for one in ahead), Fraction(0))
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
    """The best total of the paths that are not among the longest."""
    totals = []
    for branch, then in ahead:
        if then.longest < longest:
            totals.append(branch.most + then.best)
        elif then.shorter_best is not None:
            totals.append(branch.most + then.shorter_best)
    return max(totals, default=None)


def branches(item: CompiledItem, go: Mapping[str, int]) -> list[Branch]:
    """Every link of a compiled item: one an option for choose, one for the other kinds.

    `go`: option id, or "", to the index of the next node.
    """
    if item["type"] != "choose":
        gains = spread(item)
        return [Branch(*gains, target=go[""])]
    found = []
    for option in item["options"]:
        gain = option["gain"]
        found.append(
            Branch(
                least=gain,
                most=gain,
                mean=Fraction(gain),
                target=go[option["id"]],
            )
        )
    return found


def _item_words(item: CompiledItem) -> int:
    """The words of the question, and of the longest feedback to an answer."""
    asked = count(item["prompt"])
    offered = sum(count(option["html"]) for option in item["options"])
    return asked + offered + max(_feedback_words(item))


def _feedback_words(item: CompiledItem) -> Iterator[int]:
    """The words of each feedback that an item holds."""
    for feedback in _feedbacks(item):
        yield count(feedback["consequence"]) + count(feedback["why"])


def _feedbacks(item: CompiledItem) -> list[CompiledFeedback]:
    """Of each option, or of each band."""
    if item["type"] == "choose":
        return [option["feedback"] for option in item["options"]]
    bands = item["feedback"]
    return [bands["full"], bands["part"], bands["low"]]
