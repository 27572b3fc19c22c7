"""Completion over time as bars."""

from __future__ import annotations

from datetime import date, timedelta

from olw_core.cohort.chart import MOST_WEEKS, chart

FIRST = date(2026, 11, 2)


def test_nothing_completed_has_no_chart() -> None:
    assert chart([]) is None


def test_the_last_bar_is_the_highest_and_all_stand_on_the_ground() -> None:
    found = chart([(FIRST, 3), (FIRST + timedelta(7), 12)])
    assert found is not None
    assert [(bar.completed, bar.height) for bar in found.weeks] == [(3, 30), (12, 120)]
    assert {bar.y + bar.height for bar in found.weeks} == {found.high}
    assert [bar.x for bar in found.weeks] == [0, 300]


def test_only_so_many_weeks_are_drawn() -> None:
    weeks = [(FIRST + timedelta(7 * number), number + 1) for number in range(200)]
    found = chart(weeks)
    assert found is not None
    assert (len(found.weeks), found.weeks[-1].completed) == (MOST_WEEKS, 200)
    assert all(bar.width >= 1 for bar in found.weeks)
