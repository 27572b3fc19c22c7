"""What the block itself says in a language, for `olw text words` (group `olw.words`)."""

from __future__ import annotations

from pathlib import Path

from olw_core.page.catalogues import pairs

LOCALE = Path(__file__).resolve().parent / "conf" / "locale"


def words(lang: str) -> list[tuple[str, str]]:
    """(English, translation) of every text, in order."""
    return list(pairs(LOCALE, "django", lang))
