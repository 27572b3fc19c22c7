"""Every choice that gives points, of story and cards, for the rules about balance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from olw_core.authoring.authored import CardOption, Module
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

    def strongest(self) -> list[str]:
        """The options of greatest weight."""
        weights = {}
        for letter, option in self.options.items():
            weights[letter] = option["weight"] or 0
        best = max(weights.values())
        return [letter for letter, weight in weights.items() if weight == best]


def scored_choices(module: Module) -> Iterator[Scored]:
    """Every `choose` item with points, of the story and then of the cards."""
    scenes = module["story"]["scenes"]
    for scene_id, scene in scenes.items():
        item = scene["item"]
        if item and item["type"] == "choose" and item["points"]:
            yield Scored(at_item(scene_id), item["options"])
    for card_id, card in module["cards"].items():
        for letter, variant in card["variants"].items():
            yield Scored(at_variant(card_id, letter), variant["options"])
