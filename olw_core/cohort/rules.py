"""The thresholds of the room figures: from how many people on, what is told (docs/developers/
disclosure.md). They can be raised, never lowered.
"""

from __future__ import annotations

from dataclasses import dataclass

KNOWN_ANSWERS = 2
"""Other people's answers that a reader may know: an assistant's, and one that was told."""
BLUR = KNOWN_ANSWERS + 1
"""In a step, up to so many people who answer otherwise than the rest cannot be told from none."""
FEWEST_IN_STEP = 2 * BLUR + 2
"""Answers to one decision that a step needs: with fewer, the blur could change what most chose."""
LEAST = 10
SHARES = 30
ELSEWHERE = 50
LEANING = (60, 100)
NEARLY_ALL = (90, 100)
"""Fractions of those who answered, from which on a word is used."""
FLAGS = 3
"""People who wish to talk about a decision before it is listed."""


@dataclass(frozen=True)
class Rules:
    """From how many people on something is told. Raises ValueError below the defaults."""

    least: int = LEAST
    """New people in a step; answers to a decision, for a word."""
    shares: int = SHARES
    """Answers to a decision, for shares."""
    elsewhere: int = ELSEWHERE
    """Answers in the rest of the organisation."""

    def raised(self, least: int) -> Rules:
        """With a higher first threshold; the others rise where they would be below it."""
        return Rules(least, max(self.shares, least), max(self.elsewhere, least))

    def __post_init__(self) -> None:
        lowest = (LEAST, SHARES, ELSEWHERE)
        given = (self.least, self.shares, self.elsewhere)
        if any(one < low for one, low in zip(given, lowest, strict=True)):
            raise ValueError(f"thresholds {given} are below {lowest}")
        if not self.least <= self.shares <= self.elsewhere:
            raise ValueError(f"thresholds {given} do not rise")


USUAL = Rules()
