"""What would stop people: one decision for all, by the rules of all room figures."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from olw_core import player
from olw_core.cohort.influence import Influence
from olw_core.cohort.rules import USUAL
from olw_core.cohort.step import Step, joined, step_of
from olw_core.cohort.stops import (
    QUESTION,
    STOPS,
    StopsTold,
    step_of_stops,
    stops_told,
)
from olw_core.cohort.ways import Way
from tests.unit.olw_core.cohort.attack import exact, isolated

STRINGS = Path(player.__file__).parent / "strings" / "en-GB.json"
INFLUENCE: Influence = {QUESTION: frozenset()}
NAMED = [{QUESTION: stop} for stop in ("cover", "time", "fear", "nothing")]


def kept(ways: Sequence[Way], _influence: Influence) -> Mapping[str, object]:
    """A step as the service keeps it, of people who named these."""
    return step_of_stops(Counter(way[QUESTION] for way in ways))


@pytest.mark.parametrize("people", [10, 12])
def test_nobody_is_isolated_in_any_step(people: int) -> None:
    """Every step of so many, shown as it is kept, to whoever knows two people's answers."""
    assert isolated(NAMED, INFLUENCE, people, kept) == []


def test_the_attack_succeeds_on_exact_counts() -> None:
    assert isolated(NAMED, INFLUENCE, 10, exact) != []


def test_one_persons_word_cannot_be_seen() -> None:
    """All but one named the same: the step is the same as if all had."""
    steps = [step_of_stops(Counter([*["time"] * 9, stop])) for stop in STOPS]
    assert all(step == steps[0] for step in steps)


def test_it_is_a_step_like_any_other() -> None:
    ways = [{QUESTION: "time"}] * 6 + [{QUESTION: "fear"}] * 5
    assert step_of_stops({"fear": 5, "time": 6}) == step_of(ways, INFLUENCE)


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (49, None),
        (50, {"time": 80, "fear": 20}),
    ],
)
def test_shares_are_told_from_fifty_on(
    people: int, told: Mapping[str, int] | None
) -> None:
    counts: Step = step_of_stops({"time": 30, "fear": 10})
    counts = joined(counts, step_of_stops({"time": people - 40}))
    shares = stops_told(counts, USUAL)
    none = dict.fromkeys(STOPS, 0)
    assert shares == (told and {**none, **told})


def test_lines_have_the_players_words() -> None:
    """The same words, in the same order, as learners tap on."""
    words = json.loads(STRINGS.read_text("utf-8"))["more"]
    assert {stop: words[stop] for stop in STOPS} == STOPS
    shares = {**dict.fromkeys(STOPS, 0), "time": 90, "fear": 10}
    lines = StopsTold(shares, datetime(2026, 11, 2, tzinfo=UTC)).lines
    assert [(line.named, line.share, line.width) for line in lines] == [
        ("No cover", "under 10%", 5),
        ("No time", "90% or more", 90),
        ("It is not my place", "under 10%", 5),
        ("How people would react", "about 10%", 10),
        ("Not knowing how", "under 10%", 5),
        ("Nothing", "under 10%", 5),
    ]


def test_the_player_offers_the_same() -> None:
    source = Path(player.__file__).parent / "src" / "more" / "stops.ts"
    listed = source.read_text("utf-8").split("const STOPS = [")[1].split("]")[0]
    assert [one.strip(' "') for one in listed.split(",")] == list(STOPS)
