"""A step: people who are counted together, and all that is ever kept of their answers.

People enter the figures in steps, and everything that is published is made from steps alone. Inside
a step nobody can be told from anybody else, so who answered cannot be found out unless all gave the
same answer. Therefore near-agreement is blurred: up to `BLUR` people who answered otherwise than
the rest look the same as none. And a scene that a blurred decision leads to or away from is left
out of the step. docs/developers/disclosure.md has the proof; tests/unit/olw_core/cohort attacks it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypedDict

from olw_core.cohort.influence import Influence
from olw_core.cohort.rules import BLUR, FEWEST_IN_STEP
from olw_core.cohort.ways import Way


class Counts(TypedDict):
    """One decision in one step, in halves of a person."""

    total: int
    """Of all who answered."""
    answers: dict[str, int]
    """Answer -> how many. Blurred: what most gave alone, with half the blur taken off."""


NONE: Counts = {"total": 0, "answers": {}}
Step = Mapping[str, Counts]
"""Scene -> counts, for the scenes that the step tells of."""


def step_of(ways: Sequence[Way], influence: Influence) -> dict[str, Counts]:
    """What is kept of these people. `ways`: in any order, which changes nothing."""
    counted = {scene: _count(ways, scene) for scene in influence}
    blurred = {scene for scene, counts in counted.items() if _is_blurred(counts)}
    kept = {}
    for scene, counts in counted.items():
        few = counts.total() < FEWEST_IN_STEP
        if not few and not influence[scene] & blurred:
            kept[scene] = _counts(counts, blurred=scene in blurred)
    return kept


def joined(one: Step, other: Step) -> dict[str, Counts]:
    """Two steps added up; a step again, for whoever makes tables of it."""
    return {
        scene: _added(one.get(scene, NONE), other.get(scene, NONE), 1)
        for scene in {**one, **other}
    }


def without(whole: Step, part: Step) -> dict[str, Counts]:
    """What is left of a sum of steps when one that was added is taken out again."""
    return {scene: _added(whole[scene], part.get(scene, NONE), -1) for scene in whole}


def _added(one: Counts, other: Counts, sign: int) -> Counts:
    """Counts plus or minus others; answers that come to nothing are left out."""
    summed = {}
    for answer in {**one["answers"], **other["answers"]}:
        many = other["answers"].get(answer, 0)
        summed[answer] = one["answers"].get(answer, 0) + sign * many
    return {
        "total": one["total"] + sign * other["total"],
        "answers": {answer: many for answer, many in summed.items() if many},
    }


def _count(ways: Sequence[Way], scene: str) -> Counter[str]:
    """How many gave each answer."""
    return Counter(way[scene] for way in ways if scene in way)


def _is_blurred(counts: Counter[str]) -> bool:
    """Whether so few answered otherwise than most that it must not show."""
    total = counts.total()
    most = max(counts.values(), default=0)
    return total < FEWEST_IN_STEP or total - most <= BLUR


def _counts(counts: Counter[str], *, blurred: bool) -> Counts:
    total = counts.total()
    if not blurred:
        halves = {answer: 2 * many for answer, many in sorted(counts.items())}
        return {"total": 2 * total, "answers": halves}
    [(most, _)] = counts.most_common(1)
    return {"total": 2 * total, "answers": {most: 2 * total - BLUR}}
