"""One table of what draws: a picture takes less than a logo.

Neither takes what can reach outside.
"""

from __future__ import annotations

import pytest

from olw_core import svg

LOGO_ONLY = {"desc", "text", "tspan", "radialGradient", "use", "symbol", "mask"}
NEVER = {"script", "style", "image", "foreignObject", "a", "animate", "filter", "set"}


def test_a_logo_may_hold_all_that_a_picture_may_and_a_few_elements_more() -> None:
    assert svg.LOGO_ELEMENTS - svg.PICTURE_ELEMENTS == LOGO_ONLY
    assert svg.PICTURE_ELEMENTS < svg.LOGO_ELEMENTS
    assert svg.LOGO_ELEMENTS.isdisjoint(NEVER)


def test_every_style_may_stand_as_an_attribute() -> None:
    assert svg.STYLES < svg.ATTRIBUTES
    assert "stroke-dasharray" not in svg.ATTRIBUTES
    assert not any(svg.is_event(name) for name in svg.ATTRIBUTES)


@pytest.mark.parametrize(
    ("attribute", "event"),
    [("onclick", True), ("ONLOAD", True), ("opacity", False), ("offset", False)],
)
def test_is_event(attribute: str, event: bool) -> None:
    assert svg.is_event(attribute) is event
