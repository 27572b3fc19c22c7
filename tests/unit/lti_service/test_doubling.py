"""Twice as long after each failure, up to a limit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lti_service.doubling import wait_after
from lti_service.fairness import FIRST_REST, LONGEST_REST
from lti_service.services.scores.deliveries import FIRST_WAIT, LONGEST_WAIT

# failures, seconds until a score is tried again, seconds that its platform rests
CASES = [
    (1, 10, 10),
    (2, 20, 20),
    (5, 160, 160),
    (6, 320, 300),
    (12, 20_480, 300),
    (13, 21_600, 300),
    (100_000, 21_600, 300),  # no number is too large for it
]


@pytest.mark.parametrize(("failures", "wait", "rest"), CASES)
def test_both_waits(failures: int, wait: int, rest: int) -> None:
    waited = wait_after(failures, FIRST_WAIT, LONGEST_WAIT)
    rested = wait_after(failures, FIRST_REST, LONGEST_REST)
    assert (waited, rested) == (timedelta(seconds=wait), timedelta(seconds=rest))
