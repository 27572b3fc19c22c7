"""One page of a package: the player's configuration (formats.md, section 8) and the HTML around it.

The modules go in whole, with their answer keys, since nothing but the page is there to score them; the facilitator's
guide stays out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from olw_core import markup
from olw_core.report import Report, disclosure
from scorm_export.describe import Kind, Module
from scorm_export.editions import CMI5_EDITION, Edition
from scorm_export.manifest.contents import Description
from scorm_export.trust import Trust

FULL_SCORE_TOLD = "It needs a number, so it is sent 100 when you finish. Everyone who finishes has the same."


@dataclass(frozen=True)
class Settings:
    """What a page must know of the choice made; `completion_score`: this platform needs a number at completion."""

    edition: Edition
    report: Report
    trust: Trust
    completion_score: bool


def config(kind: Kind, modules: Sequence[Module], about: Description, settings: Settings) -> dict[str, Any]:
    """The player's configuration."""
    report: Report = "completion" if kind == "cards" else settings.report  # cards are practice, never in the grade
    full_score = settings.completion_score and report == "completion"
    told = disclosure(report, "cmi5" if settings.edition == CMI5_EDITION else "scorm")
    return {
        "lang": about.lang,
        "report": report,
        "heading": 1,
        "ownsPage": True,
        "show": "cards" if kind == "cards" else "story",
        "cover": _cover(kind, modules, about),
        "disclosure": [told[0], FULL_SCORE_TOLD, *told[1:]] if full_score else told,
        "trust": settings.trust.player(),
        "modules": [_carried(module, whole=kind != "cards") for module in modules],
        "passMark": None if kind == "cards" else settings.trust.pass_mark,
        "completionScore": full_score,
    }


def _carried(module: Module, whole: bool) -> dict[str, Any]:
    """The module as a package carries it; the cards need no more of a story than where it starts."""
    carried = {name: value for name, value in module.items() if name != "guide"}
    if whole:
        return carried
    story = module["story"]
    start = story["nodes"][story["start"]]
    stub = {
        "start": 0,
        "texts": story["texts"][start["text"] : start["text"] + 1],
        "items": story["items"][start["item"] : start["item"] + 1],
        "scenes": {start["scene"]: story["scenes"][start["scene"]]},
        "nodes": [{**start, "text": 0, "item": 0, "go": {}}],
        "way_out": None,
    }
    return {**carried, "story": {**story, **stub}, "pictures": {}}


def _cover(kind: Kind, modules: Sequence[Module], about: Description) -> dict[str, Any]:
    """The cover of the one module, or of all: the first one's, told as the course."""
    cover = dict(markup.cover(modules[0]))
    if kind in ("module", "course"):
        return cover
    people = {name: person for module in modules for name, person in module["people"].items()}
    pictures = {name: picture for module in modules for name, picture in module["pictures"].items()}
    cards = [card for module in modules for card in markup.cover(module)["cards"]]
    return (
        cover
        | {"title": about.title, "summary": about.summary, "minutes": about.minutes, "content_note": None}
        | {
            "people": people,
            "pictures": pictures,
            "cards": cards,
        }
    )
