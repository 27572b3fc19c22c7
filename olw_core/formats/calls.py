"""What a browser sends to the play API (formats.md, section 7), read by `olw_core.play`.

The plan is a PlanChoice; a part of it that was left out has become "".
"""

from typing import TypedDict


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


class CardCall(TypedDict):
    """A return card, or the answer to one."""

    card: str
    """Id of the card."""
    variant: str | None
    """Letter of the telling; None = the one met longest ago."""
    response: str | None
    """None = the card is asked for."""
