"""What is said of two runs beside each other."""

from __future__ import annotations

from bench import before


def test_the_least_of_each_figure_counts() -> None:
    rounds = [{"view": 3.0, "zip": 70.0}, {"view": 2.5, "zip": 70.0}]
    assert before.least(rounds) == {"view": 2.5, "zip": 70.0}


def test_ratios_are_now_by_before() -> None:
    lines = before.compared(
        {"view": 2.0, "nothing": 0.0}, {"view": 3.0, "nothing": 1.0}
    )
    assert [line.split() for line in lines] == [
        ["before", "now", "now/before"],
        ["view", "2.00", "3.00", "1.50"],
        ["nothing", "0.00", "1.00", "-"],
    ]


def test_what_one_side_alone_measures_is_named() -> None:
    lines = before.compared({"old": 1.0}, {"new": 1.0})
    assert lines[1:] == ["only before: old", "only now: new"]
