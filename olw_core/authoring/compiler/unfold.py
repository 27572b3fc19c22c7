"""Unfolds a story with variables into nodes: one for every reachable (scene, state),
equal ones merged.

Engines know no variables: what a variable changes is a different node.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from olw_core.authoring.authored import Item, Module, Move, Scene
from olw_core.authoring.compiler import conditions
from olw_core.authoring.compiler import markdown as markup
from olw_core.authoring.compiler.conditions import State, Variable
from olw_core.authoring.compiler.items import common_denominator, compile_item
from olw_core.authoring.compiler.json_types import CompiledItem

MAX_NODES = 400
MAX_STATES = 20_000


class TooManyNodesError(ValueError):
    """The story has more (scene, state) pairs than an engine should carry."""


class TooFewOptionsError(ValueError):
    """A scene offers fewer than two options in some state."""

    def __init__(self, scene: str, state: State) -> None:
        self.scene = scene
        self.state = _told(state)
        super().__init__(scene)


def _told(state: State) -> str:
    """A state as authors read it: rested=1, trust=2."""
    values = [f"{name}={value}" for name, value in state.items()]
    return ", ".join(values) or "no variables"


@dataclass
class Node:
    """A compiled node before bounds.

    `go` maps an option, or "", to an index in the list of nodes.
    """

    scene: str
    html: str
    item: CompiledItem | None
    go: dict[str, int] = field(default_factory=dict)


_Names = tuple[str, ...]
_Visit = tuple[str, tuple[int, ...]]
"""A scene, and the values of all variables in the order of their declaration."""


class Unfolder:
    """Walks the story from its start.

    `nodes` comes out in an order in which every link points backwards.
    """

    def __init__(self, module: Module, variables: Mapping[str, Variable]) -> None:
        self.scenes = module["story"]["scenes"]
        self.people = module["people"]
        self.variables = variables
        self.denominator = common_denominator(_items(self.scenes))
        self.nodes: list[Node] = []
        self._done: dict[_Visit, int] = {}
        self._same: dict[str, int] = {}
        self._html: dict[_Names, str] = {}
        self._items: dict[_Names, CompiledItem] = {}

    def run(self, start: str) -> int:
        """Unfold everything reachable; returns the start's index.

        Raises TooManyNodesError, TooFewOptionsError.
        """
        state = conditions.starts(self.variables)
        index = self._visit(start, state)
        if len(self.nodes) > MAX_NODES:
            raise TooManyNodesError(str(len(self.nodes)))
        return index

    def _visit(self, scene_id: str, state: State) -> int:
        """The index of the node that shows this scene in this state."""
        key = (scene_id, tuple(state.values()))
        if key not in self._done:
            if len(self._done) > MAX_STATES:
                raise TooManyNodesError(f"more than {MAX_STATES}")
            node = self._node(scene_id, state)
            self._done[key] = self._merge(node)
        return self._done[key]

    def _node(self, scene_id: str, state: State) -> Node:
        """A scene in a state, after all that lies behind it. Raises TooFewOptionsError."""
        scene = self.scenes[scene_id]
        html = self._text(scene, state)
        item = scene["item"]
        if item is None:
            return Node(scene_id, html, None)
        letters = _offered(item, state)
        if len(letters) < 2:
            raise TooFewOptionsError(scene_id, state)
        compiled = self._item(scene_id, item, letters)
        go = self._go(item, letters, state)
        return Node(scene_id, html, compiled, go)

    def _go(
        self,
        item: Item,
        letters: Sequence[str],
        state: State,
    ) -> dict[str, int]:
        """The node behind each answer; where all lead to the same, that behind ""."""
        if item["type"] != "choose":
            return {"": self._follow(item["go"], state)}
        go = {}
        for letter in letters:
            option = item["options"][letter]
            after = conditions.apply(option["set"], state, self.variables)
            go[letter] = self._follow(option["go"], after)
        return go

    def _follow(self, go: Sequence[Move], state: State) -> int:
        """The node behind the first line of `go` that holds."""
        for move in go:
            if conditions.holds(move["if"], state):
                return self._visit(move["to"], state)
        raise AssertionError("the last line of `go` has no condition")

    def _text(self, scene: Scene, state: State) -> str:
        """The scene's words in this state; what shows the same is rendered once."""
        shown = _shown(scene, state)
        if shown not in self._html:
            text = "\n\n".join(shown)
            self._html[shown] = markup.block(text, self.people)
        return self._html[shown]

    def _item(
        self,
        scene_id: str,
        item: Item,
        letters: Sequence[str],
    ) -> CompiledItem:
        """The scene's compiled item with these options; compiled once."""
        key = (scene_id, *letters)
        if key not in self._items:
            compiled = compile_item(item, letters, self.denominator)
            self._items[key] = compiled
        return self._items[key]

    def _merge(self, node: Node) -> int:
        """The index of an equal node, or of this one, added to the list."""
        shown = [node.scene, node.html, node.item, node.go]
        signature = json.dumps(shown, sort_keys=True)
        if signature not in self._same:
            self._same[signature] = len(self.nodes)
            self.nodes.append(node)
        return self._same[signature]


def _items(scenes: Mapping[str, Scene]) -> Iterator[Item]:
    """Every decision of the story."""
    for scene in scenes.values():
        if scene["item"]:
            yield scene["item"]


def _shown(scene: Scene, state: State) -> tuple[str, ...]:
    """The passages that stand in this state."""
    shown = []
    for passage in scene["text"]:
        if conditions.holds(passage["if"], state):
            shown.append(passage["text"])
    return tuple(shown)


def _offered(item: Item, state: State) -> list[str]:
    """The options that stand in this state."""
    if item["type"] != "choose":
        return list(item["options"])
    offered = []
    for letter, option in item["options"].items():
        if conditions.holds(option["if"], state):
            offered.append(letter)
    return offered
