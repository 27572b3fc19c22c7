"""Which origins a rule of frame-ancestors lets in (CSP Level 3, 6.7.2.6), and which are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lti_service.models import Registration
from lti_service.services.platforms import framing

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


def test_the_newest_are_kept_and_one_day_is_written_once() -> None:
    known = Registration(framed_by=None)
    for number in range(14):
        now = NOW + timedelta(days=number)
        framing.note_frame(known, f"https://{number}.example", now)
    assert known.framed_by is not None
    assert list(known.framed_by) == [f"https://{one}.example" for one in range(4, 14)]
    before = known.framed_by
    for at in ("https://13.example", ""):
        framing.note_frame(known, at, NOW + timedelta(days=13, hours=1))
    assert known.framed_by is before
    late = NOW + timedelta(days=13) + framing.RECENT
    assert list(framing.seen_frames(known, late)) == ["https://13.example"]
