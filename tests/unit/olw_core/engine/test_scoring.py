"""The four item rules against the design's worked numbers."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any, get_args

import pytest

from olw_core.authoring.compiler.items import answers, spread, steps
from olw_core.authoring.schema.items import ITEM_SCHEMAS
from olw_core.engine import scoring
from olw_core.errors import ResponseError
from olw_core.formats.common import ItemType
from olw_core.formats.items import CompiledItem
from tests.support.modules import golden


def item(module_id: str, index: int = 0) -> CompiledItem:
    return golden(module_id)["story"]["items"][index]


def share(module_id: str, answer: str) -> Fraction:
    """s of an answer to the module's only item."""
    compiled = item(module_id)
    return Fraction(
        scoring.gain(compiled, scoring.canonical(compiled, answer)), compiled["full"]
    )


CASES = [
    # module, answer, s, why
    ("one_decision", "a", Fraction(1), "weight 3"),
    ("one_decision", "b", Fraction(1), "a dilemma: two options share the full weight"),
    ("one_decision", "c", Fraction(1, 3), "weight 1"),
    ("pick", "bda", Fraction(2, 3), "3 of 8, two right"),
    ("pick", "bdg", Fraction(1), "all right, any order"),
    ("pick", "ace", Fraction(0), "none right"),
    ("pick_most", "bcd", Fraction(2, 3), "3 of 4: the worst possible is 2/3"),
    ("rank", "abcde", Fraction(1), "the key"),
    ("rank", "bacde", Fraction(10, 12), "D = 2 of 12"),
    ("rank", "edcba", Fraction(0), "reversed earns nothing"),
    ("rank_ties", "abcd", Fraction(1), "tied things in the author's order"),
    ("rank_ties", "acbd", Fraction(1), "tied things the other way round"),
    (
        "rank_ties",
        "dbca",
        Fraction(0),
        "first and last swapped: the greatest distance with this tie",
    ),
    ("rate", "4321", Fraction(1), "exact"),
    ("rate", "3412", Fraction(3, 4), "one off on the same side everywhere"),
    ("rate", "2222", Fraction(7, 16), "always '2' on a balanced key"),
    ("rate", "2143", Fraction(0), "each on the other side of the line"),
]


@pytest.mark.parametrize(("module_id", "answer", "expected", "_why"), CASES)
def test_worked_numbers(
    module_id: str, answer: str, expected: Fraction, _why: str
) -> None:
    assert share(module_id, answer) == expected


@pytest.mark.parametrize(
    ("module_id", "mean"),
    [
        ("pick", Fraction(3, 8)),
        ("rank", Fraction(1, 3)),
        ("rate", Fraction(7, 16)),
        ("pick_most", Fraction(3, 4)),
    ],
)
def test_chance(module_id: str, mean: Fraction) -> None:
    compiled = item(module_id)
    gains = [scoring.gain(compiled, answer) for answer in answers(compiled)]
    assert Fraction(sum(gains), len(gains) * compiled["full"]) == mean
    assert spread(compiled) == (
        min(gains),
        max(gains),
        Fraction(sum(gains), len(gains)),
    )


REFUSED = [
    ("one_decision", "", "answer-malformed"),
    ("one_decision", None, "answer-malformed"),
    ("one_decision", ["a"], "answer-malformed"),
    ("one_decision", 1, "answer-malformed"),
    ("one_decision", "é", "answer-malformed"),
    ("one_decision", "a" * 37, "answer-malformed"),
    ("one_decision", "a" * 36, "answer-wrong-count"),
    ("one_decision", "ab", "answer-wrong-count"),
    ("one_decision", "z", "answer-unknown-option"),
    ("pick", "bd", "answer-wrong-count"),
    ("pick", "bdga", "answer-wrong-count"),
    ("pick", "bdd", "answer-wrong-count"),
    ("pick", "bdz", "answer-unknown-option"),
    ("rank", "abcd", "answer-not-a-ranking"),
    ("rank", "abcdd", "answer-not-a-ranking"),
    ("rank", "abcdz", "answer-unknown-option"),
    ("rate", "432", "answer-wrong-count"),
    ("rate", "4325", "answer-unknown-option"),
]


@pytest.mark.parametrize(("module_id", "response", "code"), REFUSED)
def test_refused(module_id: str, response: object, code: str) -> None:
    with pytest.raises(ResponseError) as caught:
        scoring.canonical(item(module_id), response)
    assert caught.value.code == code


def test_pick_is_stored_in_the_authors_order() -> None:
    assert scoring.canonical(item("pick"), "gbd") == "bdg"


def test_a_letter_that_is_no_option_is_an_error() -> None:
    with pytest.raises(ValueError, match="there is no option 'z'"):
        scoring.gain(item("one_decision"), "z")


def test_there_are_four_kinds_and_no_other_is_taken_for_one() -> None:
    """One list: what is authored, compiled, scored and drawn."""
    assert set(get_args(ItemType)) == set(ITEM_SCHEMAS)
    unknown: Any = {**item("rank"), "type": "draw"}
    for rule in (partial(scoring.canonical, unknown), partial(scoring.gain, unknown)):
        with pytest.raises(AssertionError):
            rule("a")
    for made in (answers, steps):
        with pytest.raises(AssertionError):
            made(unknown)
