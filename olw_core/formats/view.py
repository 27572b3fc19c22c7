"""The View (formats.md, section 4): all that a learner's browser may know at one point.

It holds no key: gains, and the case for the other choice, come only with the ending.
"""

from typing import Literal, NotRequired, TypedDict

from olw_core.formats.common import ItemType, Line, Picture, Setting, Tone
from olw_core.formats.result import Result


class Option(TypedDict):
    """One line to choose, to order or to rate."""

    id: str
    """One character [a-z0-9], as the response names it."""
    html: str
    """Its words."""


class Item(TypedDict):
    """A decision as it is asked."""

    type: ItemType
    """How it is asked."""
    prompt: str
    """The question, HTML."""
    options: list[Option]
    """In the authors' order."""
    k: NotRequired[int]
    """Pick: how many to take."""
    say: NotRequired[Literal[True]]
    """Choose: the page asks for a line in one's own words first, and keeps it to itself."""


class Feedback(TypedDict):
    """What is told of an answer while the story goes on."""

    consequence: str
    """What happens then, HTML."""


class Past(TypedDict):
    """One decision answered earlier in this attempt."""

    step: int
    """0 = the first."""
    scene: str
    """Id of the scene."""
    html: str
    """The scene as it was read."""
    type: ItemType
    """How it was asked."""
    prompt: str
    """The question, HTML."""
    answer: str
    """The response string."""
    chosen: list[str]
    """HTML of what was picked; rank: in the learner's order; rate: every statement."""
    feedback: Feedback
    """What came of it."""


class EndingView(TypedDict):
    """The ending that was reached."""

    title: str
    """Plain text."""
    tone: Tone
    """How it feels."""


class EchoView(TypedDict):
    """What somebody says at an ending about a choice of this attempt."""

    who: str
    """Id in the cover's people."""
    html: str
    """Their words."""


class Chair(TypedDict):
    """The same story as somebody else saw it."""

    who: str
    """Id in the cover's people."""
    title: str
    """Plain text."""
    html: str
    """Their words."""


class Finished(TypedDict):
    """This story was finished before."""

    best: NotRequired[int]
    """0..100, of the best attempt; only where `report` sends a score."""


class PlanChoice(TypedDict):
    """An if-then plan, by the ids of its lines."""

    cue: str
    """"" = not chosen."""
    action: str
    """"" = not chosen."""


class PlanView(TypedDict):
    """The lists of the plan and what was picked from them."""

    cues: list[Line]
    """Each goes on from "If"."""
    actions: list[Line]
    """Each goes on from "then I will"."""
    chosen: PlanChoice
    """What the learner picked."""


class View(TypedDict):
    """Where the learner is. At an ending: `ending` and `result`; before it: `item`."""

    module: str
    """Its id."""
    version: int
    """Of the module."""
    attempt: int
    """1 = the first."""
    step: int
    """Decisions answered in this attempt."""
    scene: str
    """Id of the scene."""
    html: str
    """The scene's words."""
    recap: str
    """One line for who comes back, plain text."""
    picture: str
    """Name in the cover's pictures; "" = none."""
    setting: Setting
    """Of the scene."""
    progress: int
    """0..100."""
    history: list[Past]
    """Oldest first; on the short way, only what was decided on it."""
    feedback: NotRequired[Feedback]
    """Of the decision just answered; absent at step 0 and after the way out."""
    item: NotRequired[Item]
    """What is asked; absent at an ending."""
    leave: NotRequired[Literal[True]]
    """The module offers a way out here."""
    ending: NotRequired[EndingView]
    """The story has ended: the module is complete."""
    result: NotRequired[Result]
    """With an ending."""
    echoes: NotRequired[list[EchoView]]
    """With an ending, in the order of the walk: those that matter most."""
    chair: NotRequired[Chair]
    """With an ending, where the module has one; not after the short way."""
    spent: NotRequired[str]
    """With an ending, where something is drawn: name in the cover's pictures."""
    pictures: NotRequired[dict[str, Picture]]
    """From a server, with an ending: what it draws that the cover did not hold, by file name."""
    plan: NotRequired[PlanView]
    """With an ending; at the first scene where a plan was chosen before."""
    finished: NotRequired[Finished]
    """At the first scene: this story was finished before."""
    closed: NotRequired[str]
    """Why no further attempt can be begun, plain text; from a server that limits them."""
