"""Lists every text of an authored module with its place and kind, so that rules need not
know the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from olw_core.authoring.authored import Card, CardOption, Feedback, Item, Module, Scene
from olw_core.authoring.compiler.markdown import paragraphs
from olw_core.authoring.compiler.places import (
    FieldPath,
    at_item,
    at_scene,
    at_variant,
)

Kind = Literal["narration", "speech", "option", "feedback", "prompt", "note"]


@dataclass(frozen=True)
class Text:
    """One text, where it stands, what it is.

    `unit`: the decision (scene or card variant) whose reading grade it counts for, or "".
    """

    path: FieldPath
    kind: Kind
    words: str
    unit: str = ""

    @property
    def told(self) -> bool:
        """Whether it counts for a reading grade: part of a decision, and not speech."""
        return bool(self.unit) and self.kind != "speech"


def all_texts(module: Module) -> Iterator[Text]:
    """Every text a learner or facilitator reads, in the order of the file."""
    for scene_id, scene in module["story"]["scenes"].items():
        yield from _scene(scene_id, scene)
    for card_id, card in module["cards"].items():
        yield from _card(card_id, card)
    yield from _rest(module)


def _scene(scene_id: str, scene: Scene) -> Iterator[Text]:
    for passage in scene["text"]:
        yield from _paragraphs(passage["text"], at_scene(scene_id, "text"), scene_id)
    if scene["recap"]:
        yield Text(at_scene(scene_id, "recap"), "note", scene["recap"])
    if scene["item"]:
        yield from _item(scene["item"], at_item(scene_id), scene_id)


def _card(card_id: str, card: Card) -> Iterator[Text]:
    yield Text(("cards", card_id, "words_to_try"), "speech", card["words_to_try"])
    yield Text(("cards", card_id, "moment"), "note", card["moment"])
    for letter, variant in card["variants"].items():
        path, unit = at_variant(card_id, letter), f"{card_id} {letter}"
        yield from _paragraphs(variant["text"], (*path, "text"), unit)
        yield Text((*path, "prompt"), "prompt", variant["prompt"], unit)
        yield from _options(variant["options"], path, unit)


def _paragraphs(text: str, path: FieldPath, unit: str) -> Iterator[Text]:
    for paragraph in paragraphs(text):
        if paragraph.startswith("@") and ":" in paragraph:
            _, words = paragraph.split(":", 1)
            yield Text(path, "speech", words, unit)
        else:
            yield Text(path, "narration", paragraph, unit)


def _item(item: Item, path: FieldPath, unit: str) -> Iterator[Text]:
    yield Text((*path, "prompt"), "prompt", item["prompt"], unit)
    if item["type"] == "choose":
        yield from _options(item["options"], path, unit)
        return
    for letter, line in item["options"].items():
        yield Text((*path, "options", letter, "text"), "option", line["text"], unit)
    bands = item["feedback"]
    below = (*path, "feedback")
    yield from _feedback(bands["full"], (*below, "full"), unit)
    yield from _feedback(bands["part"], (*below, "part"), unit)
    yield from _feedback(bands["low"], (*below, "low"), unit)


def _options(
    options: Mapping[str, CardOption], path: FieldPath, unit: str
) -> Iterator[Text]:
    for letter, option in options.items():
        here = (*path, "options", letter)
        yield Text((*here, "text"), "option", option["text"], unit)
        yield from _feedback(option["feedback"], (*here, "feedback"), unit)
        if option["protects"]:
            yield Text((*here, "protects"), "note", option["protects"])
        if option["costs"]:
            yield Text((*here, "costs"), "note", option["costs"])


def _feedback(feedback: Feedback, path: FieldPath, unit: str) -> Iterator[Text]:
    yield Text((*path, "consequence"), "feedback", feedback["consequence"], unit)
    yield Text((*path, "why"), "feedback", feedback["why"], unit)
    yield Text((*path, "other"), "feedback", feedback["other"], unit)


def _rest(module: Module) -> Iterator[Text]:
    yield Text(("title",), "note", module["title"])
    yield Text(("summary",), "note", module["summary"])
    if module["content_note"]:
        yield Text(("content_note",), "note", module["content_note"])
    if module["way_out"]:
        yield Text(("way_out", "text"), "narration", module["way_out"]["text"])
    yield from _notes(module["plan"], ("plan",))
    yield from _notes(module["facilitator"], ("facilitator",))


def _notes(value: object, path: FieldPath) -> Iterator[Text]:
    """Every text in a tree of mappings and lists."""
    if isinstance(value, str):
        yield Text(path, "note", value)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _notes(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _notes(inner, (*path, index))
