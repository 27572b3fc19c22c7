"""Unfolds a story with variables into nodes: one for every reachable (scene, state), equal ones merged.

Engines know no variables: what a variable changes is a different node.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from olw_core.authoring.compiler import conditions
from olw_core.authoring.compiler import markdown as markup
from olw_core.authoring.compiler.items import common_denominator, compile_item

MAX_NODES = 400
MAX_STATES = 20_000


class TooManyNodesError(ValueError):
    """The story has more (scene, state) pairs than an engine should carry."""


class TooFewOptionsError(ValueError):
    """A scene offers fewer than two options in some state."""

    def __init__(self, scene: str, state: Mapping[str, int]) -> None:
        self.scene = scene
        self.state = ", ".join(f"{k}={v}" for k, v in state.items()) or "no variables"
        super().__init__(scene)


@dataclass
class Node:
    """A compiled node before bounds; `go` maps an option (or "") to an index in the list of nodes."""

    scene: str
    html: str
    item: dict[str, Any] | None
    go: dict[str, int] = field(default_factory=dict)


Key = tuple[str, tuple[int, ...]]


class Unfolder:
    """Walks the story from its start; `nodes` comes out in an order where every link points backwards."""

    def __init__(
        self, module: Mapping[str, Any], variables: Mapping[str, conditions.Variable]
    ) -> None:
        self.scenes = module["story"]["scenes"]
        self.people = module["people"]
        self.variables = variables
        self.names = sorted(variables)
        items = [s["item"] for s in self.scenes.values() if s["item"]]
        self.denominator = common_denominator(items)
        self.nodes: list[Node] = []
        self._done: dict[Key, int] = {}
        self._same: dict[str, int] = {}
        self._html: dict[tuple[str, ...], str] = {}
        self._items: dict[tuple[str, ...], dict[str, Any]] = {}

    def run(self, start: str) -> int:
        """Unfold everything reachable; returns the start's index. Raises TooManyNodesError, TooFewOptionsError."""
        index = self._visit(
            start, {name: v.start for name, v in self.variables.items()}
        )
        if len(self.nodes) > MAX_NODES:
            raise TooManyNodesError(str(len(self.nodes)))
        return index

    def _visit(self, scene_id: str, state: dict[str, int]) -> int:
        key = (scene_id, tuple(state[name] for name in self.names))
        if key not in self._done:
            if len(self._done) > MAX_STATES:
                raise TooManyNodesError(f"more than {MAX_STATES}")
            self._done[key] = self._merge(self._node(scene_id, state))
        return self._done[key]

    def _node(self, scene_id: str, state: dict[str, int]) -> Node:
        scene = self.scenes[scene_id]
        node = Node(scene_id, self._text(scene, state), None)
        item = scene["item"]
        if item is None:
            return node
        letters = [
            i
            for i, o in item["options"].items()
            if conditions.holds(o.get("if", ""), state)
        ]
        if len(letters) < 2:
            raise TooFewOptionsError(scene_id, state)
        node.item = self._item(scene_id, letters)
        if item["type"] != "choose":
            node.go[""] = self._visit(_target(item["go"], state), state)
            return node
        for letter in letters:
            after = conditions.apply(
                item["options"][letter]["set"], state, self.variables
            )
            node.go[letter] = self._visit(
                _target(item["options"][letter]["go"], after), after
            )
        return node

    def _text(self, scene: Mapping[str, Any], state: dict[str, int]) -> str:
        """The scene's words in this state; states that show the same are rendered once."""
        shown = tuple(
            part["text"]
            for part in scene["text"]
            if conditions.holds(part["if"], state)
        )
        if shown not in self._html:
            self._html[shown] = markup.block("\n\n".join(shown), self.people)
        return self._html[shown]

    def _item(self, scene_id: str, letters: list[str]) -> dict[str, Any]:
        """The scene's compiled item with these options; compiled once."""
        key = (scene_id, *letters)
        if key not in self._items:
            self._items[key] = compile_item(
                self.scenes[scene_id]["item"], letters, self.denominator
            )
        return self._items[key]

    def _merge(self, node: Node) -> int:
        signature = json.dumps(
            [node.scene, node.html, node.item, node.go], sort_keys=True
        )
        if signature not in self._same:
            self._same[signature] = len(self.nodes)
            self.nodes.append(node)
        return self._same[signature]


def _target(go: list[dict[str, str]], state: Mapping[str, int]) -> str:
    return next(part["to"] for part in go if conditions.holds(part["if"], state))
