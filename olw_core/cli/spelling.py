"""Spell check for authors: hunspell's dictionaries, and the story's own names and words."""

from __future__ import annotations

import gc
import os
import re
import warnings
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from olw_core.authoring.compiler.source import Source
from olw_core.authoring.phrases import phrases
from olw_core.errors import OlwError, Problem

FOLDERS = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
"""Where systems keep dictionaries."""
_WORD = re.compile(r"(?<![\d\w])[^\W\d_]+(?:['’][^\W\d_]+)*")
_LINK = re.compile(r"\]\([^)]*\)|https?://\S+|\S+@\S+")


class Dictionary(Protocol):
    """What spylls reads."""

    def lookup(self, word: str) -> bool:
        """Whether the word is in it."""


def check_spelling(source: Source) -> Iterator[Problem]:
    """A warning for each word that neither the dictionary nor the story knows, where it stands
    first. Raises OlwError where there is no dictionary for the story's language."""
    dictionary = _dictionary(str(source.data.get("lang", "en-GB")))
    known = _known(source.data)
    told: set[str] = set()
    for phrase in phrases(source.data):
        for word in _WORD.findall(_LINK.sub(" ", phrase.words)):
            plain = word.replace("’", "'")
            base = plain.removesuffix("'s")
            if base.lower() in known or base in told or dictionary.lookup(plain):
                continue
            told.add(base)
            yield source.problem(
                "warning",
                "word-unknown",
                phrase.path,
                f"'{plain}' is not in the dictionary.",
                f"Correct it, or add it to the story's own: `words: [{base}]`.",
            )


def _known(data: Mapping[str, Any]) -> set[str]:
    """The story's own names and words, in small letters."""
    own = [str(word) for word in data.get("words", ())]
    for person in data.get("people", {}).values():
        own += str(person["name"]).split()
    return {word.lower() for word in own}


def _dictionary(lang: str) -> Dictionary:
    """The dictionary of a language. Raises OlwError."""
    if find_spec("spylls") is None:
        raise OlwError(
            "dictionary-missing",
            "The spell check needs spylls: pip install 'our-leadership-way[spelling]'.",
        )
    for folder in _folders():
        for path in _named(folder, lang):
            return _read(path)
    raise OlwError(
        "dictionary-missing",
        f"There is no dictionary for '{lang}' here. Install hunspell's, for English"
        " hunspell-en-gb, or name its folder in DICPATH.",
    )


def _folders() -> Iterator[Path]:
    """Where dictionaries may be: DICPATH, as hunspell itself reads it, then the system's."""
    for named in os.environ.get("DICPATH", "").split(os.pathsep):
        if named:
            yield Path(named)
    yield from FOLDERS


def _named(folder: Path, lang: str) -> list[Path]:
    """Dictionaries of a language in a folder, without their ending; its country's first."""
    language, _, country = lang.partition("-")
    exact = [folder / f"{language}_{country.upper()}.dic"]
    found = exact if country else []
    found += [folder / f"{language}.dic", *sorted(folder.glob(f"{language}_*.dic"))]
    return [path.with_suffix("") for path in found if path.is_file()]


def _read(path: Path) -> Dictionary:
    """A dictionary. spylls leaves its files to the garbage collector."""
    from spylls.hunspell import Dictionary as Read

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        read: Dictionary = Read.from_files(str(path))
        gc.collect()
    return read
