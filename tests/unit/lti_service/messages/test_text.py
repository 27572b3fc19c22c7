"""Single values from outside."""

from __future__ import annotations

import pytest

from lti_service.messages.text import is_storable, origin


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://lms.example/a?b=c#d", "https://lms.example"),
        ("https://lms.example:443/", "https://lms.example"),
        ("http://lms.example:8080", "http://lms.example:8080"),
        ("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443"),
        ("https://LMS.Example/", "https://lms.example"),
        ("javascript:alert(1)", ""),
        ("//lms.example", ""),
        ("https://user@lms.example", ""),
        ("https://lms.example:99999", ""),
        ("https://[bad", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_origin(url: str, expected: str) -> None:
    assert origin(url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Aïsha 👩‍⚕️", True), ("a\0b", False), ("\udcff", False), ("", True)],
)
def test_is_storable(text: str, expected: bool) -> None:
    assert is_storable(text) is expected
