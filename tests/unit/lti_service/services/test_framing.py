"""Which origins a rule of frame-ancestors lets in (CSP Level 3, 6.7.2.6), and which are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lti_service.models import Registration
from lti_service.services.platforms import framing, seen_frames

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "at", "may"),
    [
        ("https://lms.example", "https://lms.example", True),
        ("https://lms.example", "http://lms.example", False),
        ("http://lms.example", "https://lms.example", True),
        ("http://lms.example:8000", "https://lms.example", False),
        ("https://lms.example", "https://lms.example:8443", False),
        ("https://lms.example", "https://a.lms.example", False),
        ("https://*.lms.example", "https://a.b.lms.example", True),
        ("https://*.lms.example", "https://lms.example", False),
        ("https://*.lms.example", "https://evil-lms.example", False),
    ],
)
def test_what_a_rule_lets_in(rule: str, at: str, may: bool) -> None:
    known = Registration(issuer="", login_url="", frame_ancestors=[rule])
    assert framing.may_frame(known, at) is may


def test_what_came_on_most_days_is_kept_and_one_day_is_written_once() -> None:
    """Ten origins of somebody's own, and ten more the day after, push the true one out never."""
    known = Registration(framed_by=None)
    for day in range(3):
        now = NOW + timedelta(days=day)
        seen_frames.note(known, "https://lms.example", now)
        for number in range(10):
            seen_frames.note(known, f"https://{day}-{number}.example", now)
    seen = seen_frames.read(known, now)
    assert next(iter(seen.items())) == ("https://lms.example", 3)
    others = {f"https://2-{number}.example" for number in range(9)}
    assert (len(seen), set(seen) - {"https://lms.example"}) == (10, others)
    before = known.framed_by
    for at in ("https://lms.example", ""):
        seen_frames.note(known, at, now + timedelta(hours=1))
    assert known.framed_by is before


def test_what_was_seen_long_ago_counts_no_more() -> None:
    known = Registration(framed_by={"https://lms.example": "2026-02-01"})
    seen_frames.note(known, "https://lms.example", NOW)
    assert seen_frames.read(known, NOW) == {"https://lms.example": 2}
    late = NOW + seen_frames.RECENT
    assert seen_frames.read(known, late) == {"https://lms.example": 1}
    assert seen_frames.read(known, late + timedelta(days=1)) == {}
