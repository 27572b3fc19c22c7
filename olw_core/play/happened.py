"""What a request brought about: a few typed events, which doors pass on or not, each by its rules.

Nothing happens when the same answer comes twice.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Started:
    """The first answer of an attempt that was told from the start."""

    attempt: int


@dataclass(frozen=True)
class Decided:
    """A decision was answered; the way out, and what comes behind it, is none.

    `step`: decisions answered before it. `scene`: the scene's id. `response`: the canonical answer.
    """

    attempt: int
    step: int
    scene: str
    response: str


@dataclass(frozen=True)
class Ended:
    """An ending was reached. `percent`: this attempt's, 0-100; `best`: the best so far."""

    attempt: int
    percent: int
    best: int


@dataclass(frozen=True)
class Retried:
    """A new attempt was begun from an ending."""

    attempt: int


@dataclass(frozen=True)
class Planned:
    """The learner's plan was kept."""


@dataclass(frozen=True)
class CardAnswered:
    """A return card was answered. `card`: its id."""

    card: str


Happened = Started | Decided | Ended | Retried | Planned | CardAnswered
