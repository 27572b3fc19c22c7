"""Two-character tags of scenes and cards, as the attempt record stores them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler.places import FieldPath
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.short_way import scene_ids

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""What a tag may hold, in the order in which tags are made."""
_BASE = len(_ALPHABET)


def tag(name: str, given: str) -> str:
    """The given tag, or one made from the name (stable for ever: CRC-32 of the id)."""
    if given:
        return given
    checksum = zlib.crc32(name.encode())
    high, low = divmod(checksum % _BASE**2, _BASE)
    return _ALPHABET[high] + _ALPHABET[low]


def check_tags(module: Module, problems: Problems) -> None:
    """Report two scenes, or two cards, that would share a tag."""
    story = module["story"]
    scenes = {name: scene["tag"] for name, scene in story["scenes"].items()}
    reserved = dict.fromkeys(scene_ids(module), "")
    _check({**reserved, **scenes}, ("story", "scenes"), problems)
    cards = {name: card["tag"] for name, card in module["cards"].items()}
    _check(cards, ("cards",), problems)


def _check(
    given: Mapping[str, str],
    where: FieldPath,
    problems: Problems,
) -> None:
    """`given`: id to the tag that authors gave, or "". `where`: the path of the group."""
    seen: dict[str, str] = {}
    for name, own in given.items():
        mark = tag(name, own)
        if mark in seen:
            problems.error(
                "tag-collision",
                (*where, name),
                f"'{name}' and '{seen[mark]}' have the same tag '{mark}'"
                " in learners' records.",
                f"Add `tag: xy` (two characters not used elsewhere) to '{name}'.",
            )
        seen[mark] = name
