"""Each decision as the page shows it: what was asked, and a line for each answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from olw_core.cohort.decision import MOST_LINES, Bar, Option, Talk, talks
from olw_core.cohort.published import Published
from olw_core.cohort.tables import Shares, Table
from olw_core.formats.compiled import Module
from tests.support.modules import golden, loose
from tests.unit.olw_core.cohort.told import NOTES, maths, published

PRICES = ("some time", "some effort")


def test_decisions_as_they_are_shown() -> None:
    clinic = maths()["story"]["scenes"]["start"]["setting"]

    def talk(scene: str, options: str, **told: Any) -> Talk:
        rest = {"word": "", "bars": [], "is_asked_for": False, "notes": None, **told}
        shown = []
        for letter, of in zip("AB", options, strict=True):
            prices = ("", "") if of in "bdi" else PRICES
            shown.append(Option(letter, f"Option {of}.", *prices))
        text = f"<p>This is {scene}.</p>"
        return Talk(scene, clinic, text, "What now?", shown, **rest)

    here = [
        Bar("A", "about 80%", 80, "under 10%"),
        Bar("B", "under 10%", 5, "90% or more"),
    ]
    elsewhere = [Bar("A", "", 0, "90% or more"), Bar("B", "", 0, "about 10%")]
    assert talks(published()) == [
        talk("n1", "cd", word="Divided"),
        talk("start", "ab", word="Leaning one way", bars=here),
        talk("n3", "hi", bars=elsewhere, is_asked_for=True, notes=NOTES),
        talk("n2", "fg"),
    ]


# shares elsewhere, scenes in the order in which they are shown
ORDERED = [
    ({}, ["start", "n1", "n2", "n3"]),  # the story's own
    ({"n3": {"h": 90, "i": 0}}, ["n3", "start", "n1", "n2"]),
    ({"n3": {"h": 60, "i": 40}, "n2": {"f": 50, "g": 50}}, ["n2", "n3", "start", "n1"]),
]


@pytest.mark.parametrize(("elsewhere", "scenes"), ORDERED)
def test_where_nothing_is_told_here_the_most_divided_elsewhere_comes_first(
    elsewhere: dict[str, Shares], scenes: list[str]
) -> None:
    told = replace(published(), tables={}, elsewhere=elsewhere, asked_for=[])
    assert [one.scene for one in talks(told)] == scenes


def lines_of(module: Module, here: Shares, elsewhere: Shares | None) -> list[str]:
    """The letters of the lines of a story's only decision."""
    table = Table("divided", here)
    others = {"s": elsewhere} if elsewhere else {}
    told = Published(module, {"s": table}, others, [], plans=0, people=0, moved_at=None)
    [one] = talks(told)
    return [bar.letters for bar in one.bars]


def test_as_many_lines_as_one_reads_are_all_shown() -> None:
    module = loose(golden("pick_most"))
    module["story"]["items"][0]["k"] = 2
    pairs = ("ab", "ac", "ad", "bc", "bd", "cd")
    assert len(pairs) == MOST_LINES
    shown = lines_of(module, {**dict.fromkeys(pairs, 0), "bd": 90}, None)
    assert shown == ["A, B", "A, C", "A, D", "B, C", "B, D", "C, D"]


EVERY = dict.fromkeys(map("".join, permutations("abcd")), 0)

# shares elsewhere, lines
MANY = [
    (None, ["B, A, C, D", "D, C, B, A"]),
    ({**EVERY, "abcd": 90}, ["A, B, C, D", "B, A, C, D", "D, C, B, A"]),
]


@pytest.mark.parametrize(("elsewhere", "lines"), MANY)
def test_of_many_orders_only_those_that_some_gave_are_shown(
    elsewhere: Shares | None, lines: list[str]
) -> None:
    here = {**EVERY, "dcba": 50, "bacd": 40}
    assert lines_of(golden("rank_ties"), here, elsewhere) == lines


def test_what_has_no_price_is_shown_without_one() -> None:
    """What is picked, ranked or rated protects and costs nothing that the authors name."""
    told = Published(golden("rate"), {}, {}, [], plans=0, people=0, moved_at=None)
    [one] = talks(told)
    assert one.options[:2] == [
        Option("A", "Saying a.", "", ""),
        Option("B", "Saying b.", "", ""),
    ]
