"""Makes a GNU MO file of a PO file: what gettext reads.

As much of the two formats as our catalogues have: one line for each text, no plurals, no contexts.
Source of the layout: the GNU gettext manual, "The Format of GNU MO Files".
"""

from __future__ import annotations

import json
import re
import struct

_ENTRY = re.compile(r'^msgid (".*")\nmsgstr (".*")\n((?:".*"\n)*)', re.MULTILINE)
_MAGIC = 0x950412DE
_HEADER = 28
"""Bytes before the first table: magic, version, count, two tables, a hash table that is empty."""
_PAIR = 8
"""Bytes of an entry of a table: length and offset."""


def read(po: str) -> dict[str, str]:
    """Text -> translation; those that are not translated are left out. "" -> the header."""
    found: dict[str, str] = {}
    for text, first, more in _ENTRY.findall(po):
        lines = [first, *more.splitlines()]
        words = "".join(json.loads(line) for line in lines)
        if words:
            found[json.loads(text)] = words
    return found


def compiled(translations: dict[str, str]) -> bytes:
    """The MO file of these."""
    texts = sorted(translations)
    count = len(texts)
    start = _HEADER + 2 * _PAIR * count
    originals, data = _table(texts, start)
    words = [translations[text] for text in texts]
    others, more = _table(words, start + len(data))
    second = _HEADER + _PAIR * count
    head = struct.pack(
        "<7I",
        _MAGIC,
        0,  # version
        count,
        _HEADER,  # where the texts' table begins
        second,  # and that of the translations
        0,  # size of the hash table
        start,
    )
    return head + originals + others + data + more


def _table(texts: list[str], start: int) -> tuple[bytes, bytes]:
    """(lengths and offsets, the texts themselves, each with a zero behind it)."""
    table, data = b"", b""
    for text in texts:
        octets = text.encode("utf-8")
        table += struct.pack("<2I", len(octets), start + len(data))
        data += octets + b"\0"
    return table, data
