"""What depends on the way that was gone: texts, pictures and echoes of an ending.

A condition is a list of lists of atoms, `scene.answer` or `!scene.answer`; it holds where every
atom of one list is true. Twin of olw_core/player/src/engine/path.ts.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from olw_core.engine.feedback import band
from olw_core.engine.story import Decision, Walk
from olw_core.formats.compiled import Drawn, Text
from olw_core.formats.items import Echo
from olw_core.formats.view import EchoView

MOST_ECHOES = 4
"""As many as one reads at an ending."""


def answer_name(decision: Decision) -> str:
    """What conditions call an answer: a choice's letter, or the band that was earned."""
    item = decision.item
    if item["type"] == "choose":
        return decision.answer
    return band(item, decision.gain)


def chosen(here: Walk) -> set[str]:
    """The `scene.answer` of every decision of a walk that is told."""
    found = set()
    for decision in here.told:
        scene = decision.node["scene"]
        found.add(f"{scene}.{answer_name(decision)}")
    return found


def holds(when: Sequence[Sequence[str]], walked: Set[str]) -> bool:
    """Whether a condition is true of what was chosen."""
    return any(_all_true(atoms, walked) for atoms in when)


def _all_true(atoms: Sequence[str], walked: Set[str]) -> bool:
    """Whether each atom is."""
    return all(_true(atom, walked) for atom in atoms)


def _true(atom: str, walked: Set[str]) -> bool:
    """A scene that was not visited is false."""
    if atom.startswith("!"):
        return atom[1:] not in walked
    return atom in walked


def words(text: Text, walked: Set[str]) -> str:
    """The parts of a text that hold, as HTML."""
    if isinstance(text, str):
        return text
    shown = []
    for part in text:
        if holds(part.get("when", [[]]), walked):
            shown.append(part["html"])
    return "".join(shown)


def drawn(picture: Drawn, walked: Set[str]) -> str:
    """The file of the first choice that holds; "" where none does."""
    if isinstance(picture, str):
        return picture
    for choice in picture:
        if holds(choice.get("when", [[]]), walked):
            return choice["file"]
    return ""


def echoes(here: Walk) -> list[EchoView]:
    """What people say of the walk: at most four, what matters most, in the order of the walk."""
    walked = chosen(here)
    heard: list[Echo] = []
    for decision in here.told:
        for echo in _of(decision):
            if holds(echo.get("when", [[]]), walked):
                heard.append(echo)
    ranked = sorted(range(len(heard)), key=lambda place: -heard[place]["matters"])
    kept = sorted(ranked[:MOST_ECHOES])
    return [{"who": heard[i]["who"], "html": heard[i]["html"]} for i in kept]


def _of(decision: Decision) -> Sequence[Echo]:
    """The echoes of one answer."""
    item = decision.item
    if item["type"] == "choose":
        for option in item["options"]:
            if option["id"] == decision.answer:
                return option.get("echo", [])
        return []
    return item.get("echo", {}).get(band(item, decision.gain), [])
