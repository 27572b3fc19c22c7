"""Two-character tags of scenes and cards, as the attempt record stores them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

from olw_core.authoring.compiler.problems import Report

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def tag(name: str, given: str) -> str:
    """The given tag, or one made from the name (stable for ever: CRC-32 of the id)."""
    if given:
        return given
    high, low = divmod(zlib.crc32(name.encode()) % 3844, 62)
    return _ALPHABET[high] + _ALPHABET[low]


def check_tags(module: Mapping[str, Any], report: Report) -> None:
    """Report two scenes, or two cards, that would share a tag."""
    for where, group in (
        (("story", "scenes"), module["story"]["scenes"]),
        (("cards",), module["cards"]),
    ):
        seen: dict[str, str] = {}
        for name, entry in group.items():
            mark = tag(name, entry["tag"])
            if mark in seen:
                report.error(
                    "tag-collision",
                    (*where, name),
                    f"'{name}' and '{seen[mark]}' have the same tag '{mark}' in learners' records.",
                    f"Add `tag: xy` (two characters not used elsewhere) to '{name}'.",
                )
            seen[mark] = name
