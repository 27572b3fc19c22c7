"""How many minutes a story is said to take."""

from __future__ import annotations

import math

WORDS_PER_MINUTE = 180
"""Careful reading of prose on a screen; the mean for silent reading of English is about
238 (Brysbaert 2019)."""


def minutes(words: int) -> int:
    """Reading time of so many words, those of the longest path, in whole minutes, rounded up."""
    return max(1, math.ceil(words / WORDS_PER_MINUTE))
