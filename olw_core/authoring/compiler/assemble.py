"""Puts the compiled module together as plain JSON (docs/developers/formats.md, section 2)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from olw_core.authoring.compiler import markdown as markup
from olw_core.authoring.compiler.bounds import Bounds, minutes
from olw_core.authoring.compiler.items import compile_item
from olw_core.authoring.compiler.pictures import tidy
from olw_core.authoring.compiler.portrait import portrait
from olw_core.authoring.compiler.tags import tag
from olw_core.authoring.compiler.unfold import Node
from olw_core.formats.compiled import Module
from olw_core.framework import Framework

FORMAT = 1

Authored = Mapping[str, Any]


@dataclass(frozen=True)
class Story:
    """An unfolded story with its bounds: nodes and bounds by index, where it starts, the common denominator."""

    nodes: Sequence[Node]
    bounds: Sequence[Bounds]
    start: int
    denominator: int


def assemble(
    module: Authored, framework: Framework, media: Mapping[str, str], story: Story
) -> Module:
    """The compiled module."""
    principle = framework.principle(module["principle"])
    files = {
        s["picture"]["file"]: s["picture"]["alt"]
        for s in module["story"]["scenes"].values()
        if s["picture"]
    }
    compiled = {
        "format": FORMAT,
        **{
            name: module[name]
            for name in (
                "id",
                "principle",
                "version",
                "lang",
                "title",
                "summary",
                "keywords",
                "reviewed_by",
            )
        },
        "minutes": minutes(story.bounds[story.start].words),
        "content_note": markup.inline(module["content_note"])
        if module["content_note"]
        else None,
        "source_title": principle.title,
        "short_label": principle.short_label,
        "part": principle.part,
        "behaviours": [{"id": b.id, "label": b.label} for b in principle.behaviours],
        "people": {
            i: {
                "name": p["name"],
                "role": p["role"],
                "svg": portrait(p["look"]) if p["look"] else "",
            }
            for i, p in module["people"].items()
        },
        "pictures": {
            name: {"svg": tidy(media[name]), "alt": alt} for name, alt in files.items()
        },
        "story": _story(module, story),
        "plan": _plan(module["plan"]),
        "cards": [
            _card(i, card, module["people"], principle)
            for i, card in module["cards"].items()
        ],
        "guide": _html(module["facilitator"]),
    }
    return cast(Module, compiled)


def _story(module: Authored, story: Story) -> dict[str, Any]:
    top, texts, items = story.bounds[story.start], _Shared(), _Shared()
    table: list[dict[str, Any]] = [
        {
            "scene": node.scene,
            "text": texts.index(node.html),
            "item": None if node.item is None else items.index(node.item),
            "go": node.go,
            "best": here.best,
            "worst": here.worst,
            "longest": here.longest,
        }
        for node, here in zip(story.nodes, story.bounds, strict=True)
    ]
    scenes = {
        i: _scene(i, s, module["story"]["setting"])
        for i, s in module["story"]["scenes"].items()
    }
    way_out = None
    if module["way_out"]:
        way_out = len(table)
        scenes["_"] = _scene(
            "_",
            {
                "tag": "__",
                "setting": {},
                "picture": None,
                "recap": module["way_out"]["title"],
                "ending": {"title": module["way_out"]["title"], "tone": "mixed"},
            },
            module["story"]["setting"],
        )
        table.append(
            {
                "scene": "_",
                "text": texts.index(
                    markup.block(module["way_out"]["text"], module["people"])
                ),
                "item": None,
                "go": {},
                "best": 0,
                "worst": 0,
                "longest": 0,
            }
        )
    spread = top.best - top.worst
    chance = Fraction(top.mean - top.worst, spread) if spread else Fraction(1)
    return {
        "denominator": story.denominator,
        "start": story.start,
        "chance": [chance.numerator, chance.denominator],
        "decisions": [top.shortest, top.longest],
        "words": top.words,
        "texts": texts.values,
        "items": items.values,
        "scenes": scenes,
        "nodes": table,
        "way_out": way_out,
    }


class _Shared:
    """A list in which equal values stand once."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._seen: dict[str, int] = {}

    def index(self, value: Any) -> int:
        key = json.dumps(value, sort_keys=True)
        if key not in self._seen:
            self._seen[key] = len(self.values)
            self.values.append(value)
        return self._seen[key]


def _setting(own: Authored, common: Authored) -> dict[str, str]:
    return {
        name: str({**common, **own}.get(name, "")) for name in ("role", "place", "mode")
    }


def _scene(scene_id: str, scene: Authored, common: Authored) -> dict[str, Any]:
    return {
        "tag": tag(scene_id, scene["tag"]),
        "setting": _setting(scene["setting"], common),
        "picture": scene["picture"]["file"] if scene["picture"] else "",
        "recap": scene["recap"],
        "ending": dict(scene["ending"]) if scene["ending"] else None,
    }


def _plan(plan: Authored | None) -> dict[str, Any]:
    return {
        name: [{"id": i, "text": t} for i, t in (plan or {}).get(name, {}).items()]
        for name in ("cues", "actions")
    }


def _card(
    card_id: str, card: Authored, people: Authored, principle: Any
) -> dict[str, Any]:
    variants = {
        letter: {
            "setting": _setting(variant["setting"], {}),
            "html": markup.block(variant["text"], people),
            "item": compile_item(
                {**variant, "type": "choose", "points": 3, "tests": [card_id]},
                variant["options"],
                1,
            ),
        }
        for letter, variant in card["variants"].items()
    }
    label = next((b.label for b in principle.behaviours if b.id == card_id), card_id)
    return {
        "id": card_id,
        "tag": tag(card_id, card["tag"]),
        "label": label,
        "moment": card["moment"],
        "words_to_try": card["words_to_try"],
        "variants": variants,
    }


def _html(value: Any) -> Any:
    """The facilitator's guide with every text as inline HTML."""
    if isinstance(value, str):
        return markup.inline(value)
    if isinstance(value, Mapping):
        return {name: _html(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_html(inner) for inner in value]
    return value
