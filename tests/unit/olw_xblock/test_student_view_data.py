"""Data for apps: what the module is, the same for every learner."""

from __future__ import annotations

from tests.unit.olw_xblock.support import Platform

FACTS = {
    "available": True,
    "id": "desk",
    "version": 3,
    "lang": "en-GB",
    "title": "At the desk",
    "minutes": 1,
    "content_note": "Someone is unwell.",
    "summary": "A queue at the booking desk and one idea.",
    "source_title": (
        "We aim for the highest standards and seek to continually improve harnessing our ingenuity"
    ),
    "show": "story",
    "report": "score",
    "max_attempts": 2,
}


def test_student_view_data(platform: Platform) -> None:
    assert platform.settings(max_attempts=2).block().student_view_data() == FACTS


def test_student_view_data_without_the_module(platform: Platform) -> None:
    assert platform.settings(module="gone").block().student_view_data() == {
        "module": "gone",
        "available": False,
    }
