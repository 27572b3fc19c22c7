"""Plans as a count: in tens, and never that everybody made one."""

from __future__ import annotations

import pytest

from olw_core.cohort.plans import plans_told


@pytest.mark.parametrize(
    ("plans", "people", "told"),
    [
        (0, 0, 0),
        (9, 9, 0),
        (10, 10, 0),
        (12, 12, 0),
        (13, 13, 10),
        (10, 40, 10),
        (39, 40, 30),
    ],
)
def test_plans(plans: int, people: int, told: int) -> None:
    assert plans_told(plans, people) == told
