"""Completion over time as a table with bars."""

from __future__ import annotations

from datetime import date, timedelta

from olw_core.cohort.chart import LATEST, MOST, Chart, Week, chart

FIRST = date(2026, 11, 2)


def weeks(many: int) -> list[tuple[date, int]]:
    """One story more in each."""
    return [(FIRST + timedelta(7 * number), number + 1) for number in range(many)]


def test_nothing_completed_has_no_chart() -> None:
    assert chart([]) is None


def test_the_last_bar_is_the_longest() -> None:
    second, third = FIRST + timedelta(7), FIRST + timedelta(14)
    bars = [Week(FIRST, 3, 25), Week(second, 6, 50), Week(third, 12, 100)]
    assert chart([(FIRST, 3), (second, 6), (third, 12)]) == Chart([], bars)


def test_every_week_is_told_once_and_no_more_than_so_many() -> None:
    for many in (LATEST, LATEST + 1, MOST, 200):
        found = chart(weeks(many))
        assert found is not None
        told = [bar.completed for bar in (*found.earlier, *found.latest)]
        assert told == list(range(max(1, many - MOST + 1), many + 1))
        assert len(found.latest) == LATEST
