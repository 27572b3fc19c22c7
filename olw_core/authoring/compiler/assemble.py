"""Puts the compiled module together as plain JSON (docs/developers/formats.md, 2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from olw_core.authoring.authored import Card, Module, Person, Plan, Setting, Variant
from olw_core.authoring.compiler import markdown as markup
from olw_core.authoring.compiler.bounds import Unfolded, minutes
from olw_core.authoring.compiler.items import compile_choose
from olw_core.authoring.compiler.pictures import tidy
from olw_core.authoring.compiler.portrait import portrait
from olw_core.authoring.compiler.story_json import setting_json, story_json
from olw_core.authoring.compiler.tags import tag
from olw_core.framework import Framework, Principle

FORMAT = 1
CARD_POINTS = 3


def assemble(
    module: Module,
    framework: Framework,
    media: Mapping[str, str],
    unfolded: Unfolded,
) -> dict[str, Any]:
    """The compiled module. `media`: file name to SVG text."""
    principle = framework.principle(module["principle"])
    longest_path = unfolded.bounds[unfolded.start]
    return {
        "format": FORMAT,
        "id": module["id"],
        "principle": module["principle"],
        "version": module["version"],
        "lang": module["lang"],
        "title": module["title"],
        "summary": module["summary"],
        "keywords": module["keywords"],
        "reviewed_by": module["reviewed_by"],
        "minutes": minutes(longest_path.words),
        "content_note": _content_note(module),
        "source_title": principle.title,
        "short_label": principle.short_label,
        "part": principle.part,
        "behaviours": _behaviours(principle),
        "people": {name: _person(one) for name, one in module["people"].items()},
        "pictures": _pictures(module, media),
        "story": story_json(module, unfolded),
        "plan": _plan(module["plan"]),
        "cards": [_card(i, module, principle) for i in module["cards"]],
        "guide": _html(module["facilitator"]),
    }


def _content_note(module: Module) -> str | None:
    if not module["content_note"]:
        return None
    return markup.inline(module["content_note"])


def _behaviours(principle: Principle) -> list[dict[str, str]]:
    return [{"id": one.id, "label": one.label} for one in principle.behaviours]


def _person(person: Person) -> dict[str, str]:
    look = person["look"]
    return {
        "name": person["name"],
        "role": person["role"],
        "svg": portrait(look) if look else "",
    }


def _pictures(module: Module, media: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The pictures that scenes show, each once."""
    found = {}
    for scene in module["story"]["scenes"].values():
        picture = scene["picture"]
        if picture:
            name = picture["file"]
            found[name] = {"svg": tidy(media[name]), "alt": picture["alt"]}
    return found


def _plan(plan: Plan | None) -> dict[str, list[dict[str, str]]]:
    if plan is None:
        return {"cues": [], "actions": []}
    return {"cues": _choices(plan["cues"]), "actions": _choices(plan["actions"])}


def _choices(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"id": letter, "text": text} for letter, text in texts.items()]


def _card(card_id: str, module: Module, principle: Principle) -> dict[str, Any]:
    card, people = module["cards"][card_id], module["people"]
    return {
        "id": card_id,
        "tag": tag(card_id, card["tag"]),
        "label": _label(card_id, principle),
        "moment": card["moment"],
        "words_to_try": card["words_to_try"],
        "variants": _variants(card_id, card, people),
    }


def _label(behaviour_id: str, principle: Principle) -> str:
    for behaviour in principle.behaviours:
        if behaviour.id == behaviour_id:
            return behaviour.label
    return behaviour_id


def _variants(
    card_id: str, card: Card, people: Mapping[str, Person]
) -> dict[str, dict[str, Any]]:
    return {
        letter: _variant(card_id, variant, people)
        for letter, variant in card["variants"].items()
    }


def _variant(
    card_id: str, variant: Variant, people: Mapping[str, Person]
) -> dict[str, Any]:
    return {
        "setting": setting_json(variant["setting"], Setting()),
        "html": markup.block(variant["text"], people),
        "item": compile_choose(
            {"prompt": variant["prompt"], "points": CARD_POINTS, "tests": [card_id]},
            variant["options"],
            letters=variant["options"],
            denominator=1,
        ),
    }


def _html(value: object) -> object:
    """The facilitator's guide with every text as inline HTML."""
    if isinstance(value, str):
        return markup.inline(value)
    if isinstance(value, Mapping):
        return {name: _html(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_html(inner) for inner in value]
    return value
