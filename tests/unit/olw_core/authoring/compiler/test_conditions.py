"""Variables: declarations, conditions and set lines, each as a table."""

from __future__ import annotations

from typing import Any

import pytest

from olw_core.authoring.compiler.conditions import (
    ConditionError,
    Variable,
    apply,
    check,
    declare,
    holds,
)

STATE = {"rested": 1, "asked": 0, "trust": 2}
NO_VARIABLE = "There is no variable 'tired'. There are: rested, asked, trust"


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        ("", True),
        ("  ", True),
        ("rested", True),
        ("asked", False),
        ("not rested", False),
        ("not asked", True),
        ("trust == 2", True),
        ("trust != 2", False),
        ("trust < 3", True),
        ("trust <= 1", False),
        ("trust > 1", True),
        ("trust >= 3", False),
        ("trust>=2", True),
        ("rested and not asked", True),
        ("asked and rested", False),
        ("asked or rested", True),
        ("asked and asked or rested", True),  # `and` binds tighter
        ("rested or asked and asked", True),
    ],
)
def test_holds(condition: str, true: bool) -> None:
    assert holds(condition, STATE) is true


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ("tired", NO_VARIABLE),
        ("rested and tired", NO_VARIABLE),
        ("rested or", "'' is not a condition such as: rested, not rested, trust >= 2"),
        (
            "(rested)",
            "'(rested)' is not a condition such as: rested, not rested, trust >= 2",
        ),
        (
            "trust = 2",
            "'trust = 2' is not a condition such as: rested, not rested, trust >= 2",
        ),
        (
            "trust >= two",
            "'trust >= two' is not a condition such as: rested, not rested, trust >= 2",
        ),
        (
            "not trust >= 2",
            "'not trust >= 2' is not a condition such as: rested, not rested, trust >= 2",
        ),
    ],
)
def test_refused_conditions(condition: str, says: str) -> None:
    with pytest.raises(ConditionError) as caught:
        check(
            condition,
            {name: Variable(value, 0, 9, False) for name, value in STATE.items()},
        )
    assert str(caught.value) == says


@pytest.mark.parametrize(
    ("raw", "variable"),
    [
        (False, Variable(0, 0, 1, True)),
        (True, Variable(1, 0, 1, True)),
        (0, Variable(0, 0, 9, False)),
        (9, Variable(9, 0, 9, False)),
        ({"start": 1, "min": 1, "max": 3}, Variable(1, 1, 3, False)),
        ({"min": 2}, Variable(2, 2, 9, False)),
        ({}, Variable(0, 0, 9, False)),
    ],
)
def test_declare(raw: Any, variable: Variable) -> None:
    assert declare(raw) == variable


@pytest.mark.parametrize(
    "raw",
    [
        -1,
        10,
        "no",
        None,
        [0],
        {"start": 4, "max": 3},
        {"max": 10},
        {"min": -1},
        {"low": 0},
        {"start": True},
    ],
)
def test_refused_declarations(raw: Any) -> None:
    with pytest.raises(ConditionError) as caught:
        declare(raw)
    assert (
        str(caught.value)
        == "A variable is true, false, a number from 0 to 9, or {start, min, max} within 0 to 9"
    )


@pytest.mark.parametrize(
    ("change", "value"),
    [
        (3, 3),
        ("+1", 3),
        (-1, 1),
        ("-2", 0),
        ("+9", 4),
        (-9, 0),
        (9, 4),
        (True, 1),
        (False, 0),
    ],
)
def test_set_a_number(change: Any, value: int) -> None:
    """From 2 within 0..4: a number sets, a sign adds, results stay in range."""
    assert apply(
        {"trust": change}, {"trust": 2}, {"trust": Variable(2, 0, 4, False)}
    ) == {"trust": value}


@pytest.mark.parametrize(
    ("change", "value"), [(True, 1), (False, 0), (1, 1), (0, 0), ("+1", 1)]
)
def test_set_a_boolean(change: Any, value: int) -> None:
    assert apply(
        {"rested": change}, {"rested": 0}, {"rested": Variable(0, 0, 1, True)}
    ) == {"rested": value}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"tired": 1}, "There is no variable 'tired'. There are: trust"),
        ({"trust": "more"}, "'more' is not true, false, a number, +1 or -1"),
        ({"trust": None}, "'None' is not true, false, a number, +1 or -1"),
        ({"trust": [1]}, "'[1]' is not true, false, a number, +1 or -1"),
    ],
)
def test_refused_changes(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ConditionError) as caught:
        apply(changes, {"trust": 2}, {"trust": Variable(2, 0, 4, False)})
    assert str(caught.value) == says
