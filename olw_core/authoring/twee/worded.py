"""Variables that hold one of a few words, as in `<<if $mood is "sad">>`: a module knows numbers, so
each word becomes one, and the list says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from olw_core.authoring.twee.logic import LARGEST
from olw_core.authoring.twee.passages import Remark

_ASKS = r"===|==|!==|!=|is\s+not\b|isnot\b|is\b|eq\b|neq\b"
_QUOTED = r"(?P<quoted>\"[^\"\n]*\"|'[^'\n]*')(?!\s*\+)"
_SIGIL = re.compile(
    rf"(?P<before>(?P<name>\$[A-Za-z]\w*)\s*(?P<op>{_ASKS}|to\b|=)\s*){_QUOTED}"
)
_BARE = re.compile(
    rf"(?P<before>\b(?P<name>[A-Za-z]\w*)\s*(?P<op>{_ASKS})\s*){_QUOTED}"
)
_LINE = re.compile(
    rf"^(?P<before>(?P<name>[A-Za-z]\w*)(?P<op>:)\s*){_QUOTED}[ \t]*$",
    re.MULTILINE,
)
"""Chapbook sets a variable on a line of its own, above two dashes."""
_DASHES = re.compile(r"^--$", re.MULTILINE)
_SETS = {"to", "=", ":"}

Words = Mapping[str, list[str]]
"""Variable to its words, in the order in which they are met."""


def numbered(
    texts: Mapping[str, str], form: str
) -> tuple[dict[str, str], list[Remark]]:
    """The texts with numbers for words, and which is which. `form`: the story format."""
    words = _words(texts, form)
    made: dict[str, str] = {}
    for name, text in texts.items():
        made[name] = _replaced(
            text,
            form,
            words,
        )
    told: list[Remark] = []
    for name, known in words.items():
        meant = []
        for number, word in enumerate(known, 1):
            meant.append(f"{number} is '{word}'")
        listed = ", ".join(meant)
        told.append(Remark(0, "", f"The words of '{name}' are numbers now: {listed}."))
    return made, told


def _words(texts: Mapping[str, str], form: str) -> Words:
    """The variables that are compared with words, few enough for a number."""
    found: dict[str, list[str]] = {}
    asked: set[str] = set()
    for text in texts.values():
        for match in _uses(text, form):
            known = found.setdefault(match["name"], [])
            word = match["quoted"][1:-1]
            if word and word not in known:
                known.append(word)
            if match["op"] not in _SETS:
                asked.add(match["name"])
    return {
        name: found[name]
        for name in found
        if name in asked and len(found[name]) <= LARGEST
    }


def _uses(text: str, form: str) -> Iterator[re.Match[str]]:
    """Every place where a variable is set to a word or compared with one."""
    if form != "chapbook":
        yield from _SIGIL.finditer(text)
        return
    above = _DASHES.search(text)
    if above:
        yield from _LINE.finditer(text, 0, above.start())
    yield from _BARE.finditer(text)


def _replaced(
    text: str,
    form: str,
    words: Words,
) -> str:
    """The text with numbers for words."""
    # From the end, so that what stands before keeps its place.
    uses = sorted(_uses(text, form), key=lambda one: -one.start())
    for match in uses:
        known = words.get(match["name"])
        if known is not None:
            word = match["quoted"][1:-1]
            number = known.index(word) + 1 if word else 0
            text = (
                f"{text[: match.start('quoted')]}{number}{text[match.end('quoted') :]}"
            )
    return text
