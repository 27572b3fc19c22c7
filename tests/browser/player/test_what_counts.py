"""What a learner is told of what counts:
the pass mark before and at the end, and when a course is complete.
"""

from __future__ import annotations

import pytest

from olw_core import content
from olw_core.formats.compiled import Module
from tests.browser.player.conftest import Open
from tests.browser.player.states import play


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (1, "You have reached the pass mark of 1%."),
        (
            100,
            (
                "You have not reached the pass mark of 100% yet, so your learning system does "
                "not count"
            ),
        ),
    ],
)
def test_the_pass_mark_is_told_before_and_at_the_end(
    open_local: Open, kind: Module, mark: int, words: str
) -> None:
    page = open_local([kind], passMark=mark)
    assert (
        page.locator("header .caption")
        .inner_text()
        .endswith(f"minutes · Pass mark {mark}%")
    )
    play(page)
    assert words in page.locator(".screen").inner_text()


def test_without_a_pass_mark_none_is_told(open_local: Open, kind: Module) -> None:
    page = open_local([kind], passMark=None)
    assert page.locator("header .caption").inner_text().endswith(" minutes")
    play(page)
    assert "pass mark" not in page.locator(".olw").inner_text().lower()


def test_a_course_says_when_it_counts_as_completed(open_local: Open) -> None:
    modules = [content.load(name) for name in content.module_ids()[:2]]
    page = open_local(modules, passMark=80)
    words = "shows this course as completed when you have finished all 2 stories"
    assert words in page.locator(".screen").inner_text()
    assert page.locator("header .caption").inner_text().endswith("Pass mark 80%")
