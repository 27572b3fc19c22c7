"""The player's words for a page, looked up once for each language."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from olw_core import player

Words = Mapping[str, str]
"""By key; shared, so nobody changes them."""


@functools.lru_cache(maxsize=32)
def words(lang: str) -> Words:
    """In the learner's language or the nearest there is."""
    return player.strings(lang)


@functools.lru_cache(maxsize=32)
def translated(lang: str) -> bool:
    """Whether the player must be given them: it has English built in."""
    return player.nearest(lang) != player.ENGLISH
