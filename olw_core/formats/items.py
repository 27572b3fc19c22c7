"""Compiled items (formats.md, section 2): a decision with its key.

Whole numbers called gain, unit and full are in units of 1/denominator points of the story.
"""

from typing import Literal, NotRequired, TypedDict

When = list[list[str]]
"""Holds where every atom of one list is true: `scene.answer` was given, `!scene.answer` was not."""


class Echo(TypedDict):
    """What somebody says at the ending about a choice."""

    who: str
    """Id of the person."""
    html: str
    """Their words."""
    matters: int
    """1 to 3; 3 comes first where there is no room for all."""
    when: NotRequired[When]
    """Absent = always."""


class BandEchoes(TypedDict):
    """Echoes of pick, rank and rate by the share that was earned; absent = none."""

    full: NotRequired[list[Echo]]
    """s = 1."""
    part: NotRequired[list[Echo]]
    """1/2 <= s < 1."""
    low: NotRequired[list[Echo]]
    """s < 1/2."""


class CompiledFeedback(TypedDict):
    """What is told of an answer; the four parts are HTML."""

    consequence: str
    """What happens then."""
    why: str
    """Why it happens."""
    yours: str
    """What spoke for it; "" where the authors do not say."""
    other: str
    """The case for another choice. All but the consequence are told at the ending."""


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
    echo: NotRequired[list[Echo]]
    """What is said of it at the ending."""


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
    say: NotRequired[Literal[True]]
    """Learners first write a line of their own; it stays on their page."""
    options: list[Choice]
    """Those that exist in this state of the story, in the authors' order."""


class KeyedItem(ItemBase):
    """What pick, rank and rate share: feedback by band, gains from a key."""

    options: list[Statement]
    """In the authors' order."""
    feedback: Bands
    """By the share that was earned."""
    echo: NotRequired[BandEchoes]
    """What is said of it at the ending, by the share that was earned."""
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
