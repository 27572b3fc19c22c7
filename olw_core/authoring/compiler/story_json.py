"""Puts a compiled story together as plain JSON: nodes that name shared texts and items."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Generic, TypeVar

from olw_core.authoring.authored import Module, Scene, Setting, WayOut
from olw_core.authoring.compiler import markdown as markup
from olw_core.authoring.compiler.bounds import ENDED, Bounds, Unfolded
from olw_core.authoring.compiler.json_types import Json, Strings
from olw_core.authoring.compiler.tags import tag
from olw_core.authoring.compiler.unfold import Node
from olw_core.formats.items import CompiledItem

WAY_OUT = "_"
"""The scene a way out leads to; authors cannot write this id."""

T = TypeVar("T")


class _Shared(Generic[T]):
    """A list in which equal values stand once."""

    def __init__(self) -> None:
        self.values: list[T] = []
        self._seen: dict[str, int] = {}

    def index(self, value: T) -> int:
        """Where the value stands, added if need be."""
        key = json.dumps(value, sort_keys=True)
        if key not in self._seen:
            self._seen[key] = len(self.values)
            self.values.append(value)
        return self._seen[key]


class _Nodes:
    """The list of nodes, with the lists of texts and items that they name."""

    def __init__(self) -> None:
        self.texts = _Shared[str]()
        self.items = _Shared[CompiledItem]()
        self.table: list[Json] = []

    def add(self, node: Node, bounds: Bounds) -> None:
        """Append a node, sharing its text and item with earlier ones."""
        entry: Json = {
            "scene": node.scene,
            "text": self.texts.index(node.html),
            "item": None,
            "go": node.go,
            "best": bounds.best,
            "worst": bounds.worst,
            "longest": bounds.longest,
        }
        if node.item is not None:
            entry["item"] = self.items.index(node.item)
        self.table.append(entry)


def story_json(module: Module, unfolded: Unfolded) -> Json:
    """The compiled story (formats.md, section 2)."""
    nodes = _Nodes()
    pairs = zip(unfolded.nodes, unfolded.bounds, strict=True)
    for node, bounds in pairs:
        nodes.add(node, bounds)
    way_out = None
    if module["way_out"]:
        way_out = len(nodes.table)
        nodes.add(_way_out_node(module["way_out"], module), ENDED)
    start = unfolded.bounds[unfolded.start]
    return {
        "denominator": unfolded.denominator,
        "start": unfolded.start,
        "chance": _chance(start),
        "decisions": [start.shortest, start.longest],
        "words": start.words,
        "texts": nodes.texts.values,
        "items": nodes.items.values,
        "scenes": _scenes(module),
        "nodes": nodes.table,
        "way_out": way_out,
    }


def _way_out_node(way_out: WayOut, module: Module) -> Node:
    """The node of who takes the way out: it ends, and earns nothing."""
    html = markup.block(way_out["text"], module["people"])
    return Node(WAY_OUT, html, item=None)


def _chance(start: Bounds) -> list[int]:
    """The score of who answers by chance, 0 to 1, as [numerator, denominator]."""
    spread = start.best - start.worst
    if not spread:
        return [1, 1]
    chance = Fraction(start.mean - start.worst, spread)
    return [chance.numerator, chance.denominator]


def _scenes(module: Module) -> Json:
    """Every scene by id, the way out with them."""
    common = module["story"]["setting"]
    found: Json = {}
    for scene_id, scene in module["story"]["scenes"].items():
        found[scene_id] = _scene(scene_id, scene, common)
    if module["way_out"]:
        left = _left(module["way_out"])
        found[WAY_OUT] = _scene(WAY_OUT, left, common)
    return found


def _left(way_out: WayOut) -> Scene:
    """The scene of who takes the way out: an ending."""
    return {
        "tag": "__",
        "setting": {},
        "picture": None,
        "recap": way_out["title"],
        "text": [],
        "item": None,
        "ending": {"title": way_out["title"], "tone": "mixed"},
    }


def _scene(scene_id: str, scene: Scene, common: Setting) -> Json:
    """What all nodes of a scene share."""
    picture = scene["picture"]
    file = picture["file"] if picture else ""
    return {
        "tag": tag(scene_id, scene["tag"]),
        "setting": setting_json(scene["setting"], common),
        "picture": file,
        "recap": scene["recap"],
        "ending": scene["ending"],
    }


def setting_json(own: Setting, common: Setting) -> Strings:
    """A scene's setting: its own where it has one, else the story's."""
    both = common | own
    return {
        "role": both.get("role", ""),
        "place": both.get("place", ""),
        "mode": both.get("mode", ""),
    }
