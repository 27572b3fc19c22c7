"""The types of an authored module: what `schema.ModuleSchema` gives, defaults filled in.

docs/developers/formats.md, section 1, says what each field means. Ids are keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict


class Feedback(TypedDict):
    """What is told after an answer."""

    consequence: str
    why: str
    other: str


class Bands(TypedDict):
    """Feedback of pick, rank and rate, by how much was earned."""

    full: Feedback
    part: Feedback
    low: Feedback


class Setting(TypedDict, total=False):
    """Where somebody stands: the story's, or a scene's own."""

    role: str
    place: str
    mode: str


_If = TypedDict("_If", {"if": str})
"""A condition on the variables; "" always holds."""


class Passage(_If):
    """A part of a scene's text."""

    text: str


class Move(_If):
    """Where an answer leads."""

    to: str


class CardOption(TypedDict):
    """An option of a return card; `weight` is None where no points are given."""

    text: str
    weight: int | None
    protects: str
    costs: str
    feedback: Feedback


class ChooseOption(_If, CardOption):
    """An option of a decision in the story."""

    set: Mapping[str, object]
    go: Sequence[Move]


class Line(TypedDict):
    """An option of pick, rank and rate."""

    text: str


class Asked(TypedDict):
    """What every item has."""

    prompt: str
    points: int
    tests: Sequence[str]


class Choose(Asked):
    """One of several options, each with its own feedback."""

    type: Literal["choose"]
    options: Mapping[str, ChooseOption]


class _Keyed(Asked):
    options: Mapping[str, Line]
    feedback: Bands
    go: Sequence[Move]


class Pick(_Keyed):
    """`k` of the options."""

    type: Literal["pick"]
    k: int
    key: Sequence[str]


class Rank(_Keyed):
    """An order. An entry of the key is an option, or a list of options that tie."""

    type: Literal["rank"]
    key: Sequence[object]


class Rate(_Keyed):
    """A number from 1 to 4 for each option."""

    type: Literal["rate"]
    key: Mapping[str, int]


Keyed = Pick | Rank | Rate
Item = Choose | Keyed


class Ending(TypedDict):
    """How a story ends."""

    title: str
    tone: Literal["good", "mixed", "hard"]


class Picture(TypedDict):
    """A file of media/."""

    file: str
    alt: str
    decorative: bool


class Scene(TypedDict):
    """A scene has an item or an ending."""

    tag: str
    setting: Setting
    picture: Picture | None
    recap: str
    text: Sequence[Passage]
    item: Item | None
    ending: Ending | None


class Story(TypedDict):
    """Scenes by id, and where it starts."""

    setting: Setting
    start: str
    scenes: Mapping[str, Scene]


class Look(TypedDict):
    """How a person is drawn; the words are those of `looks.py`."""

    skin: int
    hair: str
    hair_colour: str
    wear: str
    glasses: bool
    beard: bool
    older: bool
    aid: str


class Person(TypedDict):
    """Who may speak."""

    name: str
    role: str
    look: Look | None


class Plan(TypedDict):
    """The if-then plan's lists, by letter."""

    cues: Mapping[str, str]
    actions: Mapping[str, str]


class Variant(TypedDict):
    """One wording of a return card."""

    setting: Setting
    text: str
    prompt: str
    options: Mapping[str, CardOption]


class Card(TypedDict):
    """A return card; its id is a behaviour's."""

    tag: str
    moment: str
    words_to_try: str
    variants: Mapping[str, Variant]


class GuideDecision(TypedDict):
    """What a facilitator asks about one decision."""

    questions: Sequence[str]
    watch_for: str


class Rehearsal(TypedDict):
    """A short exercise of calling something out."""

    setup: str
    lines: Sequence[str]
    debrief: str


class Guide(TypedDict):
    """The facilitator's guide."""

    minutes: int
    purpose: str
    opening: str
    decisions: Mapping[str, GuideDecision]
    appraisal_prompt: str
    meeting_check: Sequence[str]
    calling_it_out: Rehearsal
    close: str


class WayOut(TypedDict):
    """The page for who does not want to read on."""

    title: str
    text: str


class Module(TypedDict):
    """A whole module: module.yaml with cards.yaml and facilitator.yaml."""

    id: str
    principle: str
    version: int
    lang: str
    title: str
    summary: str
    keywords: Sequence[str]
    content_note: str
    way_out: WayOut | None
    reviewed_by: Sequence[str]
    retired: Sequence[str]
    people: Mapping[str, Person]
    variables: Mapping[str, object]
    story: Story
    plan: Plan | None
    cards: Mapping[str, Card]
    facilitator: Guide | None
