"""What two editions of a story differ in, in words, and whether the version must be raised.

Learners' records hold ids, and their results rest on weights and links: what changes those needs a
new version. What changes words alone does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from olw_core.authoring.authored import Module
from olw_core.authoring.compiler.places import FieldPath, dotted
from olw_core.authoring.phrases import phrases

COUNTED = frozenset(
    ("weight", "points", "if", "to", "key", "k", "type", "tag", "start")
)
"""Fields of the story and its cards on which a record or a result rests."""
_GROUPS = ("set", "variables", "key")
"""Groups whose every value counts."""

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
            groups = [one for one in path[:-1] if one in _GROUPS]
            if path[-1] in COUNTED or groups:
                found[dotted(path)] = str(value)
    for name in ids(module):
        found[f"id {name}"] = "there"
    return found


def ids(module: Module) -> Iterator[str]:
    """The ids that learners' records may hold."""
    for scene_id, scene in module["story"]["scenes"].items():
        yield scene_id
        if scene["item"]:
            for letter in scene["item"]["options"]:
                yield f"{scene_id}.{letter}"
    for card_id, card in module["cards"].items():
        yield f"card:{card_id}"
        for letter in card["variants"]:
            yield f"card:{card_id}.{letter}"


def _below(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, object]]:
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
    """What is different between two stories in what counts, one sentence each."""
    gone = _whole(old, new)
    added = _whole(new, old)
    yield from (f"{name} is gone." for name in gone)
    yield from (f"{name} is new." for name in added)
    for address in dict.fromkeys([*old, *new]):
        if address.startswith("id ") or _within(address, [*gone, *added]):
            continue
        before, after = old.get(address, ""), new.get(address, "")
        if before != after:
            yield f"{address} was {_shown(before)} and is {_shown(after)}."


def _whole(one: Facts, other: Facts) -> list[str]:
    """Ids that one has and the other has not; not those within such a one."""
    only = [name[3:] for name in one if name.startswith("id ") and name not in other]
    found: list[str] = []
    for name in only:
        if name.rpartition(".")[0] not in found:
            found.append(name)
    return found


def _within(address: str, names: list[str]) -> bool:
    """Whether an address is of a scene, option or card that is told as a whole."""
    padded = f"{address}."
    return any(padded.startswith(_place(name)) for name in names)


def _place(name: str) -> str:
    """Where what an id names stands."""
    if name.startswith("card:"):
        card, _, letter = name[5:].partition(".")
        return f"cards.{card}.variants.{letter}." if letter else f"cards.{card}."
    scene, _, letter = name.partition(".")
    if not letter:
        return f"story.scenes.{scene}."
    return f"story.scenes.{scene}.item.options.{letter}."


def _shown(value: str) -> str:
    return f"'{value}'" if value else "nothing"


def compare(
    old: Module,
    new: Module,
    old_data: Mapping[str, Any],
    new_data: Mapping[str, Any],
) -> Changes:
    """What is different. `old_data`, `new_data`: the same, as their authors write them."""
    before = {one.address: one.words for one in phrases(old_data)}
    after = {one.address: one.words for one in phrases(new_data)}
    every = dict.fromkeys([*before, *after])
    retired = set(new["retired"])
    there = set(ids(new))
    gone = [name for name in ids(old) if name not in there and name not in retired]
    return Changes(
        counted=tuple(told(facts(old), facts(new))),
        reworded=tuple(one for one in every if before.get(one) != after.get(one)),
        not_retired=tuple(name for name in gone if not _is_variant(name)),
    )


def _is_variant(name: str) -> bool:
    """Wordings of a card are not retired by themselves."""
    return name.startswith("card:") and "." in name
