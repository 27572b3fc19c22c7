"""Checks what is scored: keys that fit their options, options that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from olw_core.authoring.authored.items import CardOption, Keyed, Pick
from olw_core.authoring.compiler.places import FieldPath
from olw_core.authoring.compiler.problems import Problems


def check_alike(
    options: Mapping[str, CardOption],
    path: FieldPath,
    problems: Problems,
) -> None:
    """Report options that differ in nothing an answer shows."""
    first, *others = options.values()
    if all(_alike(first, one) for one in others):
        problems.error(
            "options-alike",
            path,
            "All options have the same weight and the same feedback.",
            "Give each option feedback of its own.",
        )


def _alike(one: CardOption, other: CardOption) -> bool:
    """Whether an answer would see no difference between two options."""
    if one["weight"] != other["weight"]:
        return False
    return one["feedback"] == other["feedback"]


def check_key(
    item: Keyed,
    path: FieldPath,
    problems: Problems,
) -> None:
    """Report a key that names other options than there are. `path` is the item's."""
    named = list(_named(item["key"]))
    if item["type"] == "pick":
        good = _picks(item, named)
        remedy = f"List {item['k']} different options, fewer than there are."
    else:
        good = sorted(named) == sorted(item["options"])
        remedy = "Name every option once."
    where = (*path, "key")
    if not good:
        problems.error(
            "key-mismatch",
            where,
            "The key does not fit the options.",
            remedy,
        )
    if item["type"] == "rank" and [] in item["key"]:
        problems.error(
            "key-mismatch",
            where,
            "The key holds an empty tie.",
            remedy,
        )


def _named(key: Iterable[object]) -> Iterator[str]:
    """The options a key names, those of a tie one by one."""
    for entry in key:
        if isinstance(entry, list):
            yield from [str(letter) for letter in entry]
        else:
            yield str(entry)


def _picks(item: Pick, named: list[str]) -> bool:
    """Whether the key picks k different options and leaves some."""
    picked = set(named)
    if not len(picked) == len(named) == item["k"]:
        return False
    return picked < set(item["options"])
