"""When somebody was seen last is kept to the hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lti_service.services.launching.coming import SEEN_STEP, seen

BEFORE = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("later", "is_written"),
    [
        (timedelta(0), False),
        (SEEN_STEP - timedelta(seconds=1), False),
        (SEEN_STEP, True),
        (timedelta(days=400), True),
        (timedelta(minutes=-5), False),
    ],
)
def test_who_comes_again_within_an_hour_is_not_written_down_anew(
    later: timedelta, is_written: bool
) -> None:
    now = BEFORE + later
    written = now if is_written else BEFORE
    assert seen(BEFORE, now) == written
