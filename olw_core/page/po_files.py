"""Writing catalogues for translators: the same texts always make the same file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polib

NEW = polib.POEntry()
Text = str | tuple[str, str]
"""A text, or its forms for one and for more."""


def empty(header: str, metadata: dict[str, str]) -> polib.POFile:
    """A file without texts. `metadata`: its first entry (gettext manual, Header Entry)."""
    made = polib.POFile(wrapwidth=0)
    made.header = header
    made.metadata = metadata
    return made


def renewed(source: Path, texts: Iterable[Text]) -> str:
    """A language's file with the texts as they are now: what is new in it is not translated yet,
    what is said no more is gone.
    """
    before = polib.pofile(str(source))
    known = {entry.msgid: entry for entry in before}
    made = empty(before.header, before.metadata)
    for text in texts:
        made.append(_entry(text, known))
    return str(made)


def _entry(text: Text, known: dict[str, polib.POEntry]) -> polib.POEntry:
    """The text with what was said of it before; nothing where it is new."""
    if isinstance(text, str):
        before = known.get(text, NEW)
        return polib.POEntry(msgid=text, msgstr=before.msgstr)
    one, more = text
    before = known.get(one, NEW)
    return polib.POEntry(
        msgid=one,
        msgid_plural=more,
        msgstr_plural=before.msgstr_plural,
    )
