"""What a browser sends to the play API (formats.md, section 7), read by `olw_core.play`.

A part of a plan that was left out has become "".
"""

from typing import NotRequired, TypedDict


class RetryCall(TypedDict):
    """Another way from a decision of an ended attempt."""

    attempt: int
    """The attempt that the browser shows."""
    step: int
    """How many decisions are kept; 0 = from the start."""


class RespondCall(TypedDict):
    """One answer."""

    attempt: int
    """The attempt that the browser shows."""
    step: int
    """The decision that it answers; 0 = the first."""
    response: str
    """The response string (formats.md, section 3)."""


class PlanCall(TypedDict):
    """The if-then plan."""

    cue: str
    """"" = not chosen."""
    action: str
    """"" = not chosen."""
    stop: NotRequired[str | None]
    """What would stop the learner, only where they asked to have it counted (LTI alone)."""


class CardCall(TypedDict):
    """A return card, or the answer to one."""

    card: str
    """Id of the card."""
    variant: str | None
    """Letter of the telling; None = the one met longest ago."""
    response: str | None
    """None = the card is asked for."""
