"""The languages a story can be read in, offered to the learner where the course has fixed none.

The choice is kept in the learner's preferences: it holds for every block of this kind.
"""

from __future__ import annotations

from typing import Any, TypedDict

from lxml import html
from lxml.html import builder as E  # noqa: N812 - the name lxml's own documentation gives it
from marshmallow import fields, validate
from webob import Response

from olw_core.language_tags import LONGEST_TAG, name
from olw_core.play.bodies import Body
from olw_xblock import platform, refusals, saving
from olw_xblock.block_protocol import Block
from olw_xblock.handlers import handle
from olw_xblock.sheets import sheet
from olw_xblock.story_language import fixed, languages
from olw_xblock.visit import Visit

HANDLER = "choose_language"
STYLE = sheet("languages.css")


class Choice(Body):
    """What the page sends."""

    lang = fields.String(required=True, validate=validate.Length(max=LONGEST_TAG))


class Chosen(TypedDict):
    """The same, read; and what the page is told."""

    lang: str
    """Tag of a language that the story has."""


def offer(visit: Visit) -> str:
    """HTML of the choice; "" where there is none to make."""
    block = visit.block
    if fixed(block):
        return ""
    offered = languages(visit.original)
    if len(offered) < 2:
        return ""
    buttons = [_button(tag, visit.module["lang"]) for tag in offered]
    group = E.DIV(
        E.CLASS("olw-languages"),
        *buttons,
        E.P(role="status"),
        {
            "role": "group",
            "aria-label": block.gettext("Language of the story"),
            "data-address": platform.handler_address(block, HANDLER),
            "data-csrf-cookie": platform.csrf_cookie(),
            "data-failed": block.gettext(
                "The language could not be changed. Check your connection and try again."
            ),
        },
    )
    return str(html.tostring(group, encoding="unicode"))


def _button(tag: str, shown: str) -> Any:
    """A language in its own words."""
    pressed = "true" if tag == shown else "false"
    about = {"type": "button", "lang": tag, "aria-pressed": pressed}
    return E.BUTTON(name(tag), about)


def choose(block: Block, request: Any) -> Response:
    """`{lang}`: from now on stories are read in it, where they have it."""
    return handle(block, request, Choice, _choose)


def _choose(visit: Visit, call: Chosen) -> Chosen:
    """Raises NotAllowedError (language-unknown), UnavailableError (not-saved)."""
    block = visit.block
    lang = call["lang"]
    if lang not in languages(visit.original):
        raise refusals.language_unknown(block)
    block.chosen_language = lang
    saving.secure(block)
    return {"lang": lang}
