"""The language a story is told in: the block's setting, else the learner's choice, else the
platform's, else as it was written.

A record says nothing of languages: learners, reports and scores go on with one in every language.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from olw_core import content
from olw_core.errors import OlwError
from olw_core.formats.compiled import Module
from olw_core.language_tags import name, nearest, primary, tag_of
from olw_xblock import platform
from olw_xblock.block_protocol import Block
from olw_xblock.i18n import mark

log = logging.getLogger(__name__)

ENGLISH = "en"
"""Of the words below where nobody has translated them."""
LACKING = mark("This is not here in {wanted}: you read it in {shown}.")


def story(block: Block, original: Callable[[], Module], *, for_all: bool) -> Module:
    """The module that a block plays, as it is read. `original`: gives it as its authors wrote it.

    `for_all`: what is told must be the same whoever asks. A translation that cannot be used does
    not take the story away: learners read it as it was written, and the log says why.
    """
    tag = _translation(block, original, _wanted(block, for_all=for_all))
    if not tag:
        return original()
    try:
        return content.load(block.module, tag)
    except OlwError:
        log.exception("The translation %s of %s cannot be used", tag, block.module)
        return original()


def _translation(block: Block, original: Callable[[], Module], wanted: str) -> str:
    """The translation that serves; "" where the story as it was written does, or as well.

    The original is looked at only where it may be the nearer one: another English, say.
    """
    translated = content.languages(block.module)
    tag = nearest(wanted, translated)
    if not tag or tag.lower() == wanted.lower():
        return tag
    written = original()["lang"]
    found = nearest(wanted, [written, *translated])
    return "" if found == written else found


def languages(original: Module) -> list[str]:
    """The languages of a story, the one it was written in first."""
    return [original["lang"], *content.languages(original["id"])]


def fixed(block: Block) -> str:
    """The language that the course has set; imported settings may hold any words."""
    return tag_of(block.language or "")


def lacking_words(block: Block, shown: Module) -> str:
    """What is said to learners of a story that is not in the wanted language; "" where it is."""
    wanted = _wanted(block, for_all=False)
    if not wanted or primary(wanted) == primary(shown["lang"]):
        return ""
    words = block.gettext(LACKING)
    reader = ENGLISH if words == LACKING else platform.language()
    told = words.replace("{wanted}", name(wanted, reader))
    return told.replace("{shown}", name(shown["lang"], reader))


def _wanted(block: Block, *, for_all: bool) -> str:
    """A tag; "" where nobody said any."""
    by_course = fixed(block)
    if by_course or for_all:
        return by_course
    chosen = block.chosen_language if platform.has_learner(block) else ""
    return chosen or platform.language()
