"""Ids of scenes from the names of passages."""

from __future__ import annotations

import re
import unicodedata
from itertools import product

from olw_core.authoring.compiler import tags

_LONGEST = 32
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def slug(name: str, longest: int = _LONGEST) -> str:
    """Small letters, digits and `_`; "" where nothing of the name is left."""
    plain = unicodedata.normalize("NFKD", name.lower())
    encoded = plain.encode("ascii", "ignore")
    letters = encoded.decode()
    without_quotes = letters.replace("'", "")
    joined = re.sub(r"[^a-z0-9]+", "_", without_quotes)
    begin = joined.strip("_")[:longest]
    return begin.strip("_")


class Ids:
    """Gives each name an id of its own, and a tag where two scenes would share one."""

    def __init__(self) -> None:
        self.back: dict[str, str] = {}
        """Id to name."""
        self._known: dict[str, str] = {}
        """Name to id."""
        self._tags: set[str] = set()

    def of(self, name: str) -> str:
        """The id of a name; always the same."""
        if name not in self._known:
            wanted = slug(name) or "scene"
            made = self._free(wanted)
            self._known[name] = made
            self.back[made] = name
        return self._known[name]

    def _free(self, wanted: str) -> str:
        """The id, with a number where another scene has it."""
        made = wanted
        number = 1
        while made in self.back:
            number += 1
            made = f"{wanted}_{number}"
        return made

    def tag(self, scene: str) -> str:
        """A tag that the scene needs; "" where the one made from its id is free."""
        own = tags.tag(scene, "")
        if own not in self._tags:
            self._tags.add(own)
            return ""
        pairs = map("".join, product(_ALPHABET, repeat=2))
        free = next(pair for pair in pairs if pair not in self._tags)
        self._tags.add(free)
        return free
