"""What a scene shows in one state of the variables; the same is rendered only once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from olw_core.authoring.authored import Item, Person, Scene
from olw_core.authoring.compiler import conditions
from olw_core.authoring.compiler import markdown as markup
from olw_core.authoring.compiler.conditions import State
from olw_core.authoring.compiler.items import compile_item
from olw_core.formats.items import CompiledItem

_Names = tuple[str, ...]


class Rendering:
    """Renders scenes and their items, and remembers what it has rendered."""

    def __init__(self, people: Mapping[str, Person], denominator: int) -> None:
        self.people = people
        self.denominator = denominator
        self._html: dict[_Names, str] = {}
        self._items: dict[_Names, CompiledItem] = {}

    def html(self, scene: Scene, state: State) -> str:
        """The scene's words in this state."""
        shown = _shown(scene, state)
        if shown not in self._html:
            text = "\n\n".join(shown)
            html = markup.block(text, self.people)
            self._html[shown] = html
        return self._html[shown]

    def item(self, scene_id: str, item: Item, letters: Sequence[str]) -> CompiledItem:
        """The scene's compiled item with these options."""
        key = (scene_id, *letters)
        if key not in self._items:
            compiled = compile_item(item, letters, self.denominator)
            self._items[key] = compiled
        return self._items[key]


def _shown(scene: Scene, state: State) -> _Names:
    """The passages that stand in this state."""
    shown = []
    for passage in scene["text"]:
        if conditions.holds(passage["if"], state):
            shown.append(passage["text"])
    return tuple(shown)


def offered(item: Item, state: State) -> list[str]:
    """The options that stand in this state."""
    if item["type"] != "choose":
        return list(item["options"])
    letters = []
    for letter, option in item["options"].items():
        if conditions.holds(option["if"], state):
            letters.append(letter)
    return letters
