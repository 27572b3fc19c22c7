"""One page of a package: the player's configuration (formats.md, section 8) and the HTML around it.

The modules go in whole, with their answer keys, since nothing but the page is there to score them; the facilitator's
guide stays out.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from olw_core.formats.player import CardLine, Config
from olw_core.page import element as markup
from olw_core.report import Report, Told, disclosure
from scorm_export.describe import Kind, Module, number
from scorm_export.editions import CMI5_EDITION, Edition
from scorm_export.manifest.contents import Description
from scorm_export.trust import Trust

_WHO = re.compile(r'data-who="(\w+)"')


@dataclass(frozen=True)
class Settings:
    """What a page must know of the choice made; `completion_score`: this platform needs a number at completion."""

    edition: Edition
    report: Report
    trust: Trust
    completion_score: bool


@dataclass(frozen=True)
class _Told:
    """A configuration that can be looked up: equal when its JSON is."""

    text: str
    config: Config = field(compare=False)


def render(
    kind: Kind, modules: Sequence[Module], about: Description, settings: Settings
) -> bytes:
    """The page."""
    told = cast(Config, config(kind, modules, about, settings))
    return _html(
        _Told(json.dumps(told, sort_keys=True), told),
        settings.edition.bundle,
        about.title,
    )


@functools.lru_cache(maxsize=32)
def _html(told: _Told, script: str, title: str) -> bytes:
    """Kept, because most platforms' packages hold the very same pages: half of the time for all packages goes here."""
    return markup.page(told.config, scripts=[script], title=title).encode()


def config(
    kind: Kind, modules: Sequence[Module], about: Description, settings: Settings
) -> dict[str, Any]:
    """The player's configuration."""
    report: Report = (
        "completion" if kind == "cards" else settings.report
    )  # cards are practice, never in the grade
    full_score = settings.completion_score and report == "completion"
    pass_mark = None if kind == "cards" else settings.trust.pass_mark
    stories = len(modules) if kind == "menu" else 1
    facts = Told(full_score, pass_mark, stories, cards=kind == "cards")
    told = disclosure(
        report, "cmi5" if settings.edition == CMI5_EDITION else "scorm", facts
    )
    return {
        "lang": about.lang,
        "report": report,
        "heading": 1,
        "ownsPage": True,
        "show": "cards" if kind == "cards" else "story",
        "cover": _cover(kind, modules, about),
        "disclosure": told,
        "trust": settings.trust.player(),
        "modules": [_carried(kind, module) for module in modules],
        "passMark": pass_mark,
        "completionScore": full_score,
    }


def _carried(kind: Kind, module: Module) -> dict[str, Any]:
    """The module as a page carries it, without what the page needs nowhere or has in its cover already."""
    carried = {
        name: value
        for name, value in module.items()
        if name not in ("guide", "reviewed_by", "keywords")
    }
    if kind == "menu":
        return carried  # the player takes each story's cover from the story
    carried |= {"people": {}, "pictures": {}}
    return (
        carried | {"story": _beginning(module["story"])} if kind == "cards" else carried
    )


def _beginning(story: Mapping[str, Any]) -> dict[str, Any]:
    """Where a story starts and no more: the return cards need a record to belong to, not the story."""
    start = story["nodes"][story["start"]]
    return {
        **story,
        "start": 0,
        "texts": story["texts"][start["text"] : start["text"] + 1],
        "items": story["items"][start["item"] : start["item"] + 1],
        "scenes": {start["scene"]: story["scenes"][start["scene"]]},
        "nodes": [{**start, "text": 0, "item": 0, "go": {}}],
        "way_out": None,
    }


def _cover(kind: Kind, modules: Sequence[Module], about: Description) -> dict[str, Any]:
    """The cover of the one module; for several, the first one's with the words of the whole."""
    cover = dict(markup.cover(modules[0]))
    if kind in ("module", "course"):
        return cover
    words: dict[str, Any] = {
        "title": about.title,
        "summary": about.summary,
        "minutes": about.minutes,
        "content_note": None,
    }
    words["source_title"] = f"{number(len(modules))} principles".capitalize()
    cards = [card for module in modules for card in _card_lines(module)]
    return {
        **cover,
        **words,
        "cards": cards,
        "pictures": {},
        "people": _speakers(modules) if kind == "cards" else {},
    }


def _card_lines(module: Module) -> list[CardLine]:
    """The cards of a story for the list; those of a story with a content note carry it on."""
    lines = markup.cover(module)["cards"]
    return (
        [{**line, "note": True} for line in lines] if module["content_note"] else lines
    )


def _speakers(modules: Sequence[Module]) -> dict[str, Any]:
    """The people who speak in the cards."""
    named = {
        (module["id"], name)
        for module in modules
        for card in module["cards"]
        for variant in card["variants"].values()
        for name in _WHO.findall(variant["html"])
    }
    return {
        name: module["people"][name]
        for module in modules
        for at, name in sorted(named)
        if at == module["id"]
    }
