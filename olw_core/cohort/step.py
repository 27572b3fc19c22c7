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


NONE: Counts = {
    "total": 0,
    "answers": {},
}
Step = Mapping[str, Counts]
"""Scene -> counts, for the scenes that the step tells of."""


def step_of(
    ways: Sequence[Way],
    influence: Influence,
) -> dict[str, Counts]:
    """What is kept of these people. `ways`: in any order, which changes nothing."""
    counted = {}
    blurred = set()
    for scene in influence:
        counts = _count(ways, scene)
        counted[scene] = counts
        if _is_blurred(counts):
            blurred.add(scene)
    kept = {}
    for scene, counts in counted.items():
        few = counts.total() < FEWEST_IN_STEP
        would_tell = influence[scene] & blurred
        if few or would_tell:
            continue
        kept[scene] = _counts(
            counts,
            blurred=scene in blurred,
        )
    return kept


def joined(one: Step, other: Step) -> dict[str, Counts]:
    """Two steps added up; a step again, for whoever makes tables of it."""
    summed = {}
    for scene in {**one, **other}:
        summed[scene] = _added(
            one.get(scene, NONE),
            other.get(scene, NONE),
            1,
        )
    return summed


def without(whole: Step, part: Step) -> dict[str, Counts]:
    """What is left of a sum of steps when one that was added is taken out again."""
    left = {}
    for scene, counts in whole.items():
        left[scene] = _added(
            counts,
            part.get(scene, NONE),
            -1,
        )
    return left


def _added(
    one: Counts,
    other: Counts,
    sign: int,
) -> Counts:
    """Counts plus or minus others; answers that come to nothing are left out."""
    mine = one["answers"]
    theirs = other["answers"]
    summed = {}
    for answer in {**mine, **theirs}:
        change = sign * theirs.get(answer, 0)
        many = mine.get(answer, 0) + change
        if many:
            summed[answer] = many
    return {
        "total": one["total"] + sign * other["total"],
        "answers": summed,
    }


def _count(ways: Sequence[Way], scene: str) -> Counter[str]:
    """How many gave each answer."""
    counts: Counter[str] = Counter()
    for way in ways:
        if scene in way:
            answer = way[scene]
            counts[answer] += 1
    return counts


def _is_blurred(counts: Counter[str]) -> bool:
    """Whether so few answered otherwise than most that it must not show."""
    total = counts.total()
    if total < FEWEST_IN_STEP:
        return True
    most = max(counts.values())
    return total - most <= BLUR


def _counts(
    counts: Counter[str],
    *,
    blurred: bool,
) -> Counts:
    """In halves of a person; where it is blurred, of what most gave alone."""
    total = 2 * counts.total()
    answers = {}
    if blurred:
        [(most, _)] = counts.most_common(1)
        answers[most] = total - BLUR
    else:
        for answer, many in sorted(counts.items()):
            answers[answer] = 2 * many
    return {
        "total": total,
        "answers": answers,
    }
