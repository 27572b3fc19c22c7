"""What the play API answers (formats.md, section 7)."""

from typing import NotRequired, TypedDict

from olw_core.formats.card import CardView
from olw_core.formats.view import View


class Played(TypedDict):
    """200 to respond, retry and plan."""

    view: View
    """As it is now."""
    notice: NotRequired[str]
    """A notice code, or words for the learner, where something was unusual."""


class CardShown(TypedDict):
    """200 to card."""

    card: CardView
    """As it is now: with feedback once it was answered."""


class Reason(TypedDict):
    """Why something was refused."""

    code: str
    """Stable; `olw explain` knows it."""
    message: str
    """Words for the learner."""


class Refused(TypedDict):
    """4xx."""

    error: Reason
    """What went wrong."""
    view: NotRequired[View]
    """With 409: as it is now."""
