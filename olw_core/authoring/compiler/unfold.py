"""Unfolds a story with variables into nodes: one for every reachable (scene, state),
equal ones merged.

Engines know no variables: what a variable changes is a different node.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from olw_core.authoring.authored.items import Item, Move
from olw_core.authoring.authored.module import Module, Scene
from olw_core.authoring.compiler import conditions
from olw_core.authoring.compiler.conditions import State, Variables
from olw_core.authoring.compiler.items import common_denominator
from olw_core.authoring.compiler.rendering import Drawn, Rendering, Text, drawn, offered
from olw_core.authoring.schema.limits import FEWEST_OPTIONS
from olw_core.errors import AuthoringError
from olw_core.formats.items import CompiledItem

MAX_NODES = 400
"""What an engine may have to carry."""
MAX_STATES = 20_000
"""Where the walk gives up; merging may still have led to few nodes."""


class TooManyNodesError(AuthoringError):
    """The story has more (scene, state) pairs than an engine should carry."""


class TooFewOptionsError(AuthoringError):
    """A scene offers fewer than two options in some state."""

    def __init__(self, scene: str, state: State) -> None:
        self.scene = scene
        self.state = told_state(state)
        super().__init__(scene)


def told_state(state: State) -> str:
    """A state as authors read it: rested=1, trust=2."""
    values = [f"{name}={value}" for name, value in state.items()]
    return ", ".join(values) or "no variables"


Go = dict[str, int]
"""Option, or "" where all lead to the same, to an index in the list of nodes."""


@dataclass
class Node:
    """A compiled node before bounds; `item` is None at an ending."""

    scene: str
    text: Text
    item: CompiledItem | None
    go: Go = field(default_factory=dict)
    picture: Drawn = ""
    spent: Drawn = ""
    """Of an ending."""

    def after(self, answer: str) -> int:
        """The index of the node that an answer leads to."""
        usual = self.go.get("", -1)
        return self.go.get(answer, usual)


_Visit = tuple[str, tuple[int, ...]]
"""A scene, and the values of all variables in the order of their declaration."""


class Unfolder:
    """Walks the story from its start.

    `nodes` comes out in an order in which every link points backwards.
    """

    def __init__(self, module: Module, variables: Variables) -> None:
        self.scenes = module["story"]["scenes"]
        self.spent = module["story"]["spent"]
        self.variables = variables
        self.denominator = common_denominator(_items(self.scenes))
        self.nodes: list[Node] = []
        self._rendering = Rendering(module["people"], self.denominator)
        self._done: dict[_Visit, int] = {}
        self._same: dict[str, int] = {}

    def states(self) -> Iterator[tuple[str, State]]:
        """Every scene and state that was visited."""
        for scene_id, values in self._done:
            yield scene_id, dict(zip(self.variables, values, strict=True))

    def index(self, scene_id: str, state: State) -> int:
        """The index of the node of a visited scene and state."""
        return self._done[(scene_id, tuple(state.values()))]

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
        values = tuple(state.values())
        key = (scene_id, values)
        if key not in self._done:
            if len(self._done) > MAX_STATES:
                raise TooManyNodesError(f"more than {MAX_STATES}")
            node = self._node(scene_id, state)
            self._done[key] = self._merge(node)
        return self._done[key]

    def _node(self, scene_id: str, state: State) -> Node:
        """A scene in a state, after all that lies behind it.

        Raises TooFewOptionsError.
        """
        scene = self.scenes[scene_id]
        item = scene["item"]
        node = Node(
            scene_id,
            self._rendering.text(scene["text"], state),
            item=None,
            picture=drawn(scene["picture"], state),
        )
        if item is None:
            node.spent = drawn(self.spent, state)
            return node
        letters = offered(item, state)
        if len(letters) < FEWEST_OPTIONS:
            raise TooFewOptionsError(scene_id, state)
        node.item = self._rendering.item(scene_id, item, letters, state)
        node.go = self._go(item, letters, state)
        return node

    def _go(
        self,
        item: Item,
        letters: Sequence[str],
        state: State,
    ) -> Go:
        """The node behind each answer."""
        if item["type"] != "choose":
            return {"": self._follow(item["go"], state)}
        go = {}
        for letter in letters:
            option = item["options"][letter]
            after = conditions.apply(option["set"], state, self.variables)
            go[letter] = self._follow(option["go"], after)
        return go

    def _follow(self, go: Sequence[Move], state: State) -> int:
        """The node behind the first line of `go` that holds; the last always does."""
        open_moves = (move for move in go if conditions.holds(move["if"], state))
        move = next(open_moves)
        return self._visit(move["to"], state)

    def _merge(self, node: Node) -> int:
        """The index of an equal node, or of this one, added to the list."""
        signature = json.dumps(vars(node), sort_keys=True, default=vars)
        if signature not in self._same:
            self._same[signature] = len(self.nodes)
            self.nodes.append(node)
        return self._same[signature]


def _items(scenes: Mapping[str, Scene]) -> Iterator[Item]:
    """Every decision of the story."""
    for scene in scenes.values():
        if scene["item"]:
            yield scene["item"]
