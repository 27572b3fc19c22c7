"""The review page: all that a subject expert needs to judge and sign off a module, in one file.

Shows weights and keys: it is for authors and reviewers, never for learners.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from olw_core.authoring.compiler import Compiled
from olw_core.authoring.storygraph import story_svg
from olw_core.engine.feedback import authors_answer
from olw_core.errors import Problem
from olw_core.formats.items import PickItem, RankItem, RateItem
from olw_core.page.fragments import template
from olw_core.page.pages import render

TEMPLATES = Path(__file__).resolve().with_name("templates")
Data = Mapping[str, Any]
"""A part of a compiled module (docs/developers/formats.md, section 2)."""
State = tuple[str, int, int | None]
"""What a reviewer can tell apart: the scene, its text and its item, by their numbers."""
_MOST = 3  # the greatest weight that an author can give


@dataclass(frozen=True)
class _Option:
    """An option of a choice. `weight`: 0 to 3, None where the decision only branches."""

    option: Data
    weight: int | None


@dataclass(frozen=True)
class _Asked:
    """A decision. `tests`: labels of behaviours; `answer`: the authors' own, "" for a choice."""

    item: Data
    tests: Sequence[str]
    options: Sequence[_Option] = ()
    answer: str = ""


@dataclass(frozen=True)
class _Scene:
    """A state of a scene. `html`: its text; `asked`: None at an ending."""

    heading: str
    setting: str
    html: str
    asked: _Asked | None
    place: str
    """Where it stands in the module's file; `@2` for the second state of a scene."""
    record: str = ""
    """Leads there in the player; "" where nothing is played."""


@dataclass(frozen=True)
class _Card:
    """A return card with its variants, by their letters."""

    card: Data
    variants: Mapping[str, _Scene]


@dataclass(frozen=True)
class _Tested:
    """A behaviour: the scenes that test it, and whether it has a return card."""

    label: str
    scenes: Sequence[str]
    card: bool


@dataclass(frozen=True)
class _Module:
    """What the page shows of a module. `chance`: percent of the best for random choices."""

    module: Data
    warnings: Sequence[Problem]
    chance: int
    graph: str
    tested: Sequence[_Tested]
    scenes: Sequence[_Scene]
    cards: Sequence[_Card]


@dataclass(frozen=True)
class Extras:
    """What makes the page a file to play and to comment on."""

    player: str
    """The player's element, as HTML."""
    style: str
    """Of the player."""
    script: str
    """Of the player, as it may stand in a page."""
    comments: str
    """The script that keeps comments."""
    kept: str
    """The name under which the browser keeps them."""
    about: Mapping[str, Any]
    """Goes with them into the file."""
    played: str
    """The name under which the browser keeps where the player is."""
    records: Mapping[State, str]
    """A record that leads there, for each state."""


def review_page(modules: Sequence[Compiled], extras: Extras | None = None) -> str:
    """One HTML page for these modules, in order."""
    shown = [_module(compiled, extras) for compiled in modules]
    return render(
        TEMPLATES,
        "review.html",
        modules=shown,
        extras=extras,
    )


def _module(compiled: Compiled, extras: Extras | None) -> _Module:
    """What the page shows of one module."""
    module = compiled.module
    records = extras.records if extras else {}
    part, whole = module["story"]["chance"]
    return _Module(
        module=module,
        warnings=compiled.warnings,
        chance=round(100 * part / whole),
        graph=story_svg(module, links=extras is not None),
        tested=[_tested(module, behaviour) for behaviour in module["behaviours"]],
        scenes=[*_scenes(module, records), *_told_after(module)],
        cards=[_card(module, card) for card in module["cards"]],
    )


def _tested(module: Data, behaviour: Data) -> _Tested:
    """The row of a behaviour in the table."""
    story = module["story"]
    wanted = behaviour["id"]
    scenes = set()
    for node in story["nodes"]:
        item = _item(story, node)
        if item is not None and wanted in item["tests"]:
            scenes.add(node["scene"])
    carded = any(card["id"] == wanted for card in module["cards"])
    return _Tested(behaviour["label"], sorted(scenes), carded)


def _item(story: Data, node: Data) -> Data | None:
    """The decision of a node; None at an ending."""
    if node["item"] is None:
        return None
    item: Data = story["items"][node["item"]]
    return item


