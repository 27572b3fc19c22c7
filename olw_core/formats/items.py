"""Compiled items (formats.md, section 2): a decision with its key.

Whole numbers called gain, unit and full are in units of 1/denominator points of the story.
"""

from typing import Literal, TypedDict


class CompiledFeedback(TypedDict):
    """What is told after an answer; the three parts are HTML."""

    consequence: str
    """What happens then."""
    why: str
    """Why it happens."""
    other: str
    """The case for another choice; told at the ending."""


class Bands(TypedDict):
    """Feedback by the share s that was earned of what the item can give."""

    full: CompiledFeedback
    """s = 1."""
    part: CompiledFeedback
    """1/2 <= s < 1."""
    low: CompiledFeedback
    """s < 1/2."""


class Statement(TypedDict):
    """An option of pick, rank and rate."""

    id: str
    """One character [a-z0-9]."""
    html: str
    """Its words."""


class Choice(Statement):
    """An option of choose."""

    gain: int
    """What choosing it earns."""
    protects: str
    """What it keeps safe, HTML; "" where the authors say nothing."""
    costs: str
    """What it costs, HTML; "" where the authors say nothing."""
    feedback: CompiledFeedback
    """Told when it was chosen."""


class ItemBase(TypedDict):
    """What every item has."""

    prompt: str
    """The question, HTML."""
    points: int
    """What it counts; 0 = it only branches."""
    full: int
    """The most it can earn (s = 1), in units."""
    tests: list[str]
    """Ids of the behaviours it shows."""


class ChooseItem(ItemBase):
    """Take one option; the only type that branches by its options."""

    type: Literal["choose"]
    """Always this."""
    options: list[Choice]
    """Those that exist in this state of the story, in the authors' order."""


class KeyedItem(ItemBase):
    """What pick, rank and rate share: feedback by band, gains from a key."""

    options: list[Statement]
    """In the authors' order."""
    feedback: Bands
    """By the share that was earned."""
    unit: int
    """Gain of one right pick; of one footrule step; of a quarter of one rating."""


class PickItem(KeyedItem):
    """Take `k` options."""

    type: Literal["pick"]
    """Always this."""
    k: int
    """How many to take."""
    key: list[str]
    """Ids of the right ones."""


class RankItem(KeyedItem):
    """Put the options in order, best first."""

    type: Literal["rank"]
    """Always this."""
    key: list[list[str]]
    """Ids, best first; a group of several is a tie."""
    dmax: int
    """The greatest footrule distance that an order can have from the key."""


class RateItem(KeyedItem):
    """Rate each option from 1, very inappropriate, to 4, very appropriate."""

    type: Literal["rate"]
    """Always this."""
    key: dict[str, int]
    """Option id -> the authors' rating."""


CompiledItem = ChooseItem | PickItem | RankItem | RateItem
"""A decision with its key; `type` tells which."""
