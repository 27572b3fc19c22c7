"""Walks a record through a compiled story: where the learner is, what each decision earned and gave away.

Sums are whole numbers in units of 1/denominator points, so both engines agree exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from olw_core.engine import scoring
from olw_core.errors import ResponseError

Module = Mapping[str, Any]
LEAVE = "_"


@dataclass(frozen=True)
class Decision:
    """One answered step: its node, its compiled item, the canonical answer, gain, regret and stake in units."""

    node: Mapping[str, Any]
    item: Mapping[str, Any]
    answer: str
    gain: int
    regret: int


@dataclass(frozen=True)
class Walk:
    """The decisions so far, the node reached and the total in units. `left`: the way out was taken."""

    decisions: tuple[Decision, ...]
    node: Mapping[str, Any]
    total: int
    left: bool

    @property
    def ended(self) -> bool:
        return self.node["item"] is None


def walk(module: Module, steps: Sequence[tuple[str, str]]) -> tuple[Walk, int]:
    """Follow steps from the start; returns the walk and how many steps were valid (the rest are not followed)."""
    story = module["story"]
    here = Walk((), story["nodes"][story["start"]], 0, False)
    for count, (tag, answer) in enumerate(steps):
        if here.ended or story["scenes"][here.node["scene"]]["tag"] != tag:
            return here, count
        try:
            canonical = check(module, here, answer)
        except ResponseError:
            return here, count
        if canonical != answer:
            return here, count
        here = follow(module, here, answer)
    return here, len(steps)


def check(module: Module, here: Walk, response: object) -> str:
    """The canonical answer to the decision at hand, or the way out. Raises ResponseError."""
    if response == LEAVE and module["story"]["way_out"] is not None:
        return LEAVE
    return scoring.canonical(item_at(module, here.node), response)


def item_at(module: Module, node: Mapping[str, Any]) -> Mapping[str, Any]:
    """The compiled item of a node that has one."""
    item: Mapping[str, Any] = module["story"]["items"][node["item"]]
    return item


def follow(module: Module, here: Walk, answer: str) -> Walk:
    """One step further with a canonical answer.

    Leaving counts as if the rest had gone best: nobody loses points for stepping away from a subject that hurts.
    """
    story, node, item = module["story"], here.node, item_at(module, here.node)
    if answer == LEAVE:
        after, earned = story["nodes"][story["way_out"]], node["best"]
    else:
        after = story["nodes"][node["go"].get(answer, node["go"].get(""))]
        earned = scoring.gain(item, answer)
    regret = node["best"] - earned - after["best"]
    decision = Decision(node, item, answer, earned, regret)
    return Walk(
        (*here.decisions, decision),
        after,
        here.total + earned,
        here.left or answer == LEAVE,
    )


def percent(module: Module, total: int) -> int:
    """The score of a finished walk, 0-100, rounded half up from the exact fraction; 100 when nothing was at stake."""
    start = module["story"]["nodes"][module["story"]["start"]]
    spread = start["best"] - start["worst"]
    if spread == 0:
        return 100
    return int((200 * (total - start["worst"]) + spread) // (2 * spread))


def progress(module: Module, here: Walk) -> int:
    """How far along, 0-100: the share of the longest path that no longer lies ahead; never falls on the way."""
    if here.ended:
        return 100
    longest = module["story"]["nodes"][module["story"]["start"]]["longest"]
    return int(100 * (longest - here.node["longest"]) // longest)
