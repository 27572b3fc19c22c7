"""Figures in words: one wording for page, print and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from olw_core.cohort.tables import OVER, UNDER

WORDS = {
    "divided": "Divided",
    "leaning": "Leaning one way",
    "nearly all": "Nearly all the same",
}


@dataclass(frozen=True)
class GroupWords:
    """How a page calls the people whom its figures are of. `title`: at the head of a column."""

    name: str
    title: str


COURSE = GroupWords("your group", "Your group")
PROGRAMME = GroupWords("this programme", "This programme")
ELSEWHERE = "Elsewhere in your organisation"
ORGANISATION = "Your whole organisation"
STOPPING = "What would stop people"
TOO_FEW = "Too few answers yet"


def share(shares: Mapping[str, int] | None, answer: str) -> str:
    """The share of an answer; "" where none is told."""
    if not shares:
        return ""
    percent = shares[answer]
    if percent == UNDER:
        return "under 10%"
    return f"{percent}% or more" if percent == OVER else f"about {percent}%"
