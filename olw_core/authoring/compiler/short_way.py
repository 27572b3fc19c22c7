"""The short way behind the way out: three cards that avoid the subject, then an ending.

No link of the story leads there. A module of the first edition names no cards; its way out is the
ending alone.
"""

from __future__ import annotations

from dataclasses import replace

from olw_core.authoring.authored.items import Asked
from olw_core.authoring.authored.module import Module, Scene, Variant
from olw_core.authoring.compiler import markdown as markup
from olw_core.authoring.compiler.items import CARD_POINTS, compile_choose
from olw_core.authoring.compiler.unfold import Node

END = "_way_end"
"""The ending; authors may not begin an id with `_`."""
LENGTH = 3
"""Cards of a short way: as much as a tired person will do, and enough to be worth the whole."""


def scene_ids(module: Module) -> list[str]:
    """The short way's scenes in the order in which they are met."""
    way_out = module["way_out"]
    if way_out is None:
        return []
    cards = range(1, 1 + len(way_out["short_way"]))
    return [*(f"_way{number}" for number in cards), END]


def variant(module: Module, name: str) -> Variant | None:
    """The wording that `card.variant` names; None where there is none."""
    card_id, _, letter = name.rpartition(".")
    card = module["cards"].get(card_id)
    if card is None:
        return None
    return card["variants"].get(letter)


def every(module: Module) -> list[str]:
    """All that a short way may name: `card.variant`."""
    found = []
    for card_id, card in module["cards"].items():
        found += [f"{card_id}.{letter}" for letter in card["variants"]]
    return found


def _named(module: Module, name: str) -> Variant:
    """As `variant`; broken names were reported before."""
    found = variant(module, name)
    assert found is not None
    return found


def scenes(module: Module) -> dict[str, Scene]:
    """The short way as scenes of the story: by id, in the order in which they are met."""
    way_out = module["way_out"]
    assert way_out is not None
    *asking, end = scene_ids(module)
    found = {}
    for scene_id, name in zip(asking, way_out["short_way"], strict=True):
        found[scene_id] = _scene(_named(module, name), way_out["title"])
    found[end] = _end(way_out["title"])
    return found


def _scene(told: Variant, title: str) -> Scene:
    """A card as a scene, with its own setting whole."""
    return {
        "tag": "",
        "setting": {"role": "", "place": "", "mode": "", **told["setting"]},
        "picture": [],
        "recap": title,
        "holds": "",
        "text": [],
        "item": None,
        "ending": None,
    }


def _end(title: str) -> Scene:
    """The last scene: an ending like others."""
    return {
        "tag": "",
        "setting": {},
        "picture": [],
        "recap": title,
        "holds": "",
        "text": [],
        "item": None,
        "ending": {"title": title, "tone": "mixed"},
    }


def unfolded(module: Module, denominator: int) -> list[Node]:
    """The nodes, the ending first: every link points to an earlier one."""
    way_out = module["way_out"]
    assert way_out is not None
    *asking, end = scene_ids(module)
    words = markup.block(way_out["text"], module["people"])
    found = [Node(end, words, item=None)]
    pairs = zip(asking, way_out["short_way"], strict=True)
    for scene_id, name in reversed(list(pairs)):
        node = _node(scene_id, name, module, denominator)
        node.go = _all_to(node, len(found) - 1)
        found.append(node)
    return found


def _node(
    scene_id: str,
    name: str,
    module: Module,
    denominator: int,
) -> Node:
    """A card as a node; its points are the cards' own."""
    card_id, _, _ = name.rpartition(".")
    told = _named(module, name)
    asked: Asked = {
        "prompt": told["prompt"],
        "points": CARD_POINTS,
        "tests": [card_id],
    }
    options = told["options"]
    item = compile_choose(
        asked,
        options,
        letters=options,
        denominator=denominator,
    )
    return Node(scene_id, markup.block(told["text"], module["people"]), item)


def _all_to(node: Node, target: int) -> dict[str, int]:
    """Every option leads to the same."""
    assert node.item is not None
    return {option["id"]: target for option in node.item["options"]}


def moved(node: Node, by: int) -> Node:
    """The node with its links, as part of a list in which `by` nodes stand before it."""
    go = {letter: target + by for letter, target in node.go.items()}
    return replace(node, go=go)
