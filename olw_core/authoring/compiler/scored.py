"""Every choice that gives points, of story and cards, for the rules about balance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from olw_core.authoring.authored.items import CardOption
from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler.places import FieldPath, at_item, at_variant


@dataclass(frozen=True)
class Scored:
    """A choice with points, and where it stands."""

    path: FieldPath
    options: Mapping[str, CardOption]

    def lengths(self) -> dict[str, int]:
        """Option to the number of its words."""
        found = {}
        for letter, option in self.options.items():
            words = option["text"].split()
            found[letter] = len(words)
        return found

    def key(self) -> str:
        """The one option of greatest weight; "" where several share it."""
        best = -1
        found = ""
        for letter, option in self.options.items():
            weight = option["weight"] or 0
            if weight > best:
                best = weight
                found = letter
            elif weight == best:
                found = ""
        return found


def scored_choices(module: Module) -> Iterator[Scored]:
    """Every `choose` item with points, of the story and then of the cards."""
    scenes = module["story"]["scenes"]
    for scene_id, scene in scenes.items():
        item = scene["item"]
        if item and item["type"] == "choose" and item["points"]:
            path = at_item(scene_id)
            yield Scored(path, item["options"])
    for card_id, card in module["cards"].items():
        for letter, variant in card["variants"].items():
            path = at_variant(card_id, letter)
            yield Scored(path, variant["options"])
