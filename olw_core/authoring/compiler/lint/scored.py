"""Every choice that gives points, of story and cards, for the rules about balance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from olw_core.authoring.authored import CardOption, Module
from olw_core.authoring.compiler.places import FieldPath, at_item, at_variant


def _weight(option: CardOption) -> int:
    """The weight of an option; 0 where it is missing, which is reported elsewhere."""
    return option["weight"] or 0


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
        best = max(map(_weight, self.options.values()))
        return [i for i, option in self.options.items() if _weight(option) == best]


def scored_choices(module: Module) -> Iterator[Scored]:
    """Every `choose` item with points, of the story and then of the cards."""
    for scene_id, scene in module["story"]["scenes"].items():
        item = scene["item"]
        if item and item["type"] == "choose" and item["points"]:
            yield Scored(at_item(scene_id), item["options"])
    for card_id, card in module["cards"].items():
        for letter, variant in card["variants"].items():
            yield Scored(at_variant(card_id, letter), variant["options"])
