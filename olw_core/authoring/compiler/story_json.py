"""Puts a compiled story together as plain JSON: nodes that name shared texts and items."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Generic, TypeVar

from olw_core.authoring.authored.module import Module, Scene, Setting
from olw_core.authoring.compiler import short_way
from olw_core.authoring.compiler.bounds import Bounds, Unfolded, all_bounds
from olw_core.authoring.compiler.json_types import Json, Strings
from olw_core.authoring.compiler.rendering import Text
from olw_core.authoring.compiler.tags import tag
from olw_core.authoring.compiler.unfold import Node
from olw_core.formats.items import CompiledItem

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
        self.texts = _Shared[Text]()
        self.items = _Shared[CompiledItem]()
        self.table: list[Json] = []

    def add(self, node: Node, bounds: Bounds) -> None:
        """Append a node, sharing its text and item with earlier ones."""
        entry: Json = {
            "scene": node.scene,
            "text": self.texts.index(node.text),
            "item": None,
            "picture": node.picture,
            "go": node.go,
            "best": bounds.best,
            "worst": bounds.worst,
            "longest": bounds.longest,
        }
        if node.item is not None:
            entry["item"] = self.items.index(node.item)
        if node.spent:
            entry["spent"] = node.spent
        self.table.append(entry)


def story_json(module: Module, unfolded: Unfolded) -> Json:
    """The compiled story (formats.md, section 2)."""
    nodes = _Nodes()
    pairs = zip(unfolded.nodes, unfolded.bounds, strict=True)
    for node, bounds in pairs:
        nodes.add(node, bounds)
    way_out = None
    if module["way_out"]:
        way_starts = len(nodes.table)
        way = short_way.unfolded(module, unfolded.denominator)
        ahead = all_bounds(way, [0] * len(way))
        for node, bounds in zip(way, ahead, strict=True):
            nodes.add(short_way.moved(node, way_starts), bounds)
        way_out = len(nodes.table) - 1
    start = unfolded.bounds[unfolded.start]
    return {
        "denominator": unfolded.denominator,
        "start": unfolded.start,
        "chance": _chance(start),
        "decisions": [start.shortest, start.longest],
        "words": start.words,
        "other_chair": _chair(module, unfolded, nodes),
        "texts": nodes.texts.values,
        "items": nodes.items.values,
        "scenes": _scenes(module),
        "nodes": nodes.table,
        "way_out": way_out,
    }


def _chair(
    module: Module,
    unfolded: Unfolded,
    nodes: _Nodes,
) -> Json | None:
    """Who else tells the story, and what."""
    chair = module["story"]["other_chair"]
    if chair is None:
        return None
    return {
        "who": chair["who"],
        "title": chair["title"],
        "text": nodes.texts.index(unfolded.chair),
    }


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
        for scene_id, scene in short_way.scenes(module).items():
            found[scene_id] = _scene(scene_id, scene, common)
    return found


def _scene(
    scene_id: str,
    scene: Scene,
    common: Setting,
) -> Json:
    """What all nodes of a scene share."""
    return {
        "tag": tag(scene_id, scene["tag"]),
        "setting": setting_json(scene["setting"], common),
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
