"""The facilitator's part of a compiled module; learner packages leave it out."""

from typing import TypedDict


class GuideDecision(TypedDict):
    """A facilitator's notes on one scene; all HTML."""

    questions: list[str]
    """To ask the group."""
    watch_for: str
    """What to listen for."""


class Rehearsal(TypedDict):
    """Practising to call something out; all HTML."""

    setup: str
    """How to begin."""
    lines: list[str]
    """Sentences to say aloud."""
    debrief: str
    """How to end."""


class Guide(TypedDict):
    """The facilitator's part; texts are HTML."""

    minutes: int
    """With a group."""
    purpose: str
    """What the session is for."""
    opening: str
    """How to begin."""
    decisions: dict[str, GuideDecision]
    """By scene id."""
    appraisal_prompt: str
    """A question for the next appraisal."""
    meeting_check: list[str]
    """What to look for in a meeting."""
    calling_it_out: Rehearsal
    """An exercise."""
    close: str
    """How to end."""
