"""The player's configuration (formats.md, section 8): what a door writes into `<olw-player>`."""

from typing import Literal, NotRequired, TypedDict

from olw_core.formats.common import Behaviour, Person, Picture
from olw_core.formats.compiled import Module
from olw_core.formats.view import View
from olw_core.report import Report


class CardLine(TypedDict):
    """A return card in the list of all."""

    id: str
    """Of its behaviour."""
    label: str
    """The behaviour in the framework's words, plain text."""
    moment: str
    """When it is useful, plain text."""
    note: NotRequired[bool]
    """Its story has a content note; said only in packages of several stories."""


class Cover(TypedDict):
    """What a browser may know of a module before the story. Holds no key."""

    module: str
    """Its id."""
    version: int
    """Of the module."""
    title: str
    """Plain text."""
    summary: str
    """Plain text."""
    minutes: int
    """To read and decide."""
    content_note: str | None
    """What may hurt, HTML."""
    source_title: str
    """Where the story comes from, plain text."""
    people: dict[str, Person]
    """Those who speak, by id."""
    pictures: dict[str, Picture]
    """By file name."""
    cards: list[CardLine]
    """In the authors' order."""
    behaviours: list[Behaviour]
    """In the framework's order."""


class SupportLink(TypedDict):
    """Where a learner finds help."""

    label: str
    """Plain text."""
    url: str
    """https:, mailto: or tel:."""


class Theme(TypedDict):
    """A trust's own values; `olw_core.trust` says what each may be."""

    name: NotRequired[str]
    """Plain text."""
    logo: NotRequired[str]
    """Address of the picture."""
    colour: NotRequired[str]
    """"#rrggbb", dark enough for white words on it."""
    support: NotRequired[list[SupportLink]]
    """Shown with the content note and at the ending."""
    problem_url: NotRequired[str]
    """Where to tell of a problem."""


class Urls(TypedDict):
    """Addresses of the play API."""

    respond: str
    """Takes a RespondCall."""
    retry: str
    """Takes a RetryCall."""
    plan: str
    """Takes a PlanCall."""
    card: str
    """Takes a CardCall."""


class Auth(TypedDict):
    """How the player shows who is calling; a door uses one of the two."""

    bearer: NotRequired[str]
    """Token for the Authorization header."""
    csrfCookie: NotRequired[str]
    """Name of the cookie whose value goes into X-CSRFToken."""


class Count(TypedDict):
    """The words with which a learner is asked to have counted what would stop them."""

    ask: str
    """On the button, plain text."""
    help: str
    """Beside the question, plain text."""


class Config(TypedDict):
    """All of it. A remote player has `view` and `urls`, a local one `modules`."""

    lang: str
    """Language tag of the page."""
    report: Report
    """What others are told."""
    heading: int
    """Level of the player's first heading, 1..6."""
    ownsPage: bool
    """The page is the player alone: it may set the document's title."""
    show: Literal["story", "cards"]
    """What the player opens on."""
    cover: Cover
    """Of the module, or of all of them."""
    disclosure: list[str]
    """What others can see, in sentences of `olw_core.report`."""
    disclosureLang: NotRequired[str]
    """Their language, where it is not the page's."""
    disclosureEnglish: NotRequired[list[str]]
    """The English that counts, where nobody has checked theirs; it stands above the player."""
    trust: Theme
    """The trust's own values."""
    view: NotRequired[View]
    """Remote: where the learner is."""
    notice: NotRequired[str]
    """Remote: a notice code, or words for the learner."""
    urls: NotRequired[Urls]
    """Remote."""
    auth: NotRequired[Auth]
    """Remote."""
    count: NotRequired[Count]
    """Remote: what would stop the learner can be counted (LTI alone)."""
    modules: NotRequired[list[Module]]
    """Local: without guide; people and pictures may stand in the cover only."""
    storageKey: NotRequired[str]
    """Local, without an LMS: the key in the browser's storage."""
    passMark: NotRequired[int | None]
    """Percent from which a trust calls a result passed."""
    completionScore: NotRequired[bool]
    """The platform needs a number at completion: it is sent 100."""
    style: NotRequired[str]
    """Address of player.css where it does not lie beside the first script."""
    more: NotRequired[str]
    """Address of the second script where it does not lie beside the first."""
    strings: NotRequired[dict[str, str]]
    """The player's words in the learner's language, by key, laid over English."""
