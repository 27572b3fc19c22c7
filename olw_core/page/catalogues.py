"""Catalogues of translated texts, in the form that gettext and translators' tools share (PO).

They stand in a folder `locale` as <language>/LC_MESSAGES/<name>.po, and are read once a process.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from olw_core.language_tags import nearest

ENGLISH = "en-GB"
"""What every text is written in first."""


@functools.cache
def languages(locale: Path, name: str) -> tuple[str, ...]:
    """The languages of a catalogue, English first."""
    files = locale.glob(f"*/*/{name}.po")
    found = [file.parents[1].name for file in files]
    return (ENGLISH, *sorted(found))


@functools.cache
def catalogue(locale: Path, name: str, lang: str) -> NullTranslations:
    """The catalogue for a reader of `lang`; one that gives texts back where there is none."""
    tag = nearest(lang, languages(locale, name))
    if tag in ("", ENGLISH):
        return NullTranslations()
    compiled = BytesIO()
    words = _read(locale, name, tag)
    write_mo(compiled, words)
    compiled.seek(0)
    return GNUTranslations(compiled)


def pairs(locale: Path, name: str, lang: str) -> Iterator[tuple[str, str]]:
    """(English, translation) of every text of a catalogue; plural forms stand side by side."""
    for message in _read(locale, name, lang):
        if message.id:
            english = _joined(message.id)
            own = _joined(message.string)
            yield english, own


def _joined(words: str | Sequence[str] | None) -> str:
    if words is None or isinstance(words, str):
        return words or ""
    return " / ".join(words)


def _read(locale: Path, name: str, lang: str) -> Catalog:
    """One language's file."""
    folder = locale / lang / "LC_MESSAGES"
    file = folder / f"{name}.po"
    with file.open("rb") as source:
        return read_po(source, locale=lang)
