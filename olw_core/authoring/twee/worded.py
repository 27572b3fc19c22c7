"""Variables that hold one of a few words, as in `<<if $mood is "sad">>`: a module knows numbers, so
each word becomes one, and the list says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from olw_core.authoring.twee.logic import LARGEST
from olw_core.authoring.twee.passages import Remark

# Between a variable and a word that it is compared with.
_ASKS = r"===|==|!==|!=|is\s+not\b|isnot\b|is\b|eq\b|neq\b"
_QUOTED = r"(?P<quoted>\"[^\"\n]*\"|'[^'\n]*')(?!\s*\+)"
# Where only $name is a variable.
_SIGIL = re.compile(
    rf"(?P<before>(?P<name>\$[A-Za-z]\w*)\s*(?P<op>{_ASKS}|to\b|=)\s*){_QUOTED}"
)
# Where any name can be one.
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

Texts = Mapping[str, str]
"""Name of a passage to what stands in it."""
Words = Mapping[str, list[str]]
"""Variable to its words, in the order in which they are met."""


@dataclass(frozen=True)
class _Use:
    """A place where a variable is set to a word or compared with one."""

    name: str
    word: str
    """Without quotes; "" where nothing stands between them."""
    asks: bool
    """Whether it is compared."""
    start: int
    """Of the quotes."""
    end: int


def numbered(texts: Texts, form: str) -> tuple[Texts, list[Remark]]:
    """The texts with numbers for words, and which is which. `form`: the story format."""
    words = _words(texts, form)
    made = {}
    for name, text in texts.items():
        made[name] = _replaced(text, form, words)
    told = []
    for name, known in words.items():
        meanings = _meanings(known)
        line = f"The words of '{name}' are numbers now: {meanings}."
        told.append(Remark(0, "", line))
    return made, told


def _meanings(known: list[str]) -> str:
    """Which number is which word."""
    meant = []
    for number, word in enumerate(known, 1):
        meant.append(f"{number} is '{word}'")
    return ", ".join(meant)


def _words(texts: Texts, form: str) -> Words:
    """The variables that are compared with words, few enough for a number."""
    found: dict[str, list[str]] = {}
    asked: set[str] = set()
    for text in texts.values():
        for use in _uses(text, form):
            known = found.setdefault(use.name, [])
            if use.word and use.word not in known:
                known.append(use.word)
            if use.asks:
                asked.add(use.name)
    few = {}
    for name, known in found.items():
        if name in asked and len(known) <= LARGEST:
            few[name] = known
    return few


def _uses(text: str, form: str) -> Iterator[_Use]:
    """Every use of a word in a passage."""
    for match in _matches(text, form):
        quoted = match["quoted"]
        start, end = match.span("quoted")
        yield _Use(
            name=match["name"],
            word=quoted[1:-1],
            asks=match["op"] not in _SETS,
            start=start,
            end=end,
        )


def _matches(text: str, form: str) -> Iterator[re.Match[str]]:
    """By the signs of the story format."""
    if form != "chapbook":
        yield from _SIGIL.finditer(text)
        return
    above = _DASHES.search(text)
    if above:
        yield from _LINE.finditer(text, 0, above.start())
    yield from _BARE.finditer(text)


def _replaced(text: str, form: str, words: Words) -> str:
    """The text with numbers for words."""
    # From the end, so that what stands before keeps its place.
    uses = sorted(_uses(text, form), key=lambda use: -use.start)
    for use in uses:
        known = words.get(use.name)
        if known is not None:
            before = text[: use.start]
            number = known.index(use.word) + 1 if use.word else 0
            text = f"{before}{number}{text[use.end :]}"
    return text
