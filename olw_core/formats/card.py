"""The CardView (formats.md, section 7): what a browser may know of a return card."""

from typing import Literal, NotRequired, TypedDict

from olw_core.formats.common import Setting
from olw_core.formats.view import Feedback, Item


class CardFeedback(Feedback):
    """What is told of one option of an answered card: all at once."""

    id: str
    """Of the option."""
    why: str
    """Why it happens, HTML."""
    yours: str
    """What spoke for it, HTML; "" where the authors do not say."""
    other: str
    """The case for another choice, HTML."""
    protects: NotRequired[str]
    """Where the authors say so: what it keeps safe, HTML."""
    costs: NotRequired[str]
    """Where the authors say so: what it costs, HTML."""


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
    later: NotRequired[Literal[True]]
    """It plays three weeks after the story, with its people."""
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
