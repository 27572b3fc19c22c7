"""The session pack of a module: one offline HTML file for a room, and the sheets to print.

On the screen the room votes its way through the story. On paper: run sheets, vote cards, a hand-out
and the forms that go with a session. It holds what each choice leads to, so it is for facilitators
and apart from learners' packages; it holds no weights, and nothing that is done in it is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from string import ascii_uppercase
from typing import TypedDict

from olw_core.engine.path import NO_WALK, words
from olw_core.errors import ContentMissing
from olw_core.formats.compiled import Module, Node
from olw_core.formats.guide import Guide
from olw_core.page import pages

_TEMPLATES = Path(__file__).resolve().with_name("templates")
LENGTHS = {15: 1, 30: 2, 45: 3}
"""Minutes of a session -> decisions that there is time for."""
AROUND = 7
"""Minutes for the beginning, the plan and the check of a meeting."""


class RoomOption(TypedDict):
    """A choice. `told`: HTML of what happens then, "" where the answer is a set of several."""

    id: str
    letter: str
    html: str
    told: str


class RoomNode(TypedDict):
    """A place in the story. `go`: option -> index of the next, "" = whatever was chosen.

    `questions`: of the guide, HTML. `ending`: its title, "" where something is asked.
    """

    place: str
    html: str
    prompt: str
    options: list[RoomOption]
    go: dict[str, int]
    questions: list[str]
    ending: str


class RoomData(TypedDict):
    """What the script of the room reads."""

    start: int
    nodes: list[RoomNode]


@dataclass(frozen=True)
class Slot:
    """One line of a run sheet: from which minute, for how many, and what is done."""

    start: int
    minutes: int
    what: str


@dataclass(frozen=True)
class RunSheet:
    """A plan for so many minutes."""

    minutes: int
    slots: Sequence[Slot]


def pack_page(module: Module) -> str:
    """The whole file. Raises ContentMissing (guide-missing) for a module without a guide."""
    guide = module.get("guide")
    if not guide:
        raise ContentMissing(
            "guide-missing",
            f"The module '{module['id']}' has no facilitator's guide. "
            "Write one in facilitator.yaml; docs/authors.md says what belongs there.",
        )
    room = room_of(module, guide)
    first = room["nodes"][room["start"]]
    return pages.render(
        _TEMPLATES,
        "pack.html",
        lang=module["lang"],
        module=module,
        guide=guide,
        room=room,
        first=first,
        sheets=run_sheets(module),
        letters=ascii_uppercase[:4],
        script=_text("pack.js"),
        own_style=_text("pack.css"),
    )


def room_of(module: Module, guide: Guide) -> RoomData:
    """The story as the room plays it: as it is told, without what anything counts."""
    story = module["story"]
    nodes = [_node(module, guide, node) for node in story["nodes"]]
    return {"start": story["start"], "nodes": nodes}


def _node(module: Module, guide: Guide, node: Node) -> RoomNode:
    story = module["story"]
    scene = story["scenes"][node["scene"]]
    notes = guide["decisions"].get(node["scene"])
    ending = scene["ending"]
    questions = notes["questions"] if notes is not None else []
    title = ending["title"] if ending is not None else ""
    prompt, options = _asked(module, node)
    return {
        "place": scene["setting"]["place"],
        "html": words(story["texts"][node["text"]], NO_WALK),
        "prompt": prompt,
        "options": options,
        "go": node["go"],
        "questions": questions,
        "ending": title,
    }


def _asked(module: Module, node: Node) -> tuple[str, list[RoomOption]]:
    """(question, choices); nothing at an ending."""
    if node["item"] is None:
        return "", []
    item = module["story"]["items"][node["item"]]
    told = {}
    if item["type"] == "choose":
        for choice in item["options"]:
            told[choice["id"]] = choice["feedback"]["consequence"]
    options: list[RoomOption] = []
    for letter, option in zip(ascii_uppercase, item["options"], strict=False):
        options.append(
            {
                "id": option["id"],
                "letter": letter,
                "html": option["html"],
                "told": told.get(option["id"], ""),
            }
        )
    return item["prompt"], options


def run_sheets(module: Module) -> list[RunSheet]:
    """For each length of a session: which decisions, and for how long."""
    places = _places(module)
    return [_run_sheet(minutes, places) for minutes in LENGTHS]


def _run_sheet(minutes: int, places: Sequence[str]) -> RunSheet:
    chosen = places[: LENGTHS[minutes]]
    each = (minutes - AROUND) // len(chosen)
    steps = [(2, "Welcome. Anyone may step out; real names stay out.")]
    for place in chosen:
        steps.append((each, f"{place}: read aloud, vote, one question, talk in pairs."))
    before = sum(length for length, _ in steps)
    rest = minutes - before - 3
    steps.append((rest, "The team’s plan: if ..., then we will ..."))
    steps.append((3, "Check this meeting, say where support is, and close."))
    slots = []
    start = 0
    for lasting, what in steps:
        slots.append(Slot(start, lasting, what))
        start += lasting
    return RunSheet(minutes, slots)


def _places(module: Module) -> list[str]:
    """Of the decisions to talk about, the best ones first: those that every way meets.

    A room that votes can end up anywhere, so the others follow in the guide's order.
    """
    story = module["story"]
    guide = module.get("guide")
    named = list(guide["decisions"]) if guide else []
    sure = _sure(module)
    first = [scene for scene in named if scene in sure]
    others = [scene for scene in named if scene not in sure]
    names = []
    for scene in [*first, *others]:
        place = story["scenes"][scene]["setting"]["place"]
        recap = story["scenes"][scene]["recap"].rstrip(".")
        names.append(f"{place} ({recap})")
    return names


def _sure(module: Module) -> frozenset[str]:
    """Scenes of every way through the story. Links lead to earlier nodes: one pass is enough."""
    story = module["story"]
    found: list[frozenset[str]] = []
    for node in story["nodes"]:
        after = [found[index] for index in node["go"].values()]
        common = reduce(frozenset.intersection, after) if after else frozenset()
        found.append(common | {node["scene"]})
    return found[story["start"]]


def _text(name: str) -> str:
    """A file beside the templates."""
    return (_TEMPLATES / name).read_text("utf-8")
