"""A package's configuration with its words taken out of it: a tenth less to load.

A zip deflates best where like stands beside like. So the words stand as plain text, sorted by what
they are (all drawings, all reasons, all prices), and the rest as JSON, in which "" marks where the
next text of that kind belongs. The player puts both together again (player/src/whole.ts).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BETWEEN = "\t"
"""Stands between two texts."""
_FIRST = ("svg",)
"""Drawings come first: those of the first scene have just been written out before them."""
_LAST = ("protects", "why", "yours", "other", "costs", "consequence", "html", "texts")
"""What most words are in: what is said in like words stands close together, since deflate looks
back 32 kB. Measured with the six stories; any order is put together again.
"""
_STAYS = (BETWEEN, "\0", "\r", "<!--", "<script", "</script")
"""What a script element would not give back as it was, or could be ended by (HTML, 13.2.5.4)."""


@dataclass(frozen=True)
class Apart:
    """JSON data in two parts.

    shape: the data without its words; `counts` has [kind, how many] in the order of the words.
    words: every text that was taken out.
    """

    shape: dict[str, Any]
    words: str


@dataclass
class _Taken:
    """Texts by the name of the field that they, or the lists around them, stand in."""

    texts: dict[str, list[str]] = field(default_factory=dict)

    def shape(self, value: Any, kind: str = "") -> Any:
        """The same without its words, which are kept here in the order of the walk."""
        if isinstance(value, dict):
            return {name: self.shape(value[name], name) for name in sorted(value)}
        if isinstance(value, list):
            return [self.shape(one, kind) for one in value]
        if not isinstance(value, str) or not _is_taken(value):
            return value
        self.texts.setdefault(kind, []).append(value)
        return ""

    def place(self, kind: str) -> tuple[int, int, str]:
        """What kinds are sorted by: drawings, then the shorter the earlier, `_LAST` at the end."""
        if kind in _FIRST:
            return 0, 0, kind
        if kind in _LAST:
            return 2, _LAST.index(kind), kind
        letters = sum(map(len, self.texts[kind]))
        return 1, letters, kind


def _is_taken(text: str) -> bool:
    """Sentences, and "", which is the mark; a name without a space stays where it is."""
    if " " not in text:
        return text == ""
    lower = text.lower()
    return all(part not in lower for part in _STAYS)


def apart(data: Mapping[str, Any]) -> Apart:
    """Both parts of JSON data whose names have no characters beyond U+FFFF, where Python and
    JavaScript sort alike."""
    taken = _Taken()
    shape = taken.shape(dict(data))
    kinds = sorted(taken.texts, key=taken.place)
    counts: list[list[str | int]] = []
    words: list[str] = []
    for kind in kinds:
        texts = taken.texts[kind]
        number = len(texts)
        counts.append([kind, number])
        words += texts
    whole_shape = {"counts": counts, "shape": shape}
    return Apart(whole_shape, BETWEEN.join(words))
