"""Walks a record through a compiled story: where the learner is, what each decision gave. Twin of
olw_core/player/src/engine/story.ts.

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
    """Oldest first, the way out with them."""
    node: Node
    """Where the learner is."""
    total: int
    """What the decisions that count earned, in units."""
    begin: Node
    """Where what counts began: the story's start, or that of the short way."""
    skipped: int = 0
    """Decisions up to and with the way out: they count no more. 0 = it was not taken."""
    passed: int = 0
    """Progress when the way out was taken."""

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to decide."""
        return self.node["item"] is None

    @property
    def left(self) -> bool:
        """Whether the way out was taken."""
        return self.skipped > 0

    @property
    def told(self) -> tuple[Decision, ...]:
        """The decisions that count, which the learner is told of."""
        return self.decisions[self.skipped :]

    @property
    def reported(self) -> tuple[Decision, ...]:
        """The decisions that others may be told of: nothing shows that the way out was taken."""
        if not self.left:
            return self.decisions
        return self.decisions[: self.skipped - 1]


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
    begin = start_node(module)
    here = Walk(
        decisions=(),
        node=begin,
        total=0,
        begin=begin,
    )
    count = 0
    for tag, answer in steps:
        if not same(module, here, tag, answer):
            break
        here = follow(module, here, answer)
        count += 1
    return here, count


def may_leave(module: Module, here: Walk) -> bool:
    """Whether there is a way out from here: a story has at most one, and it is taken once."""
    return module["story"]["way_out"] is not None and not here.left


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
    if response == LEAVE and may_leave(module, here):
        return LEAVE
    item = item_at(module, here.node)
    return scoring.canonical(item, response)


def follow(
    module: Module,
    here: Walk,
    answer: str,
) -> Walk:
    """One step further with a canonical answer."""
    if answer == LEAVE:
        return _leave(module, here)
    node = here.node
    item = item_at(module, node)
    after = _after(module, node, answer)
    earned = scoring.gain(item, answer)
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
        begin=here.begin,
        skipped=here.skipped,
        passed=here.passed,
    )


def _leave(module: Module, here: Walk) -> Walk:
    """The way out: what was decided before earns nothing and gives nothing away.

    The score is that of the short way alone, so nobody loses points for stepping away from a
    subject that hurts.
    """
    story = module["story"]
    way_out = story["way_out"]
    if way_out is None:
        raise ValueError("this story has no way out")
    begin = story["nodes"][way_out]
    decision = Decision(
        node=here.node,
        item=item_at(module, here.node),
        answer=LEAVE,
        gain=0,
        regret=0,
    )
    decisions = (*here.decisions, decision)
    return Walk(
        decisions=decisions,
        node=begin,
        total=0,
        begin=begin,
        skipped=len(decisions),
        passed=progress(here),
    )


def _after(
    module: Module,
    node: Node,
    answer: str,
) -> Node:
    """The node that an answer leads to."""
    go = node["go"]
    target = go[answer] if answer in go else go[""]
    return module["story"]["nodes"][target]


def percent(here: Walk) -> int:
    """The score of a finished walk, 0-100, rounded half up from the exact fraction.

    100 when nothing was at stake.
    """
    begin = here.begin
    spread = begin["best"] - begin["worst"]
    if spread == 0:
        return 100
    earned = here.total - begin["worst"]
    return (200 * earned + spread) // (2 * spread)


def progress(here: Walk) -> int:
    """How far along, 0-100: the share of the longest path that no longer lies ahead.

    On the short way it is the share of what was left when it began. It never falls on the way.
    """
    if here.ended:
        return 100
    longest = here.begin["longest"]
    behind = longest - here.node["longest"]
    return here.passed + (100 - here.passed) * behind // longest
