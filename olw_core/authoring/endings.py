"""What the endings of a compiled story are worth to who plays it: scores, shares at random
play, and whether one choice more or less is felt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from olw_core.authoring.compiler.outcomes import AnswerOutcome
from olw_core.authoring.paths_played import Heard, PathPlayed, Stage, Taken
from olw_core.formats.common import Tone
from olw_core.formats.compiled import Module

MOST_BEST = 200
"""Best walks whose slips are looked at; a fair sample of those of a story with many dilemmas."""


@dataclass(frozen=True)
class Reached:
    """An ending over all walks that lead to it."""

    scene: str
    tone: Tone
    share: Fraction
    """Of those who play by chance."""
    lowest: int
    """Percent."""
    highest: int


@dataclass(frozen=True)
class Slips:
    """Best walks with one choice changed."""

    felt: int
    """How many change the ending, or who says what there."""
    of: int


@dataclass(frozen=True)
class Endings:
    """All that is known of a story's endings."""

    reached: Sequence[Reached]
    """The most frequent first."""
    slips: Slips


Walks = Sequence[PathPlayed]
"""All of a story, or those to one ending."""
Usual = Mapping[str, str]
"""Scene to the answer that was given there before."""


def endings(module: Module) -> Endings:
    """Over every walk."""
    stage = Stage(module)
    walks = list(stage.walks())
    reached = _reached(stage, walks)
    slips = _slips(stage, walks)
    return Endings(reached, slips)


def _reached(stage: Stage, walks: Walks) -> list[Reached]:
    """Each ending scene, the most frequent first."""
    groups: dict[str, list[PathPlayed]] = {}
    for walk in walks:
        scene = stage.scene(walk.ending)
        group = groups.setdefault(scene, [])
        group.append(walk)
    found = []
    for scene, group in groups.items():
        reached = _ending(stage, scene, group)
        found.append(reached)
    found.sort(key=lambda one: one.share, reverse=True)
    return found


def _ending(stage: Stage, scene: str, walks: Walks) -> Reached:
    """One ending from the walks to it."""
    scenes = stage.story["scenes"]
    ending = scenes[scene]["ending"]
    assert ending is not None
    lowest = min(walk.least for walk in walks)
    highest = max(walk.most for walk in walks)
    share = Fraction(0)
    for walk in walks:
        share += walk.share
    return Reached(
        scene=scene,
        tone=ending["tone"],
        share=share,
        lowest=stage.percent(lowest),
        highest=stage.percent(highest),
    )


def _slips(stage: Stage, walks: Walks) -> Slips:
    """What one changed choice does to each of the best walks."""
    index = stage.story["start"]
    start = stage.node(index)
    best = start["best"]
    bests = [walk for walk in walks if walk.most == best]
    felt = 0
    count = 0
    for walk in bests[:MOST_BEST]:
        before = _ended(stage, walk)
        for slipped in _slipped(stage, walk):
            count += 1
            if _ended(stage, slipped) != before:
                felt += 1
    return Slips(felt, count)


def _ended(stage: Stage, walk: PathPlayed) -> tuple[str, list[Heard]]:
    """What a learner sees: which ending, and who says what."""
    scene = stage.scene(walk.ending)
    heard = stage.heard(walk)
    return scene, heard


def _slipped(stage: Stage, walk: PathPlayed) -> Iterator[PathPlayed]:
    """Every walk in which one choice of this one is another."""
    for place, one in enumerate(walk.taken):
        before = walk.taken[:place]
        chosen = one.outcome
        node = one.node
        for other in stage.open_at(node):
            if other.answer == chosen.answer:
                continue
            slip = Taken(node, other)
            changed = (*before, slip)
            yield _carried_on(stage, changed, walk)


def _carried_on(
    stage: Stage, taken: tuple[Taken, ...], before: PathPlayed
) -> PathPlayed:
    """PathPlayed on as before where the same scenes come, else as well as can be."""
    usual = {}
    for one in before.taken:
        scene = stage.scene(one.node)
        usual[scene] = one.outcome.answer
    last = taken[-1]
    node = stage.after(last.node, last.outcome)
    while ways := stage.open_at(node):
        way = _way(stage, node, ways, usual)
        step = Taken(node, way)
        taken = (*taken, step)
        node = stage.after(node, way)
    return PathPlayed(taken, node, 0, 0, Fraction(0))


def _way(
    stage: Stage, node: int, ways: Sequence[AnswerOutcome], usual: Usual
) -> AnswerOutcome:
    """The usual answer where it is offered, or else the best."""
    scene = stage.scene(node)
    answer = usual.get(scene)
    for way in ways:
        if way.answer == answer:
            return way

    def best(way: AnswerOutcome) -> int:
        """The most that can still be earned."""
        target = stage.after(node, way)
        ahead = stage.node(target)
        return way.most + ahead["best"]

    return max(ways, key=best)
