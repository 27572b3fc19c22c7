"""What a learner is told at an ending: each decision explained, and what it showed."""

from typing import NotRequired, TypedDict


class Other(TypedDict):
    """A choice that was not taken."""

    id: str
    """Of the option."""
    html: str
    """Its words."""
    consequence: str
    """What would have happened, HTML."""
    protects: str
    """HTML; "" where the authors say nothing."""
    costs: str
    """HTML; "" where the authors say nothing."""
    then: str
    """Recap, or the ending's title, of the scene it leads to; plain text."""


class Explained(TypedDict):
    """One decision of the attempt, looked back at. `regret` and `stake` are told in words."""

    step: int
    """0 = the first decision."""
    scene: str
    """Id of the scene."""
    regret: int
    """What the decision gave away, in units of 1/denominator points."""
    stake: int
    """Best minus worst there, in the same units."""
    tests: list[str]
    """Ids of the behaviours it shows."""
    consequence: str
    """What happened then, HTML."""
    why: str
    """Why it happened, HTML."""
    yours: str
    """What spoke for the answer, HTML; "" where the authors do not say."""
    other: str
    """The case for another, HTML."""
    protects: str
    """Choose: what the answer keeps safe, HTML; "" where the authors do not say."""
    costs: str
    """Choose: what it costs, HTML; "" where the authors do not say."""
    key: NotRequired[str]
    """Pick, rank, rate: the authors' answer, as a response string."""
    keyed: NotRequired[list[str]]
    """HTML of the options of `key`."""
    others: list[Other]
    """Choose: the options not taken; otherwise empty."""


class Evidence(TypedDict):
    """What the attempt showed of one behaviour."""

    behaviour: str
    """Its id."""
    label: str
    """The framework's words, plain text."""
    met: int
    """On how many of its decisions at least two thirds of the points were earned."""
    of: int
    """How many decisions tested it; never 0."""


class Result(TypedDict):
    """The whole of it. Percentages are there only where `report` sends a score."""

    percent: NotRequired[int]
    """0..100, of this attempt."""
    best: NotRequired[int]
    """0..100, of the best attempt so far."""
    decisions: list[Explained]
    """In the order of the steps."""
    evidence: list[Evidence]
    """In the framework's order; only behaviours that were tested."""
