"""The types of an authored question: its options, what is told after an answer, where it leads.

docs/developers/formats.md, section 1, says what each field means. Ids are keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict


class Feedback(TypedDict):
    """What is told after an answer."""

    consequence: str
    """What happens now, in the story."""
    why: str
    """What speaks for this answer or against it."""
    yours: str
    """What spoke for this answer; "" in the first edition."""
    other: str
    """What spoke for another."""


Conditional = TypedDict("Conditional", {"if": str})
"""A condition; "" always holds."""


class Echo(Conditional):
    """What somebody says later about a choice; its condition may name paths."""

    who: str
    """The id of a person."""
    text: str
    """Markdown, without quotation marks."""
    matters: int
    """1 to 3; 3 comes first where there is no room for all."""


class Band(Feedback):
    """Feedback of pick, rank and rate, and what somebody says of it later."""

    echo: Sequence[Echo]


class Bands(TypedDict):
    """Feedback of pick, rank and rate, by how much was earned."""

    full: Band
    """s = 1."""
    part: Band
    """1/2 <= s < 1."""
    low: Band
    """s < 1/2."""


class Move(Conditional):
    """Where an answer leads."""

    to: str
    """The id of a scene."""


class CardOption(TypedDict):
    """An option of a return card; `weight` is None where no points are given."""

    text: str
    weight: int | None
    """0 to 3, 3 = most effective."""
    protects: str
    """What a strong option keeps safe."""
    costs: str
    """Its price."""
    feedback: Feedback


class ChooseOption(Conditional, CardOption):
    """An option of a decision in the story."""

    silent: bool
    """It is saying, or doing, nothing."""
    echo: Sequence[Echo]
    set: Mapping[str, object]
    """Variable to change; it happens before `go` is looked at."""
    go: Sequence[Move]
    """Where it leads; only the last line has no condition."""


class Line(TypedDict):
    """An option of pick, rank and rate."""

    text: str


class Asked(TypedDict):
    """What every item has."""

    prompt: str
    points: int
    """0 = branching only: no weights, no tests."""
    tests: Sequence[str]
    """Ids of behaviours."""


class Choose(Asked):
    """One of several options, each with its own feedback."""

    type: Literal["choose"]
    say: bool
    """Learners first write a line of their own; it stays on their page."""
    options: Mapping[str, ChooseOption]
    """By letter, in the order shown."""


class _Keyed(Asked):
    options: Mapping[str, Line]
    """By letter, in the order shown."""
    feedback: Bands
    go: Sequence[Move]
    """Where every answer leads; only the last line has no condition."""


class Pick(_Keyed):
    """`k` of the options."""

    type: Literal["pick"]
    k: int
    """How many to pick."""
    key: Sequence[str]
    """The best k options."""


class Rank(_Keyed):
    """An order. An entry of the key is an option, or a list of options that tie."""

    type: Literal["rank"]
    key: Sequence[object]


class Rate(_Keyed):
    """A number from 1 to 4 for each option."""

    type: Literal["rate"]
    key: Mapping[str, int]
    """1 very inappropriate to 4 very appropriate."""


Keyed = Pick | Rank | Rate
Item = Choose | Keyed
