"""What is asked for stands behind what a platform's address has already."""

from __future__ import annotations

import pytest

from lti_service.services.calls.queries import with_query


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/m", "https://a.example/m?groups=true"),
        ("https://a.example/m?type_id=4", "https://a.example/m?type_id=4&groups=true"),
        ("https://a.example/m?open&x=", "https://a.example/m?open=&x=&groups=true"),
        ("https://a.example/m?x=a%20b", "https://a.example/m?x=a+b&groups=true"),
    ],
)
def test_nothing_of_the_address_is_lost(url: str, expected: str) -> None:
    assert with_query(url, {"groups": "true"}) == expected
