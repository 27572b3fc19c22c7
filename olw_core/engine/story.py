"""Walks a record through a compiled story: where the learner is, what each decision gave.

Sums are whole numbers in units of 1/denominator points, so both engines agree exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from olw_core.engine import scoring
from olw_core.engine.record import Step
from olw_core.errors import ResponseError
from olw_core.formats.compiled import Module, Node, Scene
from olw_core.formats.items import CompiledItem

LEAVE = "_"
"""The response that takes the way out."""


@dataclass(frozen=True)
class Decision:
    """One answered step."""

    node: Node
    """Where it was asked."""
    item: CompiledItem
    """What was asked."""
    answer: str
    """The canonical answer, or LEAVE."""
    gain: int
    """What it earned, in units."""
    regret: int
    """What it gave away, in units: the best from here, less `gain` and the best ahead."""


@dataclass(frozen=True)
class Walk:
    """The way from the start to where the learner is."""

    decisions: tuple[Decision, ...]
    """Oldest first."""
    node: Node
    """Where the learner is."""
    total: int
    """What the decisions earned, in units."""
    left: bool
    """Whether the way out was taken."""

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to decide."""
        return self.node["item"] is None


def start_node(module: Module) -> Node:
    """Where every walk begins."""
    story = module["story"]
    return story["nodes"][story["start"]]


def item_at(module: Module, node: Node) -> CompiledItem:
    """The item of a node that has one. Raises ValueError for an ending."""
    index = node["item"]
    if index is None:
        raise ValueError(f"nothing is asked at the ending {node['scene']}")
    return module["story"]["items"][index]


def scene_at(module: Module, node: Node) -> Scene:
    """The scene of a node."""
    scenes = module["story"]["scenes"]
    return scenes[node["scene"]]


def walk(module: Module, steps: Sequence[Step]) -> tuple[Walk, int]:
    """Follow steps from the start.

    Returns the walk and how many steps were valid; the rest are not followed.
    """
    here = Walk(
        decisions=(),
        node=start_node(module),
        total=0,
        left=False,
    )
    count = 0
    for tag, answer in steps:
        if not same(module, here, tag, answer):
            break
        here = follow(module, here, answer)
        count += 1
    return here, count


def same(
    module: Module,
    here: Walk,
    tag: str,
    answer: str,
) -> bool:
    """Whether a stored step still means this answer to the decision at hand."""
    if here.ended:
        return False
    scene = scene_at(module, here.node)
    if scene["tag"] != tag:
        return False
    return answer_of(module, here, answer) == answer


def answer_of(
    module: Module,
    here: Walk,
    response: object,
) -> str | None:
    """The canonical answer to the decision at hand; None where it cannot be taken."""
    try:
        return check(module, here, response)
    except ResponseError:
        return None


def check(
    module: Module,
    here: Walk,
    response: object,
) -> str:
    """The canonical answer to the decision at hand, or LEAVE.

    Raises ResponseError, with the codes of `scoring.canonical`.
    """
    way_out = module["story"]["way_out"]
    if response == LEAVE and way_out is not None:
        return LEAVE
    item = item_at(module, here.node)
    return scoring.canonical(item, response)


def follow(
    module: Module,
    here: Walk,
    answer: str,
) -> Walk:
    """One step further with a canonical answer.

    Leaving counts as if the rest had gone best: nobody loses points for stepping away from a
    subject that hurts.
    """
    node = here.node
    item = item_at(module, node)
    after = _after(module, node, answer)
    left = answer == LEAVE
    earned = node["best"] if left else scoring.gain(item, answer)
    decision = Decision(
        node=node,
        item=item,
        answer=answer,
        gain=earned,
        regret=node["best"] - earned - after["best"],
    )
    return Walk(
        decisions=(*here.decisions, decision),
        node=after,
        total=here.total + earned,
        left=here.left or left,
    )


def _after(
    module: Module,
    node: Node,
    answer: str,
) -> Node:
    """The node that an answer leads to."""
    story = module["story"]
    way_out = story["way_out"]
    go = node["go"]
    if answer == LEAVE and way_out is not None:
        target = way_out
    elif answer in go:
        target = go[answer]
    else:
        target = go[""]
    return story["nodes"][target]


def percent(module: Module, total: int) -> int:
    """The score of a finished walk, 0-100, rounded half up from the exact fraction.

    100 when nothing was at stake.
    """
    start = start_node(module)
    spread = start["best"] - start["worst"]
    if spread == 0:
        return 100
    earned = total - start["worst"]
    return (200 * earned + spread) // (2 * spread)


def progress(module: Module, here: Walk) -> int:
    """How far along, 0-100: the share of the longest path that no longer lies ahead.

    It never falls on the way.
    """
    if here.ended:
        return 100
    longest = start_node(module)["longest"]
    behind = longest - here.node["longest"]
    return 100 * behind // longest
