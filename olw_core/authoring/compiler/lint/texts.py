"""Lists every text of an authored module with its place and kind, so that rules need not know the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from olw_core.authoring.compiler.markdown import paragraphs
from olw_core.authoring.compiler.source import Path

Kind = Literal["narration", "speech", "option", "feedback", "prompt", "note"]


@dataclass(frozen=True)
class Text:
    """One text, where it stands, what it is, and the decision (scene or card variant) it belongs to."""

    path: Path
    kind: Kind
    words: str
    unit: str


def all_texts(module: Mapping[str, Any]) -> Iterator[Text]:
    """Every text a learner or facilitator reads, in the order of the file."""
    for scene_id, scene in module["story"]["scenes"].items():
        path: Path = ("story", "scenes", scene_id)
        for part in scene["text"]:
            yield from _paragraphs(part["text"], (*path, "text"), scene_id)
        if scene["recap"]:
            yield Text((*path, "recap"), "note", scene["recap"], "")
        if scene["item"]:
            yield from _item(scene["item"], (*path, "item"), scene_id)
    for card_id, card in module["cards"].items():
        yield Text(
            ("cards", card_id, "words_to_try"), "speech", card["words_to_try"], ""
        )
        yield Text(("cards", card_id, "moment"), "note", card["moment"], "")
        for letter, variant in card["variants"].items():
            path, unit = ("cards", card_id, "variants", letter), f"{card_id} {letter}"
            yield from _paragraphs(variant["text"], (*path, "text"), unit)
            yield from _item(variant, path, unit)
    yield from _rest(module)


def _paragraphs(text: str, path: Path, unit: str) -> Iterator[Text]:
    for paragraph in paragraphs(text):
        spoken = paragraph.startswith("@") and ":" in paragraph
        words = paragraph.split(":", 1)[1] if spoken else paragraph
        yield Text(path, "speech" if spoken else "narration", words, unit)


def _item(item: Mapping[str, Any], path: Path, unit: str) -> Iterator[Text]:
    yield Text((*path, "prompt"), "prompt", item["prompt"], unit)
    for letter, option in item["options"].items():
        here = (*path, "options", letter)
        yield Text((*here, "text"), "option", option["text"], unit)
        if "feedback" in option:
            yield from _feedback(option["feedback"], (*here, "feedback"), unit)
            for name in ("protects", "costs"):
                if option[name]:
                    yield Text((*here, name), "note", option[name], "")
    for band, feedback in item["feedback"].items() if "feedback" in item else ():
        yield from _feedback(feedback, (*path, "feedback", band), unit)


def _feedback(feedback: Mapping[str, str], path: Path, unit: str) -> Iterator[Text]:
    for name, words in feedback.items():
        yield Text((*path, name), "feedback", words, unit)


def _rest(module: Mapping[str, Any]) -> Iterator[Text]:
    for name in ("title", "summary", "content_note"):
        if module[name]:
            yield Text((name,), "note", module[name], "")
    if module["way_out"]:
        yield Text(("way_out", "text"), "narration", module["way_out"]["text"], "")
    for group in ("cues", "actions"):
        for letter, words in (module["plan"] or {}).get(group, {}).items():
            yield Text(("plan", group, letter), "note", words, "")
    if module["facilitator"]:
        yield from _guide(module["facilitator"], ("facilitator",))


def _guide(value: Any, path: Path) -> Iterator[Text]:
    if isinstance(value, str):
        yield Text(path, "note", value, "")
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _guide(inner, (*path, name))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _guide(inner, (*path, i))
