"""The languages a page offers, and the call with which a learner changes to another one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, Response, make_response

from lti_service import addresses
from lti_service.errors import RefusedError
from lti_service.schemas.play import Language
from lti_service.services.glances import AnyOwner
from lti_service.services.play import languages
from lti_service.views import who_asks
from lti_service.views.bodies import body_of
from lti_service.views.speech import spoken
from lti_service.wiring import wiring
from olw_core.language_tags import name, nearest, primary

blueprint = Blueprint("languages", __name__)


@dataclass(frozen=True)
class OneLanguage:
    """A language in its own words. `chosen`: the page is in it."""

    tag: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class LanguageOffer:
    """What a page says of languages.

    `choices`: none where there is only one. `lacking`: the name of the wanted language where the
    page is in another, "" otherwise; `shown` is then the name of that one.
    """

    choices: list[OneLanguage]
    lacking: str
    shown: str
    address: str


def offer(owner: AnyOwner, shown: str, tags: Iterable[str]) -> LanguageOffer:
    """For a page in the language `shown` that is there in all of `tags`."""
    offered = list(tags)
    choices = []
    if len(offered) > 1:
        choices = [OneLanguage(tag, name(tag), tag == shown) for tag in offered]
    return LanguageOffer(
        choices=choices,
        lacking=_lacking(languages.wanted(owner), shown),
        shown=name(shown, spoken()),
        address=addresses.local("languages.choose"),
    )


def _lacking(wanted: str, shown: str) -> str:
    """The name of the wanted language, "" where the page is in it."""
    if not wanted or primary(wanted) == primary(shown):
        return ""
    return name(wanted, spoken())


def of_all(owner: AnyOwner) -> LanguageOffer:
    """For a list of modules: every language that any of them has."""
    offered = wiring().library.languages
    shown = nearest(languages.wanted(owner), offered) or offered[0]
    return offer(owner, shown, offered)


@blueprint.post("/api/language")
def choose() -> Response:
    """The learner's choice. Raises RefusedError: language-unknown, and those of body_of."""
    body = body_of(Language)
    lang = body["lang"]
    if lang not in wiring().library.languages:
        raise RefusedError("language-unknown", f"lang {lang[:100]!r}")
    with wiring().database.writing() as session:
        owner = who_asks.by_bearer(session)
        languages.choose(owner, lang)
    return make_response("", 204)
