"""The types of an authored module: what `schema.ModuleSchema` gives, defaults filled in.

docs/developers/formats.md, section 1, says what each field means. Ids are keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from olw_core.authoring.authored.guide import Guide
from olw_core.authoring.authored.items import CardOption, Conditional, Item


class Setting(TypedDict, total=False):
    """Where somebody stands: the story's, or a scene's own."""

    role: str
    place: str
    mode: str
    """in person, remote or hybrid."""


class Part(Conditional):
    """A part of a text."""

    text: str
    """Markdown; a paragraph that begins `@person:` or `@person(mood):` is speech."""


class Passage(Part):
    """A part of a scene's text."""

    holds: str
    """What must be true of the variables wherever it is shown; "" = nothing."""


class Ending(TypedDict):
    """How a story ends."""

    title: str
    """Names the ending, in plain text."""
    tone: Literal["good", "mixed", "hard"]


class Picture(Conditional):
    """A file of media/; of several the first whose condition holds is shown."""

    file: str
    """A name in media/."""
    alt: str
    """For who cannot see it; "" where it is decorative."""
    decorative: bool
    """It says nothing that the words do not say."""


class Scene(TypedDict):
    """A scene has an item or an ending."""

    tag: str
    """Two characters for the record; "" = made from the id."""
    setting: Setting
    """Replaces single fields of the story's."""
    picture: Sequence[Picture]
    """Empty = none."""
    recap: str
    """Shown to who comes back."""
    holds: str
    """What must be true of the variables wherever the scene is shown; "" = nothing."""
    text: Sequence[Passage]
    item: Item | None
    """None at an ending."""
    ending: Ending | None
    """None at a decision."""


class OtherChair(TypedDict):
    """The same story as somebody else saw it."""

    who: str
    """The id of a person."""
    title: str
    """Plain text."""
    text: Sequence[Part]
    """Conditions name paths only."""


class Story(TypedDict):
    """Scenes by id, and where it starts."""

    setting: Setting
    start: str
    """The id of the first scene."""
    scenes: Mapping[str, Scene]
    spent: Sequence[Picture]
    """What the learner has spent, drawn at an ending; empty = nothing."""
    other_chair: OtherChair | None


class Look(TypedDict):
    """How a person is drawn; the words are those of `authoring/schema/looks.py`."""

    skin: int
    """1 lightest to 6 darkest."""
    hair: str
    hair_colour: str
    wear: str
    glasses: bool
    beard: bool
    older: bool
    """Lines in the face."""
    aid: str
    """wheelchair, hearing_aid, stick or ""."""


class Person(TypedDict):
    """Who may speak."""

    name: str
    role: str
    """Stands beside the name where they speak."""
    look: Look | None
    """None = no portrait."""


class Cue(TypedDict):
    """A cue at work."""

    text: str
    """Ends the words "If ..."."""
    acts: Sequence[str]
    """Letters of the actions that fit, best first; empty = the authors do not say."""


class Plan(TypedDict):
    """The if-then plan's lists, by letter."""

    cues: Mapping[str, Cue]
    actions: Mapping[str, str]
    """Each ends the words "then I will ..."."""


class Variant(TypedDict):
    """One wording of a return card."""

    later: bool
    """It plays three weeks after the story, with its people."""
    setting: Setting
    """Whole: a card has no story to take it from."""
    text: str
    prompt: str
    options: Mapping[str, CardOption]
    """By letter, in the order shown."""


class Card(TypedDict):
    """A return card; its id is a behaviour's."""

    tag: str
    """Two characters for the record; "" = made from the id."""
    moment: str
    """When it is of use, in plain words, for opening by situation."""
    words_to_try: str
    """A sentence that a person could really say."""
    variants: Mapping[str, Variant]


class Accepted(TypedDict):
    """A warning of `olw check` that stands, and why."""

    code: str
    at: str
    """The place of the warning, or what it stands in; "" = wherever."""
    reason: str


class WayOut(TypedDict):
    """The page for who does not want to read on."""

    title: str
    text: str
    short_way: Sequence[str]
    """Three "card.variant" that avoid the subject; empty in the first edition."""


class Module(TypedDict):
    """A whole module: module.yaml with cards.yaml and facilitator.yaml."""

    id: str
    """Also the name of the module's folder."""
    principle: str
    """An id of modules/framework.yaml."""
    version: int
    """Raised when ids, weights or links change; not for wording."""
    lang: str
    """A language tag such as en-GB."""
    title: str
    summary: str
    keywords: Sequence[str]
    content_note: str
    """What may be hard to read; "" = nothing, and no way out."""
    way_out: WayOut | None
    reviewed_by: Sequence[str]
    """Empty until someone really did."""
    retired: Sequence[str]
    """"scene", "scene.option" or "card:behaviour", never to be used again."""
    accepted: Sequence[Accepted]
    words: Sequence[str]
    """Names and words of the story that no dictionary has."""
    people: Mapping[str, Person]
    """By the name that speech uses."""
    variables: Mapping[str, object]
    """Declarations, as `conditions.declare` reads them."""
    story: Story
    plan: Plan | None
    cards: Mapping[str, Card]
    """By the id of a behaviour."""
    facilitator: Guide | None
