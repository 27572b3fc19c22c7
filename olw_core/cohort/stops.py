"""What would stop people from doing what they plan, over a whole organisation.

Learners ask for it one by one (docs/decisions/0020-what-would-stop-you.md). It is one decision that
everybody meets, so steps, blur and thresholds are those of all room figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from olw_core.cohort.figure_words import share
from olw_core.cohort.influence import Influence
from olw_core.cohort.rules import Rules
from olw_core.cohort.step import Counts, Step, step_of
from olw_core.cohort.tables import Shares, elsewhere
from olw_core.cohort.ways import Way

STOPS = {
    "cover": "No cover",
    "time": "No time",
    "authority": "It is not my place",
    "fear": "How people would react",
    "unsure": "Not knowing how",
    "nothing": "Nothing",
}
"""Id -> words, as the player offers them."""
QUESTION = "stop"
"""Takes the place of a scene in a step."""
_ALONE: Influence = {QUESTION: frozenset()}


@dataclass(frozen=True)
class StopLine:
    """One stop in words. `share`: "under 10%", "about 20%", ...; `width`: of its bar, percent."""

    named: str
    share: str
    width: int


@dataclass(frozen=True)
class StopsTold:
    """`shares`: of each stop, in the whole organisation. `moved_at`: of the newest step."""

    shares: Shares
    moved_at: datetime

    @property
    def lines(self) -> list[StopLine]:
        """In the order in which the player offers them; a short bar does not look like none."""
        found = []
        for stop, named in STOPS.items():
            width = max(self.shares[stop], 5)
            found.append(StopLine(named, share(self.shares, stop), width))
        return found


def step_of_stops(named: Mapping[str, int]) -> dict[str, Counts]:
    """What is kept of people who are counted together. `named`: stop -> how many named it."""
    ways: list[Way] = []
    for stop, many in named.items():
        ways += [{QUESTION: stop}] * many
    return step_of(ways, _ALONE)


def stops_told(counts: Step, rules: Rules) -> Shares | None:
    """Shares of each stop; None where too few people of the organisation are counted."""
    answers = {QUESTION: tuple(STOPS)}
    return elsewhere([counts], answers, rules).get(QUESTION)
