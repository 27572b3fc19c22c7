"""What is told at 9, 10, 29, 30 and 50 people, and that it tells no more than it should."""

from __future__ import annotations

import pytest

from olw_core.cohort.rules import Rules
from olw_core.cohort.step import Counts
from olw_core.cohort.tables import Table, elsewhere, tables

ANSWERS = {"d": ("a", "b", "c")}
RULES = Rules()


def counts(**people: float) -> Counts:
    """Counts of so many people, given in whole or half persons."""
    halves = {answer: int(2 * many) for answer, many in people.items()}
    return {"total": sum(halves.values()), "answers": halves}


# people, word, shares                                           why
TOLD = [
    ({"a": 9}, None),                                            # 9: nothing
    ({"a": 5, "b": 5}, Table("divided")),                        # 50%
    ({"a": 5.5, "b": 4.5}, Table("divided")),                    # 55%
    ({"a": 6, "b": 4}, Table("leaning")),                        # 60%
    ({"a": 8.5, "b": 1.5}, Table("leaning")),                    # 85%
    ({"a": 9, "b": 1}, Table("nearly all")),                     # 90%
    ({"a": 14, "b": 15}, Table("divided")),                      # 29: a word still
    ({"a": 15, "b": 15}, Table("divided", {"a": 50, "b": 50, "c": 0})),
    ({"a": 28, "b": 2}, Table("nearly all", {"a": 90, "b": 10, "c": 0})),
    ({"a": 30}, Table("nearly all", {"a": 90, "b": 0, "c": 0})),  # never 100
    ({"a": 25.5, "b": 4.5}, Table("leaning", {"a": 90, "b": 20, "c": 0})),
    ({"a": 1, "b": 39}, Table("nearly all", {"a": 0, "b": 90, "c": 0})),
]  # fmt: skip


@pytest.mark.parametrize(("people", "table"), TOLD)
def test_what_is_told(people: dict[str, float], table: Table | None) -> None:
    found = tables([{"d": counts(**people)}], ANSWERS, RULES)
    told = {} if table is None else {"d": table}
    assert found == told


def test_steps_add_up() -> None:
    steps = [{"d": counts(a=8, b=2)}, {"d": counts(a=2, b=8)}, {"d": counts(c=10)}]
    assert tables(steps[:2], ANSWERS, RULES) == {"d": Table("divided")}
    shares = {"a": 30, "b": 30, "c": 30}
    assert tables(steps, ANSWERS, RULES) == {"d": Table("divided", shares)}


def test_what_too_few_answered_does_not_hide_what_comes_after() -> None:
    step = {"c": counts(a=9), "d": counts(a=9, b=1)}
    found = tables([step], {"c": ("a", "b"), **ANSWERS}, RULES)
    assert found == {"d": Table("nearly all")}


def test_elsewhere_begins_at_fifty() -> None:
    step = {"d": counts(a=40, b=9)}
    assert elsewhere([step], ANSWERS, RULES) == {}
    assert elsewhere([step, {"d": counts(a=1)}], ANSWERS, RULES) == {
        "d": {"a": 80, "b": 20, "c": 0}
    }


def test_scenes_that_are_no_more_are_left_out() -> None:
    assert tables([{"gone": counts(a=40)}], ANSWERS, RULES) == {}


def test_no_steps_no_tables() -> None:
    assert (tables([], ANSWERS, RULES), elsewhere([], ANSWERS, RULES)) == ({}, {})


def test_a_rating_has_a_word_and_no_lines() -> None:
    step = {"r": counts(**{"1234": 20, "4321": 20})}
    assert tables([step], {"r": ()}, RULES) == {"r": Table("divided", {})}


@pytest.mark.parametrize(
    "lower",
    [{"least": 9}, {"shares": 29}, {"elsewhere": 49}, {"least": 31}, {"shares": 60}],
)
def test_thresholds_go_up_only_and_keep_their_order(lower: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="thresholds"):
        Rules(**lower)


def test_a_raised_threshold_lifts_those_that_would_be_below_it() -> None:
    assert RULES.raised(40) == Rules(40, 40, 50)
    assert RULES.raised(60) == Rules(60, 60, 60)
    assert Rules(10, 30, 80).raised(40) == Rules(40, 40, 80)


def test_higher_thresholds_tell_later() -> None:
    rules = Rules(least=20, shares=40, elsewhere=80)
    assert tables([{"d": counts(a=19)}], ANSWERS, rules) == {}
    assert tables([{"d": counts(a=39)}], ANSWERS, rules) == {"d": Table("nearly all")}
    assert elsewhere([{"d": counts(a=79)}], ANSWERS, rules) == {}
