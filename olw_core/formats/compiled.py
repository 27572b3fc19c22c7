"""The compiled module (formats.md, section 2): all that the engine needs, with the answer key.

It never leaves a server, except inside a SCORM or cmi5 package. Totals called best and worst
are whole numbers in units of 1/denominator points.
"""

from typing import Literal, NotRequired, TypedDict

from olw_core.formats.common import Behaviour, Line, Person, Picture, Setting, Tone
from olw_core.formats.guide import Guide
from olw_core.formats.items import ChooseItem, CompiledItem, When


class Ending(TypedDict):
    """How a story closes."""

    title: str
    """Plain text."""
    tone: Tone
    """How it feels."""


class Scene(TypedDict):
    """What stands still in a scene, whatever the state of the story."""

    tag: str
    """Two characters [A-Za-z0-9] that name the scene in the record; "__" = the way out."""
    setting: Setting
    """Every field is filled in from the story's where the scene says nothing."""
    recap: str
    """One line for who comes back, plain text."""
    ending: Ending | None
    """None = there is something to decide."""


class TextPart(TypedDict):
    """A part of a text that depends on the walk."""

    html: str
    """Its words."""
    when: NotRequired[When]
    """Absent = always."""


Text = str | list[TextPart]
"""HTML, or the parts of which those are joined that hold."""


class PictureChoice(TypedDict):
    """A picture that depends on the walk."""

    file: str
    """Name in the module's pictures."""
    when: NotRequired[When]
    """Absent = always."""


Drawn = str | list[PictureChoice]
"""A name in the module's pictures, "" for none, or choices: the first that holds is drawn."""


class Node(TypedDict):
    """A scene in one state of the story: variables are gone."""

    scene: str
    """Id of the scene; "_" = the way out, "_way1" to "_way_end" the short way."""
    text: int
    """Index into the story's texts."""
    item: int | None
    """Index into the story's items; None = an ending."""
    go: dict[str, int]
    """Option id -> index of the next node; "" = whatever was answered."""
    best: int
    """The greatest total reachable from here, in units."""
    worst: int
    """The least total reachable from here, in units."""
    longest: int
    """The most decisions to an ending."""
    picture: Drawn
    """What is drawn above the words."""
    spent: NotRequired[Drawn]
    """An ending's: what the learner has spent; absent = nothing is drawn."""


class OtherChair(TypedDict):
    """The same story as somebody else saw it; told at an ending."""

    who: str
    """Id of the person."""
    title: str
    """Plain text."""
    text: int
    """Index into the story's texts."""


class Story(TypedDict):
    """The story as a graph of nodes; every link leads to an earlier index."""

    denominator: int
    """Units in a point."""
    start: int
    """Index of the first node."""
    chance: list[int]
    """[a, b]: random choices earn a/b of what is at stake, on average."""
    decisions: list[int]
    """[fewest, most] decisions of a path."""
    words: int
    """Words on the longest path."""
    texts: list[Text]
    """Of the scenes, each text once."""
    items: list[CompiledItem]
    """Each item once."""
    scenes: dict[str, Scene]
    """By id, in the authors' order; "_" = the way out."""
    nodes: list[Node]
    """Links lead to earlier ones."""
    way_out: int | None
    """Index of the node that leaving leads to: the short way's first, or an ending.

    None = there is no way out.
    """
    other_chair: OtherChair | None
    """None = nobody else tells the story."""


class PlanLines(TypedDict):
    """The lists that an if-then plan is picked from; empty where the authors give none."""

    cues: list[Line]
    """Each goes on from "If"."""
    actions: list[Line]
    """Each goes on from "then I will"."""


class Variant(TypedDict):
    """One telling of a return card: same tension, other people and place."""

    setting: Setting
    """Its own: nothing is taken from the story."""
    later: NotRequired[Literal[True]]
    """It plays three weeks after the story, with its people."""
    html: str
    """What happens."""
    item: ChooseItem
    """Its gains are in thirds of its points: cards never count."""


class Card(TypedDict):
    """A return card: a short decision for one behaviour."""

    id: str
    """Id of the behaviour."""
    tag: str
    """Two characters [A-Za-z0-9] that name it in the card log."""
    label: str
    """The behaviour in the framework's words, plain text."""
    moment: str
    """When it is useful, plain text that goes on from "When"."""
    words_to_try: str
    """A sentence that a person could really say, plain text."""
    variants: dict[str, Variant]
    """By letter, in the authors' order."""


class Module(TypedDict):
    """A whole module. Packages leave out what a learner's page has no use for."""

    format: Literal[1]
    """Raised when a reader of the old shape would go wrong."""
    id: str
    """[a-z][a-z0-9_]{0,19}, = the folder's name."""
    principle: str
    """Id of a principle of modules/framework.yaml."""
    version: int
    """1..9999; raised when ids, weights or links change."""
    lang: str
    """Language tag of all its words."""
    title: str
    """Plain text."""
    summary: str
    """Plain text."""
    keywords: NotRequired[list[str]]
    """For catalogues; packages have them in the manifest."""
    reviewed_by: NotRequired[list[str]]
    """Who really did; packages leave it out."""
    minutes: int
    """To read and decide, on the longest path."""
    content_note: str | None
    """What may hurt, HTML."""
    source_title: str
    """The principle's full words, plain text."""
    short_label: str
    """The principle in short, plain text."""
    part: str
    """Part of the framework that the principle belongs to."""
    behaviours: list[Behaviour]
    """Of the principle, in the framework's order."""
    people: dict[str, Person]
    """Those who speak, by id."""
    pictures: dict[str, Picture]
    """By file name."""
    story: Story
    """The graph that is played."""
    plan: PlanLines
    """What a plan is picked from."""
    cards: list[Card]
    """In the authors' order."""
    guide: NotRequired[Guide | None]
    """None = the authors wrote none; packages leave it out."""