def state_of(node: Data) -> State:
    """What a reviewer can tell apart of nodes."""
    return node["scene"], node["text"], node["item"]


def _scenes(module: Data, records: Mapping[State, str]) -> Iterator[_Scene]:
    """Every state of every scene once: two nodes may share words and item, but lead elsewhere."""
    story = module["story"]
    seen = set()
    states: Counter[str] = Counter()
    for node in _from_the_start(story):
        state = state_of(node)
        if state not in seen:
            seen.add(state)
            states[node["scene"]] += 1
            scene = _scene(
                module,
                node,
                states[node["scene"]],
            )
            yield replace(scene, record=records.get(state, ""))


def _from_the_start(story: Data) -> list[Data]:
    """The nodes as they are met; last those that no link leads to, such as the way out."""
    beyond = story["start"] + 1
    walked = reversed(story["nodes"][:beyond])
    return [*walked, *story["nodes"][beyond:]]


def _told_after(module: Data) -> list[_Scene]:
    """What an ending tells beside its own words."""
    chair = _chair(module)
    return [] if chair is None else [chair]


def _scene(
    module: Data,
    node: Data,
    number: int,
) -> _Scene:
    """A node as a section of the page; an ending has its tone and title for a heading.

    `number`: which state of its scene it is, from 1.
    """
    state = "" if number == 1 else f"@{number}"
    story = module["story"]
    scene = story["scenes"][node["scene"]]
    item = _item(story, node)
    heading, ending = node["scene"], scene["ending"]
    if ending:
        heading = f"Ending ({ending['tone']}): {ending['title']}"
    asked = _asked(module, item) if item else None
    return _Scene(
        heading=heading,
        setting=", ".join(words for words in scene["setting"].values() if words),
        html=_whole(story["texts"][node["text"]]),
        asked=asked,
        place=f"story.scenes.{node['scene']}{state}",
    )


def _whole(text: str | Sequence[Data]) -> str:
    """Every part of a text, each that depends on the walk below what it depends on."""
    if isinstance(text, str):
        return text
    return "".join(_condition(part) + part["html"] for part in text)


def _condition(part: Data) -> str:
    """What a part, picture or echo depends on, as a line; "" where it always holds."""
    when: Sequence[Sequence[str]] | None = part.get("when")
    if when is None:
        return ""
    ways = [" and ".join(atoms).replace("!", "not ") for atoms in when]
    told = f"Only with {' or '.join(ways)}:"
    return template("line.html").render(kind="facts", words=told)


def _chair(module: Data) -> _Scene | None:
    """Who else tells the story, drawn as a scene is; None where nobody does."""
    story = module["story"]
    chair = story["other_chair"]
    if chair is None:
        return None
    return _Scene(
        heading=f"The other chair: {chair['title']}",
        setting=module["people"][chair["who"]]["name"],
        html=_whole(story["texts"][chair["text"]]),
        asked=None,
        place="story.other_chair",
    )


def _asked(module: Data, item: Data) -> _Asked:
    """A choice has its weights beside its options; the other kinds have one answer."""
    labels = {one["id"]: one["label"] for one in module["behaviours"]}
    tests = [labels.get(behaviour, behaviour) for behaviour in item["tests"]]
    if item["type"] == "choose":
        options = [_option(item, option) for option in item["options"]]
        return _Asked(item, tests, options)
    keyed = cast(PickItem | RankItem | RateItem, item)
    return _Asked(item, tests, answer=authors_answer(keyed))


def _option(item: Data, option: Data) -> _Option:
    """The weight as authors write it, from the gain in the story's own units."""
    full = item["full"]
    weight = _MOST * option["gain"] // full if full else None
    return _Option(option, weight)


def _card(module: Data, card: Data) -> _Card:
    """A return card; its variants are drawn as scenes are."""
    variants = {}
    for letter, variant in card["variants"].items():
        variants[letter] = _Scene(
            heading=f"Variant {letter}",
            setting=", ".join(variant["setting"].values()),
            html=variant["html"],
            asked=_asked(module, variant["item"]),
            place=f"cards.{card['id']}.variants.{letter}",
        )
    return _Card(card, variants)
