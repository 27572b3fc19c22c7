"""The CardView (formats.md, section 7): what a browser may know of a return card."""

from typing import NotRequired, TypedDict

from olw_core.formats.common import Setting
from olw_core.formats.view import Feedback, Item


class CardFeedback(Feedback):
    """What is told of one option of an answered card."""

    id: str
    """Of the option."""
    other: str
    """The case for another choice, HTML."""


class CardView(TypedDict):
    """One telling of a card; the last three fields are there once it was answered."""

    module: str
    """Id of the module."""
    card: str
    """Id of the card: that of its behaviour."""
    variant: str
    """Letter of the telling."""
    label: str
    """The behaviour in the framework's words, plain text."""
    moment: str
    """When it is useful, plain text."""
    html: str
    """What happens."""
    setting: Setting
    """Of this telling."""
    item: Item
    """What is asked."""
    answer: NotRequired[str]
    """The response string."""
    feedback: NotRequired[list[CardFeedback]]
    """For every option, in the authors' order."""
    words_to_try: NotRequired[str]
    """A sentence that a person could really say, plain text."""
