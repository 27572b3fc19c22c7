"""What can be placed: the stories by Heart, Head and Hands, and what stands for all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lti_service.messages.placement import CARDS, GROUP, MAP, WITHOUT_SCORE
from lti_service.wiring import wiring
from olw_core.authoring.compiler.markdown import plain
from olw_core.engine.path import NO_WALK, words
from olw_core.formats.compiled import Module
from olw_core.framework import Part

FIRST_LINES = 160
"""Characters of a story's beginning: enough to know it again."""
_PARAGRAPH = re.compile(r"<p>.*?</p>", re.S)


@dataclass(frozen=True)
class Offer:
    """`id`: as the custom parameter `module` names it. `minutes`: 0 where there is no saying."""

    id: str
    title: str
    text: str
    minutes: int = 0
    principle: str = ""

    @property
    def has_score(self) -> bool:
        """Whether it may have a place in the gradebook."""
        return self.id not in WITHOUT_SCORE


@dataclass(frozen=True)
class Section:
    """One part of the framework with its stories."""

    title: str
    quality: str
    stories: list[Offer]


def sections() -> list[Section]:
    """The parts in the framework's order; one without a story is left out."""
    found = [_section(part) for part in wiring().library.framework.parts]
    return [section for section in found if section.stories]


def whole() -> list[Offer]:
    """What is not one story."""
    return [
        Offer(
            MAP, "My map: all stories", "Each learner's own way through all stories."
        ),
        Offer(
            CARDS,
            "Return cards",
            "Short decisions to come back to after a story. They are practice and have no score.",
        ),
        Offer(
            GROUP,
            "The group’s page",
            "For facilitators: who has not started, is in progress or has completed.",
        ),
    ]


def offer(one: str) -> Offer | None:
    """What can be placed under this id; None for an unknown one."""
    module = wiring().library.modules.get(one)
    if module is not None:
        return _story(module)
    for found in whole():
        if found.id == one:
            return found
    return None


def everything() -> list[Offer]:
    """All that can be placed."""
    stories = [_story(module) for module in wiring().library.modules.values()]
    return [*stories, *whole()]


def _section(part: Part) -> Section:
    stories = []
    for module in wiring().library.modules.values():
        if module["part"] == part.id:
            stories.append(_story(module))
    return Section(part.title, part.quality, stories)


def _story(module: Module) -> Offer:
    return Offer(
        id=module["id"],
        title=module["title"],
        text=first_lines(module),
        minutes=module["minutes"],
        principle=module["source_title"],
    )


def first_lines(module: Module) -> str:
    """How the story begins, cut between two words."""
    story = module["story"]
    start = story["nodes"][story["start"]]
    html = words(story["texts"][start["text"]], NO_WALK)
    first = _PARAGRAPH.search(html)
    beginning = first[0] if first else html
    text = plain(beginning)
    if len(text) <= FIRST_LINES:
        return text
    whole_words, _, _ = text[:FIRST_LINES].rpartition(" ")
    return f"{whole_words} …"
