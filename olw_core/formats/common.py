"""Small shapes that stand in the compiled module and in what a browser is given alike."""

from typing import Literal, NotRequired, TypedDict

ItemType = Literal["choose", "pick", "rank", "rate"]
"""How a decision is asked: take one, take some, put in order, rate each."""

Tone = Literal["good", "mixed", "hard"]
"""How an ending feels; never how well somebody did."""


class Setting(TypedDict):
    """Who the learner is, where, and how people meet."""

    role: str
    """The learner's part, plain text."""
    place: str
    """Plain text."""
    mode: str
    """"in person", "remote" or "hybrid"; "" where the authors say nothing."""


class Behaviour(TypedDict):
    """One behaviour of the module's principle."""

    id: str
    """As in modules/framework.yaml."""
    label: str
    """The framework's words, plain text."""


class Person(TypedDict):
    """Somebody who speaks."""

    name: str
    """Plain text."""
    role: str
    """Their work, plain text."""
    svg: str
    """The portrait; "" where the authors give no look."""


class Picture(TypedDict):
    """A picture of a scene."""

    svg: str
    """The drawing, made safe by the compiler."""
    alt: str
    """What it shows, in words; "" = decorative."""


class Line(TypedDict):
    """A line of the plan's lists."""

    id: str
    """One character [a-z0-9], as the record keeps it."""
    text: str
    """Plain text that goes on from "If" or from "then I will"."""
    acts: NotRequired[list[str]]
    """A cue's: ids of the actions that fit, best first; absent where the authors do not say."""
