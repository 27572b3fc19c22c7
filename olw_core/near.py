"""Help for a name that is not there: the one that was likely meant, and those that are."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LIKE = 0.55
"""How like two names must be (difflib's ratio, 0 to 1)."""
MOST = 20
"""Names that are listed; of more the nearest."""


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """Up to three known names that look like this one, the nearest first."""
    by_small = {one.lower(): one for one in known}
    like = difflib.get_close_matches(
        name.lower(),
        by_small,
        n=3,
        cutoff=LIKE,
    )
    return [by_small[one] for one in like]


def meant(name: str, known: Iterable[str]) -> str:
    """Words for a message, without the last full stop."""
    every = list(known)
    if not every:
        return "None is there"
    like = nearest(name, every)
    listed = f"There are: {', '.join(every)}"
    if len(every) > MOST:
        listed = f"There are {len(every)}, among them: {', '.join(every[:MOST])}"
    return f"Did you mean '{like[0]}'? {listed}" if like else listed
