"""`show: map`: Heart, Head and Hands over the stories of the course, and the cards to come back to.

A page to read and to go on from; it needs no script. It is made for the learner alone and tells
nobody anything, but that the block was opened: that completes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html
from lxml.html import HtmlElement
from lxml.html import builder as E  # noqa: N812 - the name lxml's own documentation gives it

from olw_core import content
from olw_core.errors import OlwError
from olw_core.formats.compiled import Module
from olw_core.framework import Part, Principle
from olw_core.player import return_days
from olw_core.report import LANG
from olw_xblock import course_blocks, finished_stories, platform, schedule
from olw_xblock.block_protocol import Block
from olw_xblock.module_state import has_finished, state_of
from olw_xblock.sheets import sheet
from olw_xblock.visit import Visit

STYLE = sheet("map.css")


@dataclass(frozen=True)
class MapBlock:
    """A block of the course, as this learner has it."""

    module: Module
    address: str
    is_story: bool
    finished: bool
    card_log: str
    """In clear; "" where nothing was answered, or what is stored cannot be opened."""


def page(block: Block, heading: int) -> str:
    """HTML. Raises ContentMissing where there is no framework."""
    _ = block.gettext
    places = list(_places(block))
    stories = _stories(places)
    framework = content.framework()
    whole = E.DIV(E.CLASS("olw-map"), _head(heading, _("Your map")))
    for part in framework.parts:
        own = [one for one in framework.principles if one.part == part.id]
        whole.append(_part(block, heading + 1, part, own, stories))
    whole.append(_waiting(block, heading + 1, places))
    return str(html.tostring(whole, encoding="unicode"))


def _places(block: Block) -> Iterator[MapBlock]:
    """Each block of the course but maps, in its order; none whose module is not installed."""
    finished = set(finished_stories.modules(block))
    for other in course_blocks.in_course(block):
        if other.show == "map":
            continue
        try:
            module = Visit(other).module
        except OlwError:
            continue
        usage = other.scope_ids.usage_id
        state = platform.state_of_block(block, usage) or {}
        kept = state_of(state, other.module)
        is_finished = other.module in finished or has_finished(state, other.module)
        yield MapBlock(
            module=module,
            address=platform.jump_to(usage),
            is_story=other.show == "story",
            finished=is_finished,
            card_log=schedule.log_of(kept.get("card_log")),
        )


def _stories(places: list[MapBlock]) -> list[MapBlock]:
    """Each story once, where it stands first."""
    found: dict[str, MapBlock] = {}
    for one in places:
        if one.is_story:
            found.setdefault(one.module["id"], one)
    return list(found.values())


def _head(level: int, words: str) -> HtmlElement:
    """A heading of this level, from 1 to 6."""
    return E.E(f"h{min(level, 6)}", words)


def _part(
    block: Block,
    level: int,
    part: Part,
    principles: list[Principle],
    places: list[MapBlock],
) -> HtmlElement:
    """Heart, Head or Hands: its principles, and the stories of each."""
    lines = []
    for principle in principles:
        own = [one for one in places if one.module["principle"] == principle.id]
        lines.append(_principle(block, principle, own))
    title = f"{part.title} · {part.quality}"
    heading = _head(level, title)
    heading.set("lang", LANG)
    return E.E("section", heading, E.UL(*lines))


def _principle(
    block: Block,
    principle: Principle,
    own: list[MapBlock],
) -> HtmlElement:
    _ = block.gettext
    line = E.LI(E.B(principle.short_label, lang=LANG))
    if not own:
        line.append(E.P(_("No story in this course.")))
        return line
    for one in own:
        told = _("finished") if one.finished else _("not finished yet")
        link = _link(one, one.module["title"])
        entry = E.P(link, f" · {told}")
        line.append(entry)
    return line


def _waiting(
    block: Block,
    level: int,
    places: list[MapBlock],
) -> HtmlElement:
    """The cards that were answered, the next one first."""
    _ = block.gettext
    found = []
    for one in places:
        for card in schedule.waiting(one.module, one.card_log):
            found.append((card.day, one, card))
    section = E.E("section", _head(level, _("Cards to come back to")))
    if not found:
        words = _("None yet. A card that you answer comes back after {days} days.")
        first, *_later = return_days()
        section.append(E.P(words.format(days=first)))
        return section
    lines = []
    for day, one, card in sorted(found, key=_day):
        told = f" · {schedule.when(_, day)}"
        link = _link(one, card.card["moment"])
        lines.append(E.LI(link, told))
    section.append(E.UL(*lines))
    return section


def _day(found: tuple[int, Any, Any]) -> int:
    """The next one first."""
    return found[0]


def _link(one: MapBlock, words: str) -> HtmlElement:
    """Opens in the course around the frame; plain words where the address is not known."""
    lang = one.module["lang"]
    if not one.address:
        return E.SPAN(words, lang=lang)
    return E.A(words, href=one.address, target="_top", lang=lang)
