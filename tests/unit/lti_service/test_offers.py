"""How the picker shows the beginning of a story."""

from __future__ import annotations

from copy import deepcopy

import pytest

from lti_service.views.offers import FIRST_LINES, first_lines
from olw_core.formats.compiled import Text
from tests.integration.lti_service.playing import MODULES

LONG = "word " * FIRST_LINES


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p>It is <em>very</em> late.</p><p>More.</p>", "It is very late."),
        (f"<p>{LONG}</p>", f"{LONG[: FIRST_LINES - 1].strip()} …"),
        (
            [
                {"html": "<p>Only after a choice.</p>", "when": [["a"]]},
                {"html": "<p>At the beginning.</p>"},
            ],
            "At the beginning.",
        ),
    ],
)
def test_a_story_is_known_by_its_beginning(text: Text, shown: str) -> None:
    """As it is before anything is chosen: parts that depend on the walk are left out."""
    module = deepcopy(MODULES["kind"])
    story = module["story"]
    start = story["nodes"][story["start"]]
    story["texts"][start["text"]] = text
    assert first_lines(module) == shown
