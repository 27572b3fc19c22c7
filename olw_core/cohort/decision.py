"""Talk about this: each decision as the page shows it, from what is published of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from olw_core.cohort.answers import decisions, letters, possible
from olw_core.cohort.figure_words import WORDS, share
from olw_core.cohort.published import Published
from olw_core.cohort.tables import OVER, UNDER, Shares
from olw_core.cohort.talk import order
from olw_core.engine.path import NO_WALK, words
from olw_core.formats.common import Setting
from olw_core.formats.compiled import Module, Node
from olw_core.formats.guide import GuideDecision
from olw_core.formats.items import CompiledItem

MOST_LINES = 6
"""Of a table with every answer in it."""


@dataclass(frozen=True)
class Option:
    """What could be answered. `protects`, `costs`: HTML, "" where the authors say nothing."""

    letter: str
    html: str
    protects: str
    costs: str


@dataclass(frozen=True)
class Bar:
    """A line of the table: an answer by its letters, and shares in words, "" where not told.

    `width`: of the group's bar, in percent.
    """

    letters: str
    here: str
    width: int
    elsewhere: str


@dataclass(frozen=True)
class Talk:
    """One decision. `word`: "" where nothing is told of this group."""

    scene: str
    setting: Setting
    text: str
    prompt: str
    options: Sequence[Option]
    word: str
    bars: Sequence[Bar]
    is_asked_for: bool
    notes: GuideDecision | None


def talks(published: Published) -> list[Talk]:
    """All decisions: those that divide the room first, then those asked for, then the others.

    Where nothing is told of the group, the rest of the organisation decides the order.
    """
    module = published.module
    met = decisions(module)
    first = order(published.tables)
    others = sorted(met, key=lambda scene: _largest(published.elsewhere.get(scene)))
    scenes = dict.fromkeys([*first, *published.asked_for, *others])
    return [_talk(published, scene, met[scene]) for scene in scenes]


def _largest(shares: Shares | None) -> int:
    """Of the answers elsewhere; decisions without come last, in the story's order."""
    return max(shares.values()) if shares else OVER + 1


def _talk(published: Published, scene: str, item: CompiledItem) -> Talk:
    """One decision. `item`: all that it is met with."""
    module = published.module
    table = published.tables.get(scene)
    word = ""
    if table is not None:
        word = WORDS[table.word]
    return Talk(
        scene=scene,
        setting=module["story"]["scenes"][scene]["setting"],
        text=_text(module, scene),
        prompt=item["prompt"],
        options=_options(item),
        word=word,
        bars=_bars(published, scene, item),
        is_asked_for=scene in published.asked_for,
        notes=_notes(module, scene),
    )


def _notes(module: Module, scene: str) -> GuideDecision | None:
    """What the guide says of a scene; None for a scene that it does not name."""
    guide = module.get("guide")
    if not guide:
        return None
    return guide["decisions"].get(scene)


def _text(module: Module, scene: str) -> str:
    """The scene as most people meet it: of several ways in, the one with most still ahead."""
    story = module["story"]
    nodes = [node for node in story["nodes"] if _asks(node, scene)]
    fullest = max(nodes, key=lambda node: node["longest"])
    return words(story["texts"][fullest["text"]], NO_WALK)


def _asks(node: Node, scene: str) -> bool:
    """Whether a node is this scene, with something to decide."""
    return node["scene"] == scene and node["item"] is not None


def _options(item: CompiledItem) -> list[Option]:
    """Each with the letter that it has on paper."""
    found = []
    for letter, option in zip(ascii_uppercase, item["options"], strict=False):
        protects = str(option.get("protects", ""))
        costs = str(option.get("costs", ""))
        found.append(Option(letter, option["html"], protects, costs))
    return found


def _bars(published: Published, scene: str, item: CompiledItem) -> list[Bar]:
    """A line for each answer, where shares are told of the group or elsewhere.

    With a word alone there are none: lines without figures would say nothing.
    """
    table = published.tables.get(scene)
    here = table.shares if table else None
    elsewhere = published.elsewhere.get(scene)
    if not here and not elsewhere:
        return []
    found = []
    for answer in _told(possible(published.module)[scene], here, elsewhere):
        found.append(
            Bar(
                letters=letters(item, answer),
                here=share(here, answer),
                width=_width(here, answer),
                elsewhere=share(elsewhere, answer),
            )
        )
    return found


def _told(answers: Iterable[str], *shares: Shares | None) -> list[str]:
    """Every answer to a choice; of many combinations only those that some gave."""
    every = list(answers)
    if len(every) <= MOST_LINES:
        return every
    given: set[str] = set()
    for some in shares:
        if some:
            given.update(answer for answer, told in some.items() if told != UNDER)
    return [one for one in every if one in given]


def _width(shares: Shares | None, answer: str) -> int:
    """The lowest share has a short bar, so that it does not look like none."""
    return max(shares[answer], 5) if shares else 0
