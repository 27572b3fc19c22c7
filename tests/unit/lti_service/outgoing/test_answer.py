"""What a platform's answer says besides its body: the next page, and how long to wait."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lti_service.outgoing.answer import LONGEST_RETRY_AFTER, Answer

HERE = "https://lms.example/members?page=1"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('</Members?Token=AbC>; REL="Next"', "https://lms.example/Members?Token=AbC"),
        ("<https://lms.example/2>; rel=next", "https://lms.example/2"),
        (
            '<https://lms.example/2>; title="a, b"; rel="prev next"',
            "https://lms.example/2",
        ),
        (
            '<https://lms.example/d>; rel="differences", <?page=2>; rel="next"',
            "https://lms.example/members?page=2",
        ),
        ('<http://[bad/x>; rel="next"', ""),
        ("<http://[bad/x>", ""),
        ('<>; rel="next"', HERE),
        (
            "<https://lms.example/2>; rel=“next”",
            "https://lms.example/2",
        ),  # Moodle 4.5's line items with `limit`
        ('<https://lms.example/2>; rel="nextish"', ""),
        ("<" * 5000, ""),
        ('<x>; rel="' * 5000, ""),
        ("", ""),
    ],
)
def test_next_page(link: str, expected: str) -> None:
    assert Answer(HERE, 200, {"link": link}).next_page() == expected


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ('<https://lms.example/2>; rel="next"', True),
        ('<http://[bad/x>; rel="next"', True),
        ('https://lms.example/2; REL="prev Next"', True),
        ("https://lms.example/2; rel=\u201cnext\u201d", True),
        ('<https://lms.example/?next=2&rel=next>; rel="first"', False),
        ('<https://lms.example/1>; rel="prev"; title="what comes next"', False),
        ('<https://lms.example/2>; rel="nextish"', False),
        ("<" * 5000, False),
        ('<x>; rel="' * 5000, False),
        ("", False),
    ],
)
def test_a_next_page_is_announced(link: str, says: bool) -> None:
    assert Answer(HERE, 200, {"link": link}).says_next is says


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("300", 300),
        ("999999999", LONGEST_RETRY_AFTER),
        ("Wed, 25 Nov 2026 12:05:00 GMT", 300),
        ("Wednesday, 25-Nov-26 12:05:00 GMT", 300),
        ("Wed Nov 25 12:05:00 2026", 300),
        ("Wed, 25 Nov 2026 11:00:00 GMT", 0),
        ("Wed, 25 Nov 2099 11:00:00 GMT", LONGEST_RETRY_AFTER),
        ("Wed, 25 Nov 2026 13:05:00 +0100", 300),
        ("Wed, 99 Nov 2026 11:00:00 GMT", None),
        ("Wed, 25 Nov 99999999999 11:00:00 GMT", None),
        ("soon", None),
        ("-5", None),
        ("١٢", None),
        ("", None),
    ],
)
def test_wait(text: str, expected: int | None) -> None:
    assert Answer(HERE, 429, {"retry-after": text}).wait(NOW) == expected
