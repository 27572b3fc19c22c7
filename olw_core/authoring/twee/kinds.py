"""Which passages tell the story, and which only serve a story format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from olw_core.authoring.twee import (
    chapbook,
    harlowe,
    plain,
    sugarcube,
    worded,
)
from olw_core.authoring.twee.parts import Include, Part, every
from olw_core.authoring.twee.passages import Passage, Remark, Twee

_FORMATS: Mapping[str, Callable[[str, int], list[Part]]] = {
    "sugarcube": sugarcube.parse,
    "harlowe": harlowe.parse,
    "chapbook": chapbook.parse,
}
_SIGNS = {
    "sugarcube": re.compile(r"<<\s*/?[a-z=-]", re.IGNORECASE),
    "harlowe": re.compile(r"\([a-z][\w-]*:", re.IGNORECASE),
    "chapbook": re.compile(
        r"^--$|^\[(?:if|unless|else|cont|after|align|note|javascript|css)\b[^\[\]]*\]$"
        r"|\{(?:embed|link to|reveal link|cycling link|back link|restart link)\b",
        re.IGNORECASE | re.MULTILINE,
    ),
}
"""What only texts of one format have."""
_BEFORE = "StoryInit"
"""SugarCube's passage that runs before the story; Harlowe's have the tag `startup`."""
_APART = {
    "PassageDone", "PassageFooter", "PassageHeader", "PassageReady", "StoryAuthor", "StoryBanner",
    "StoryCaption", "StoryDisplayTitle", "StoryIncludes", "StoryInterface", "StoryMenu",
    "StorySettings", "StoryShare", "StorySubtitle", _BEFORE,
}  # fmt: skip
"""SugarCube's passages that are no part of the story (its manual, "Special Names")."""
_CODE = {
    "script",
    "stylesheet",
    "widget",
    "twine.image",
    "twine.audio",
    "twine.private",
}
_HARLOWE = {
    "header",
    "footer",
    "startup",
    "debug-header",
    "debug-footer",
    "debug-startup",
}


class Passages:
    """The passages of a story by what they are for, with their parts."""

    def __init__(self, twee: Twee, told: list[Remark]) -> None:
        self.all = twee.passages
        self.format = _format(twee, told)
        parse = _FORMATS.get(self.format, plain.parse)
        texts = {
            name: passage.text
            for name, passage in self.all.items()
            if not self.is_code(passage)
        }
        told_in_numbers, which = worded.numbered(texts, self.format)
        told += which
        self.parts: dict[str, list[Part]] = {}
        for name, text in told_in_numbers.items():
            self.parts[name] = parse(text, self.all[name].line + 1)
        self.shown = set(_included(self.parts.values()))
        """Those that others show inside them."""

    def is_code(self, passage: Passage) -> bool:
        """Whether it is a script, a style sheet or the like."""
        return any(tag.lower() in _CODE for tag in passage.tags)

    def runs_before(self, passage: Passage) -> bool:
        """Whether it gives variables their first values."""
        startup = self.format == "harlowe" and "startup" in passage.tags
        return startup or passage.name == _BEFORE

    def is_apart(self, passage: Passage) -> bool:
        """Whether it is no part of the story itself."""
        if self.is_code(passage) or passage.name in _APART:
            return True
        return self.format == "harlowe" and bool(_HARLOWE & set(passage.tags))

    def why_unused(self, passage: Passage) -> str:
        """Why the module has no scene of it."""
        if self.is_code(passage):
            return "It is code, not text; it is left out."
        if passage.name in self.shown:
            return "It is shown inside other passages, and is part of their text now."
        if self.is_apart(passage):
            return "It is no part of the story itself; it is left out."
        return "No link leads here; it is left out."


def _format(twee: Twee, told: list[Remark]) -> str:
    """The story format; by its signs where the file names none, "" where it is not known."""
    named = twee.format
    if named in _FORMATS:
        return named
    if named:
        words = f"The story format '{named}' is not known: only links are taken over."
        told.append(Remark(0, "StoryData", words))
        return ""
    texts = "\n".join(passage.text for passage in twee.passages.values())
    signs = [name for name, sign in _SIGNS.items() if sign.search(texts)]
    if not signs:
        return ""
    words = f"The file names no story format; it is read as {signs[0]}."
    told.append(Remark(0, "", words))
    return signs[0]


def _included(passages: Iterable[Iterable[Part]]) -> Iterable[str]:
    """The names of passages that are shown inside others."""
    for parts in passages:
        for part in every(parts):
            if isinstance(part, Include):
                yield part.target
