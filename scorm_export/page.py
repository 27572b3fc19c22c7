"""One page of a package: the player's configuration (formats.md, section 8), HTML around it.

The modules go in whole, with their answer keys, since nothing but the page is there to score
them; the facilitator's guide stays out.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import cast

from olw_core.formats.common import Person
from olw_core.formats.compiled import Module, Story
from olw_core.formats.items import CompiledItem
from olw_core.formats.player import CardLine, Config, Cover
from olw_core.page import element
from olw_core.page.config import Carried, Opening, Show, player_config
from olw_core.page.promised import promised
from olw_core.report import Door, Report, Told, disclosure
from scorm_export.describe import Kind
from scorm_export.editions import CMI5_EDITION, Edition
from scorm_export.manifest.contents import Description
from scorm_export.trust import Trust
from scorm_export.words import PRINCIPLES, said

# Who speaks, as the compiler marks it.
_WHO = re.compile(r'data-who="(\w+)"')
_NEEDLESS = ("guide", "reviewed_by", "keywords")
"""What a module holds that its page needs nowhere."""


@dataclass(frozen=True)
class Settings:
    """What a page must know of the choice made.

    `completion_score`: this platform needs a number at completion.
    """

    edition: Edition
    """The API that the page looks for."""
    report: Report
    """What the LMS is told."""
    trust: Trust
    """Name, colour, logo and links."""
    completion_score: bool


@dataclass(frozen=True)
class _Told:
    """A configuration that can be looked up: equal when its JSON is."""

    text: str
    """The JSON."""
    config: Config = field(compare=False)
    """The same, to read from."""


def render(
    kind: Kind,
    modules: Sequence[Module],
    about: Description,
    settings: Settings,
) -> bytes:
    """The page."""
    told = config(kind, modules, about, settings)
    known = _Told(json.dumps(told, sort_keys=True), told)
    return _html(known, settings.edition.bundle, about.title)


@functools.lru_cache(maxsize=32)
def _html(told: _Told, script: str, title: str) -> bytes:
    """Kept, because most platforms' packages hold the very same pages: half of the time for all
    packages goes here."""
    page = element.page(told.config, scripts=[script], title=title, words_apart=True)
    return page.encode()


def config(
    kind: Kind,
    modules: Sequence[Module],
    about: Description,
    settings: Settings,
) -> Config:
    """The player's configuration."""
    report, pass_mark = settings.report, settings.trust.pass_mark
    if kind == "cards":
        # Cards are practice, never in the grade.
        report, pass_mark = "completion", None
    full_score = settings.completion_score and report == "completion"
    stories = len(modules) if kind == "menu" else 1
    facts = Told(full_score, pass_mark, stories, cards=kind == "cards")
    door: Door = "cmi5" if settings.edition == CMI5_EDITION else "scorm"
    show: Show = "cards" if kind == "cards" else "story"
    opening = Opening(
        lang=about.lang,
        report=report,
        cover=_cover(kind, modules, about),
        show=show,
        told=promised(partial(disclosure, report, door, facts), about.lang),
        trust=settings.trust.player(),
    )
    carried = Carried(
        modules=[_carried(kind, module) for module in modules],
        pass_mark=pass_mark,
        completion_score=full_score,
    )
    return player_config(opening, carried)


def _carried(kind: Kind, module: Module) -> Module:
    """The module as a page carries it, without what the page needs nowhere or has in its cover
    already."""
    needed = {name: value for name, value in module.items() if name not in _NEEDLESS}
    carried = cast(Module, needed)
    if kind == "menu":
        return carried  # the player takes each story's cover from the story
    carried["people"] = {}
    carried["pictures"] = {}
    if kind == "cards":
        carried["story"] = _beginning(module["story"])
    return carried


def _beginning(story: Story) -> Story:
    """Where a story starts and no more: the return cards need a record to belong to, not the
    story. A story may start at an ending, which asks nothing."""
    start = story["nodes"][story["start"]]
    scene, text, item = start["scene"], start["text"], start["item"]
    items: list[CompiledItem] = []
    first = None
    if item is not None:
        items, first = [story["items"][item]], 0
    return {
        **story,
        "start": 0,
        "texts": [story["texts"][text]],
        "items": items,
        "scenes": {scene: story["scenes"][scene]},
        "nodes": [{**start, "text": 0, "item": first, "go": {}}],
        "way_out": None,
        "other_chair": None,
    }


def _cover(kind: Kind, modules: Sequence[Module], about: Description) -> Cover:
    """The cover of the one module; for several, the first one's with the words of the whole."""
    cover = element.cover(modules[0])
    if kind in ("module", "course"):
        return cover
    cover["title"] = about.title
    cover["summary"] = about.summary
    cover["minutes"] = about.minutes
    cover["content_note"] = None
    principles = said(PRINCIPLES, about.lang, len(modules))
    cover["source_title"] = principles.capitalize()
    cover["cards"] = [line for module in modules for line in _card_lines(module)]
    cover["pictures"] = {}
    cover["people"] = _speakers(modules) if kind == "cards" else {}
    return cover


def _card_lines(module: Module) -> list[CardLine]:
    """The cards of a story for the list; those of a story with a content note carry it on."""
    lines = element.cover(module)["cards"]
    if module["content_note"]:
        for line in lines:
            line["note"] = True
    return lines


def _speakers(modules: Sequence[Module]) -> dict[str, Person]:
    """The people who speak in the cards, by name; of two modules' the later one's."""
    people: dict[str, Person] = {}
    for module in modules:
        for name in sorted(_names(module)):
            people[name] = module["people"][name]
    return people


def _names(module: Module) -> set[str]:
    """The ids of the people who speak on a module's cards."""
    names: set[str] = set()
    for card in module["cards"]:
        for variant in card["variants"].values():
            names.update(_WHO.findall(variant["html"]))
    return names
