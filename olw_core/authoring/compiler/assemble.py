"""Puts the compiled module together as plain JSON (docs/developers/formats.md, 2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from olw_core.authoring.authored.items import Asked
from olw_core.authoring.authored.module import Card, Cue, Person, Plan, Setting, Variant
from olw_core.authoring.authored.module import Module as Authored
from olw_core.authoring.compiler import markdown as markup
from olw_core.authoring.compiler.bounds import Unfolded
from olw_core.authoring.compiler.items import CARD_POINTS, compile_choose
from olw_core.authoring.compiler.json_types import Json, Strings
from olw_core.authoring.compiler.pictures import pictures_of, tidy
from olw_core.authoring.compiler.portrait import portrait
from olw_core.authoring.compiler.reading_time import minutes
from olw_core.authoring.compiler.story_json import setting_json, story_json
from olw_core.authoring.compiler.tags import tag
from olw_core.formats.compiled import Module
from olw_core.framework import Framework, Principle

FORMAT = 1
"""Raised when engines must read it in another way."""
People = Mapping[str, Person]


def assemble(
    module: Authored,
    framework: Framework,
    media: Mapping[str, str],
    unfolded: Unfolded,
) -> Module:
    """The compiled module. `media`: file name to SVG text."""
    principle = framework.principle(module["principle"])
    longest_path = unfolded.bounds[unfolded.start]
    compiled: Json = {
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
        "people": _people(module["people"]),
        "pictures": _pictures(module, media),
        "story": story_json(module, unfolded),
        "plan": _plan(module["plan"]),
        "cards": [_card(i, module, principle) for i in module["cards"]],
        "guide": _html(module["facilitator"]),
    }
    return cast(Module, compiled)


def _content_note(module: Authored) -> str | None:
    """What a learner should know before the first scene; None where there is nothing."""
    if not module["content_note"]:
        return None
    return markup.inline(module["content_note"])


def _behaviours(principle: Principle) -> list[Strings]:
    return [{"id": one.id, "label": one.label} for one in principle.behaviours]


def _people(people: People) -> Json:
    """Everyone who may speak, by the name that speech uses."""
    return {name: _person(person) for name, person in people.items()}


def _person(person: Person) -> Strings:
    look = person["look"]
    svg = portrait(look) if look else ""
    return {
        "name": person["name"],
        "role": person["role"],
        "svg": svg,
    }


def _pictures(module: Authored, media: Mapping[str, str]) -> Json:
    """The pictures that scenes and endings show, each once."""
    found = {}
    for _, picture in pictures_of(module):
        name = picture["file"]
        svg = tidy(media[name])
        found[name] = {"svg": svg, "alt": picture["alt"]}
    return found


def _plan(plan: Plan | None) -> Json:
    """The lists to pick a plan from; empty where the module has none."""
    if plan is None:
        return {"cues": [], "actions": []}
    return {
        "cues": [_cue(letter, cue) for letter, cue in plan["cues"].items()],
        "actions": _choices(plan["actions"]),
    }


def _cue(letter: str, cue: Cue) -> Json:
    """A cue, with the actions that fit it where the authors name them."""
    found: Json = {"id": letter, "text": cue["text"]}
    if cue["acts"]:
        found["acts"] = list(cue["acts"])
    return found


def _choices(texts: Mapping[str, str]) -> list[Strings]:
    return [{"id": letter, "text": text} for letter, text in texts.items()]


def _card(
    card_id: str,
    module: Authored,
    principle: Principle,
) -> Json:
    """A return card with all its wordings."""
    card = module["cards"][card_id]
    people = module["people"]
    labels = {one.id: one.label for one in principle.behaviours}
    return {
        "id": card_id,
        "tag": tag(card_id, card["tag"]),
        "label": labels[card_id],
        "moment": card["moment"],
        "words_to_try": card["words_to_try"],
        "variants": _variants(card_id, card, people),
    }


def _variants(
    card_id: str,
    card: Card,
    people: People,
) -> Json:
    """Letter to wording."""
    return {
        letter: _variant(card_id, variant, people)
        for letter, variant in card["variants"].items()
    }


def _variant(
    card_id: str,
    variant: Variant,
    people: People,
) -> Json:
    """One wording. A card is worth the same in every module and tests its behaviour."""
    asked: Asked = {
        "prompt": variant["prompt"],
        "points": CARD_POINTS,
        "tests": [card_id],
    }
    options = variant["options"]
    later = {"later": True} if variant["later"] else {}
    return {
        **later,
        "setting": setting_json(variant["setting"], Setting()),
        "html": markup.block(variant["text"], people),
        "item": compile_choose(
            asked,
            options,
            letters=options,
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
