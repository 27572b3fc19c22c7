"""What a placement's name tells of its points."""

from __future__ import annotations

import pytest

from lti_service.messages.placement import MOST_POINTS, name_of, points_of


@pytest.mark.parametrize("points", [1, 10, 100, MOST_POINTS])
def test_a_name_tells_its_points(points: int) -> None:
    name = name_of("kind", "4f1c", points)
    assert points_of(name) == points
    assert ("of" in name) == (points != 100)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "kind-4f1c",
        "-of-10",
        "x-of-0",
        "x-of-01",
        "x-of-12345",
        "x-of-1²",
        "x-of-9\n",
    ],
)
def test_any_other_name_is_usual(name: str) -> None:
    """Placements are kept by platforms, and authors can write there."""
    assert points_of(name) == 100
