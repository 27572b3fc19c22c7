"""What the endings of a compiled story are worth to who plays it: scores, shares at random
play, and whether one choice more or less is felt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from olw_core.authoring.compiler.outcomes import AnswerOutcome
from olw_core.authoring.paths_played import PathPlayed, Stage, Taken
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


def endings(module: Module) -> Endings:
    """Over every walk."""
    stage = Stage(module)
    walks = list(stage.walks())
    return Endings(_reached(stage, walks), _slips(stage, walks))


def _reached(stage: Stage, walks: Sequence[PathPlayed]) -> list[Reached]:
    """Each ending scene, the most frequent first."""
    groups: dict[str, list[PathPlayed]] = {}
    for walk in walks:
        scene = stage.node(walk.ending)["scene"]
        groups.setdefault(scene, []).append(walk)
    found = [_ending(stage, scene, group) for scene, group in groups.items()]
    return sorted(found, key=lambda one: one.share, reverse=True)


def _ending(
    stage: Stage,
    scene: str,
    walks: Sequence[PathPlayed],
) -> Reached:
    """One ending from the walks to it."""
    ending = stage.story["scenes"][scene]["ending"]
    assert ending is not None
    lowest = min(walk.least for walk in walks)
    highest = max(walk.most for walk in walks)
    return Reached(
        scene=scene,
        tone=ending["tone"],
        share=sum((walk.share for walk in walks), Fraction(0)),
        lowest=stage.percent(lowest),
        highest=stage.percent(highest),
    )


def _slips(stage: Stage, walks: Sequence[PathPlayed]) -> Slips:
    """What one changed choice does to each of the best walks."""
    best = stage.node(stage.story["start"])["best"]
    bests = [walk for walk in walks if walk.most == best][:MOST_BEST]
    felt = count = 0
    for walk in bests:
        before = _ended(stage, walk)
        for slipped in _slipped(stage, walk):
            count += 1
            felt += _ended(stage, slipped) != before
    return Slips(felt, count)


def _ended(stage: Stage, walk: PathPlayed) -> tuple[str, list[tuple[str, str]]]:
    """What a learner sees: which ending, and who says what."""
    return stage.node(walk.ending)["scene"], stage.heard(walk)


def _slipped(stage: Stage, walk: PathPlayed) -> Iterator[PathPlayed]:
    """Every walk in which one choice of this one is another."""
    for place, one in enumerate(walk.taken):
        for other in stage.open_at(one.node):
            if other.answer != one.outcome.answer:
                changed = (*walk.taken[:place], Taken(one.node, other))
                yield _carried_on(stage, changed, walk)


def _carried_on(
    stage: Stage,
    taken: tuple[Taken, ...],
    before: PathPlayed,
) -> PathPlayed:
    """Played on as before where the same scenes come, else as well as can be."""
    usual = {}
    for one in before.taken:
        usual[stage.node(one.node)["scene"]] = one.outcome.answer
    last = taken[-1]
    node = stage.after(last.node, last.outcome)
    while ways := stage.open_at(node):
        way = _way(stage, node, ways, usual)
        taken = (*taken, Taken(node, way))
        node = stage.after(node, way)
    return PathPlayed(taken, node, 0, 0, Fraction(0))


def _way(
    stage: Stage,
    node: int,
    ways: Sequence[AnswerOutcome],
    usual: Mapping[str, str],
) -> AnswerOutcome:
    """The usual answer where it is offered, or else the best."""
    answer = usual.get(stage.node(node)["scene"])
    for way in ways:
        if way.answer == answer:
            return way
    return max(
        ways, key=lambda way: way.most + stage.node(stage.after(node, way))["best"]
    )
