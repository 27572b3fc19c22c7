"""Every word that is ours in one language, in every door, and who has read it.

The player's stand in player/strings, what others are told in page/locale. A door adds its own
through the entry-point group `olw.words`: a function of a language that gives pairs of English and
translation.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import entry_points

from olw_core import player
from olw_core.authoring.exchange.rows import Row
from olw_core.page import promised
from olw_core.page.catalogues import pairs

GROUP = "olw.words"


def all_words(lang: str) -> list[Row]:
    """One row a text: where it is said, its English, and what it is in this language."""
    rows = _of_the_player(lang)
    promises = pairs(promised.LOCALE, promised.NAME, lang)
    rows += _numbered("promises", promises)
    for entry in entry_points(group=GROUP):
        words = entry.load()
        rows += _numbered(entry.name, words(lang))
    return rows


def _of_the_player(lang: str) -> list[Row]:
    own = player.strings(lang)
    rows = []
    for key, english in player.strings(player.ENGLISH).items():
        row = Row(
            address=f"player.{key}",
            source=english,
            target=own[key],
        )
        rows.append(row)
    return rows


def _numbered(place: str, said: Iterable[tuple[str, str]]) -> list[Row]:
    """Catalogues have no keys, so their texts have numbers."""
    rows = []
    for number, (english, own) in enumerate(said, 1):
        row = Row(
            address=f"{place}.{number}",
            source=english,
            target=own,
        )
        rows.append(row)
    return rows


def fingerprint(rows: list[Row]) -> str:
    """The SHA-256 of what a reader has read: any other words have another one."""
    lines = [f"{row.source}\n{row.target}\n" for row in rows]
    lines.sort()
    whole = "".join(lines)
    digest = hashlib.sha256(whole.encode())
    return digest.hexdigest()
