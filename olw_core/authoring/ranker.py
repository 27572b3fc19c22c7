"""A linear ranker: weights with which the better of two things gets the higher score.

Pairwise logistic ranking, plain gradient steps: the same result every time.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence

Vector = tuple[float, ...]

STEPS = 40
RATE = 0.5
SHRINK = 0.02
"""Of the weights at each step: with few examples a sign should not count for more than it shows."""


def dot(signs: Vector, weights: Vector) -> float:
    """Each sign times its weight, summed: a score. Both are equally long."""
    score: float = sum(map(operator.mul, signs, weights))
    return score


def fitted(differences: Sequence[Vector], signs: int) -> Vector:
    """Weights, one for each sign.

    `differences`: for each pair the signs of the better less those of the other.
    """
    weights: Vector = (0.0,) * signs
    if not differences:
        return weights
    columns = list(zip(*differences, strict=True))
    for _ in range(STEPS):
        weights = _stepped(weights, differences, columns)
    return weights


def _stepped(
    weights: Vector,
    differences: Sequence[Vector],
    columns: Sequence[Vector],
) -> Vector:
    """The weights after one step of the logistic gradient. `columns`: the differences by sign."""
    doubts = tuple(_doubt(difference, weights) for difference in differences)
    pace = RATE * len(weights) / len(differences)
    stepped = []
    for weight, column in zip(weights, columns, strict=True):
        kept = (1 - SHRINK) * weight
        gain = dot(column, doubts)
        stepped.append(kept + pace * gain)
    return tuple(stepped)


def _doubt(difference: Vector, weights: Vector) -> float:
    """How likely these weights take the worse for the better, 0 to 1."""
    score = dot(difference, weights)
    return 1 / (1 + math.exp(score))
