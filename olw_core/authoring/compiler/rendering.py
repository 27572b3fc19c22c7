"""What a scene shows in one state of the variables; the same is rendered only once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from olw_core.authoring.authored.items import Echo, Item
from olw_core.authoring.authored.module import Part, Person, Picture
from olw_core.authoring.compiler import conditions, paths
from olw_core.authoring.compiler import markdown as markup
from olw_core.authoring.compiler.conditions import State
from olw_core.authoring.compiler.items import Echoes, compile_item
from olw_core.authoring.compiler.json_types import Json
from olw_core.authoring.compiler.paths import ALWAYS, When
from olw_core.formats.items import CompiledItem
from olw_core.formats.items import Echo as CompiledEcho

Text = str | list[Json]
"""HTML, or parts {html, when?} of which those are shown that hold."""
Drawn = str | list[Json]
"""A file's name, "" for none, or choices {file, when?} of which the first that holds is drawn."""


class _Shown(NamedTuple):
    """A part of a text that some walk can show."""

    words: str
    when: When


class Rendering:
    """Renders scenes and their items, and remembers what it has rendered."""

    def __init__(self, people: Mapping[str, Person], denominator: int) -> None:
        self.people = people
        self.denominator = denominator
        self._texts: dict[str, Text] = {}
        self._items: dict[str, CompiledItem] = {}

    def text(self, parts: Sequence[Part], state: State) -> Text:
        """A text's words in this state."""
        shown = list(_shown(parts, state))
        key = repr(shown)
        if key not in self._texts:
            self._texts[key] = self._rendered(shown)
        return self._texts[key]

    def _rendered(self, shown: Sequence[_Shown]) -> Text:
        """One text where nothing depends on the walk, or else its parts."""
        found = []
        for words, when in shown:
            part: Json = {"html": markup.block(words, self.people)}
            found.append(_with(part, when))
        if any("when" in part for part in found):
            return found
        return "".join(part["html"] for part in found)

    def item(
        self,
        scene_id: str,
        item: Item,
        letters: Sequence[str],
        state: State,
    ) -> CompiledItem:
        """The scene's compiled item with these options."""
        echoes = echoes_of(item, letters, state)
        key = repr((scene_id, letters, echoes))
        if key not in self._items:
            compiled = compile_item(item, letters, self.denominator, echoes)
            self._items[key] = compiled
        return self._items[key]


def _shown(parts: Sequence[Part], state: State) -> Iterator[_Shown]:
    """What can be shown in this state; parts that always are stand together."""
    always: list[str] = []
    for part in parts:
        when = paths.resolved(part["if"], state)
        if when == ALWAYS:
            always.append(part["text"])
        elif when:
            if always:
                yield _Shown("\n\n".join(always), ALWAYS)
            always = []
            yield _Shown(part["text"], when)
    if always:
        yield _Shown("\n\n".join(always), ALWAYS)


def _with(part: Json, when: When) -> Json:
    """A part with what it depends on; without, where it always holds."""
    if when != ALWAYS:
        part["when"] = when
    return part


def drawn(pictures: Sequence[Picture], state: State) -> Drawn:
    """The picture in this state."""
    found = []
    for picture in pictures:
        when = paths.resolved(picture["if"], state)
        if when:
            found.append(_with({"file": picture["file"]}, when))
        if when == ALWAYS:
            break
    if len(found) == 1 and "when" not in found[0]:
        return str(found[0]["file"])
    return found or ""


def echoes_of(
    item: Item,
    letters: Sequence[str],
    state: State,
) -> Echoes:
    """The echoes of each answer in this state; answers without one are left out."""
    if item["type"] == "choose":
        authored = {letter: item["options"][letter]["echo"] for letter in letters}
    else:
        bands = item["feedback"]
        authored = {
            "full": bands["full"]["echo"],
            "part": bands["part"]["echo"],
            "low": bands["low"]["echo"],
        }
    found = {}
    for answer, echoes in authored.items():
        compiled = list(_echoes(echoes, state))
        if compiled:
            found[answer] = compiled
    return found


def _echoes(echoes: Sequence[Echo], state: State) -> Iterator[CompiledEcho]:
    """Those that some walk can show."""
    for echo in echoes:
        when = paths.resolved(echo["if"], state)
        if when:
            compiled: CompiledEcho = {
                "who": echo["who"],
                "html": markup.inline(echo["text"]),
                "matters": echo["matters"],
            }
            if when != ALWAYS:
                compiled["when"] = when
            yield compiled


def offered(item: Item, state: State) -> list[str]:
    """The options that stand in this state."""
    if item["type"] != "choose":
        return list(item["options"])
    letters = []
    for letter, option in item["options"].items():
        if conditions.holds(option["if"], state):
            letters.append(letter)
    return letters
