"""Contrast against WCAG's own worked values."""

from __future__ import annotations

import pytest

from olw_core.trust import is_colour, ratio_words
from scorm_export.colour import contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # the well-known grey that just fails
        ("#767676", "#ffffff", 4.54),  # and its neighbour that just passes
        ("#005EB8", "#ffffff", 6.38),  # NHS blue
    ],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("#005eb8", True),
        ("#005EB8", True),
        ("005eb8", False),
        ("#05b", False),
        ("#005eb8\n", False),
    ],
)
def test_is_colour(text: str, fits: bool) -> None:
    assert is_colour(text) is fits


def test_a_refused_ratio_never_reads_as_the_one_that_is_asked_for() -> None:
    assert [ratio_words(ratio) for ratio in (4.4999, 4.5, 4.509, 21.0)] == [
        "4.49",
        "4.50",
        "4.50",
        "21.00",
    ]
