"""What two editions of a story differ in, in words, and whether the version must be raised.

Learners' records hold ids, and their results rest on weights and links: what changes those needs a
new version. What changes words alone does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler.places import FieldPath, dotted
from olw_core.authoring.phrases import phrases

COUNTED = (
    "weight",
    "points",
    "if",
    "to",
    "key",
    "k",
    "type",
    "tag",
    "start",
)
"""Fields of the story and its cards on which a record or a result rests."""
_GROUPS = (
    "set",
    "variables",
    "key",
)
"""Groups whose every value counts."""
_ID = "id "
"""What stands before an id among the facts."""
_CARD = "card:"
"""What stands before the id of a card."""

Facts = dict[str, str]
"""Address to what counts there, as text."""


@dataclass(frozen=True)
class Changes:
    """What is different, one sentence each."""

    counted: tuple[str, ...]
    """What needs a new version."""
    reworded: tuple[str, ...]
    """Addresses whose words differ."""
    not_retired: tuple[str, ...]
    """Ids that are gone and not among the retired."""


def facts(module: Module) -> Facts:
    """All that a record or a result rests on."""
    found: Facts = {}
    parts: Mapping[str, object] = {
        "story": module["story"],
        "cards": module["cards"],
        "variables": module["variables"],
    }
    for name, part in parts.items():
        for path, value in _below(part, (name,)):
            if _counts(path):
                address = dotted(path)
                found[address] = str(value)
    for name in ids(module):
        found[_ID + name] = "there"
    return found


def _counts(path: FieldPath) -> bool:
    """Whether a record or a result rests on what stands there."""
    *groups, last = path
    if last in COUNTED:
        return True
    return any(group in _GROUPS for group in groups)


def ids(module: Module) -> Iterator[str]:
    """The ids that learners' records may hold."""
    scenes = module["story"]["scenes"]
    for scene_id, scene in scenes.items():
        yield scene_id
        item = scene["item"]
        if item:
            for letter in item["options"]:
                yield f"{scene_id}.{letter}"
    cards = module["cards"]
    for card_id, card in cards.items():
        name = _CARD + card_id
        yield name
        for letter in card["variants"]:
            yield f"{name}.{letter}"


def _below(
    value: object,
    path: FieldPath,
) -> Iterator[tuple[FieldPath, object]]:
    """Every value of a tree, with its path."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _below(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _below(inner, (*path, index))
    else:
        yield path, value


def told(old: Facts, new: Facts) -> Iterator[str]:
    """What is different between two stories in what counts, one sentence each.

    First the ids that are gone and the new ones, each as a whole, then what has another value.
    """
    gone = _whole(old, new)
    for name in gone:
        yield f"{name} is gone."
    added = _whole(new, old)
    for name in added:
        yield f"{name} is new."
    wholes = [*gone, *added]
    for address in _in_either(old, new):
        if address.startswith(_ID):
            continue
        if _within(address, wholes):
            continue
        before = old.get(address, "")
        after = new.get(address, "")
        if before != after:
            was, now = _shown(before), _shown(after)
            yield f"{address} was {was} and is {now}."


def _in_either(
    old: Mapping[str, str],
    new: Mapping[str, str],
) -> list[str]:
    """Each address once: those of the old edition, then those that only the new one has."""
    every = dict.fromkeys([*old, *new])
    return list(every)


def _whole(one: Facts, other: Facts) -> list[str]:
    """Ids that one has and the other has not; not those within such a one."""
    found: list[str] = []
    for fact in one:
        is_id = fact.startswith(_ID)
        if not is_id or fact in other:
            continue
        name = fact.removeprefix(_ID)
        owner, _, _ = name.rpartition(".")
        if owner not in found:
            found.append(name)
    return found


def _within(address: str, names: list[str]) -> bool:
    """Whether an address is of a scene, option or card that is told as a whole."""
    padded = f"{address}."
    for name in names:
        place = _place(name)
        if padded.startswith(place):
            return True
    return False


def _place(name: str) -> str:
    """Where what an id names stands."""
    if name.startswith(_CARD):
        return _place_of_card(name.removeprefix(_CARD))
    scene, _, letter = name.partition(".")
    place = f"story.scenes.{scene}."
    if not letter:
        return place
    return f"{place}item.options.{letter}."


def _place_of_card(name: str) -> str:
    """Where a card stands, or one wording of it."""
    card, _, letter = name.partition(".")
    place = f"cards.{card}."
    if not letter:
        return place
    return f"{place}variants.{letter}."


def _shown(value: str) -> str:
    """A value in quotation marks; in a word where there is none."""
    if not value:
        return "nothing"
    return f"'{value}'"


def compare(
    old: Module,
    new: Module,
    old_data: Mapping[str, Any],
    new_data: Mapping[str, Any],
) -> Changes:
    """What is different. `old_data`, `new_data`: the same, as their authors write them."""
    before = facts(old)
    after = facts(new)
    counted = told(before, after)
    reworded = _reworded(old_data, new_data)
    missing = _not_retired(old, new)
    return Changes(
        counted=tuple(counted),
        reworded=tuple(reworded),
        not_retired=tuple(missing),
    )


def _reworded(
    old_data: Mapping[str, Any],
    new_data: Mapping[str, Any],
) -> Iterator[str]:
    """Addresses whose words differ, or that only one edition has."""
    before = _words(old_data)
    after = _words(new_data)
    for address in _in_either(before, after):
        was = before.get(address)
        now = after.get(address)
        if was != now:
            yield address


def _words(data: Mapping[str, Any]) -> dict[str, str]:
    """Address to the words there."""
    words = {}
    for phrase in phrases(data):
        words[phrase.address] = phrase.words
    return words


def _not_retired(old: Module, new: Module) -> Iterator[str]:
    """Ids that the new edition neither has nor retires.

    Wordings of a card are not retired by themselves.
    """
    known = {*ids(new), *new["retired"]}
    for name in ids(old):
        is_wording = name.startswith(_CARD) and "." in name
        if name in known or is_wording:
            continue
        yield name
