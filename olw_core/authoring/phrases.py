"""Every text of a module as authors write it, paragraph by paragraph, with an address that stays:
what a trust may change, what a translator translates.

An address is the names that lead to the text, joined by points, and `#2` for the second of several
paragraphs: `story.scenes.garage.text#2`. Who speaks stands in the note, not in the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from olw_core.authoring.compiler.markdown import SPEAKER, paragraphs
from olw_core.authoring.compiler.places import FieldPath, dotted

_TEXTS = """
title summary keywords content_note text role place name recap alt prompt protects costs
consequence why yours other moment words_to_try purpose opening questions watch_for
appraisal_prompt meeting_check setup lines debrief close cues actions
"""
TEXTS = frozenset(_TEXTS.split())
"""Fields that hold what people read; a test holds them to the format."""
_BY_LETTER = frozenset(("cues", "actions"))
"""Groups of texts by letter."""
_SPEECH = re.compile(f"(?P<mark>{SPEAKER})")
_ADDRESS = re.compile(r"(?P<path>[^#]+)(?:#(?P<number>\d+))?")

Change = Callable[[str, str], str]
"""(address, words) -> the words that are to stand there."""


@dataclass(frozen=True)
class Phrase:
    """One paragraph of one text."""

    address: str
    words: str
    """Markdown, without the mark of who speaks."""
    path: FieldPath
    """Where its text stands."""
    who: str = ""
    """The id of the person who speaks it, or ""."""


def phrases(data: Mapping[str, Any]) -> list[Phrase]:
    """All texts of a module's data, in the order of its files."""
    found: list[Phrase] = []

    def keep(phrase: Phrase) -> str:
        found.append(phrase)
        return phrase.words

    _Walk(keep).group(data, ())
    return found


def reworded(data: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """A copy of the data in which every text is what `change` says."""

    def changed(phrase: Phrase) -> str:
        return change(phrase.address, phrase.words)

    return _Walk(changed).group(data, ())


def path_of(address: str) -> str:
    """An address without the number of its paragraph."""
    match = _ADDRESS.fullmatch(address)
    return match["path"] if match else address


class _Walk:
    """Goes through a module's data and makes it anew, text by text."""

    def __init__(self, each: Callable[[Phrase], str]) -> None:
        self.each = each

    def group(self, data: Mapping[str, Any], path: FieldPath) -> dict[str, Any]:
        """A group of fields."""
        made = {}
        for name, value in data.items():
            below = (*path, name)
            is_text = name in TEXTS or (bool(path) and path[-1] in _BY_LETTER)
            made[name] = self.value(
                value,
                below,
                is_text=is_text,
            )
        return made

    def value(
        self,
        value: Any,
        path: FieldPath,
        *,
        is_text: bool,
    ) -> Any:
        """Any value; `is_text`: where it is words, people read them."""
        if isinstance(value, str):
            return self.text(value, path) if is_text else value
        if isinstance(value, Mapping):
            return self.group(value, path)
        if isinstance(value, list):
            made = []
            for index, inner in enumerate(value):
                made.append(
                    self.value(
                        inner,
                        (*path, index),
                        is_text=is_text,
                    )
                )
            return made
        return value

    def text(self, text: str, path: FieldPath) -> str:
        """A text, paragraph by paragraph."""
        parts = paragraphs(text)
        if not parts:
            return text
        made = []
        for number, part in enumerate(parts, 1):
            address = dotted(path)
            if len(parts) > 1:
                address += f"#{number}"
            made.append(
                self._paragraph(
                    part,
                    address,
                    path,
                )
            )
        return "\n\n".join(made)

    def _paragraph(
        self,
        part: str,
        address: str,
        path: FieldPath,
    ) -> str:
        match = _SPEECH.match(part)
        mark = match["mark"] if match else ""
        who = match["who"] if match else ""
        phrase = Phrase(
            address=address,
            words=part[len(mark) :],
            path=path,
            who=who,
        )
        return mark + self.each(phrase)
