"""Figures in words: one wording for page, print and files."""

from __future__ import annotations

from collections.abc import Mapping

from olw_core.cohort.tables import OVER, UNDER

WORDS = {
    "divided": "Divided",
    "leaning": "Leaning one way",
    "nearly all": "Nearly all the same",
}
TOO_FEW = "Too few answers yet"


def share(shares: Mapping[str, int] | None, answer: str) -> str:
    """The share of an answer; "" where none is told."""
    if not shares:
        return ""
    percent = shares[answer]
    if percent == UNDER:
        return "under 10%"
    return f"{percent}% or more" if percent == OVER else f"about {percent}%"
