"""How often a story may be finished is told before the first choice and at the end."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.openedx import OpenEdx
from tests.unit.olw_xblock.test_correctness import last_words
from tests.unit.olw_xblock.test_due import PRACTICE, ago, config, practise
from tests.unit.olw_xblock.test_strict_ending import MIDDLE, WORST, play

ONCE = "Your course lets you finish this story once more."
TWICE = "Your course lets you finish this story 2 more times. Your best result counts."
USED = "You have used all the attempts this course allows. Your result is kept."


@pytest.fixture
def edx() -> OpenEdx:
    return OpenEdx()


def limits(told: dict[str, Any]) -> tuple[Any, Any, Any]:
    """What an answer or a page says of the limit: above the scene, and at an ending."""
    view = told["view"]
    return told.get("notice"), last_words(view), view.get("closed")


def test_without_a_limit_nothing_is_said(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    assert limits(config(edx, usage)) == (None, None, None)
    assert limits(play(edx, usage, *WORST)) == (None, None, None)


@pytest.mark.parametrize("where", ["course", "block"])
def test_a_limit_is_told_all_the_way(edx: OpenEdx, where: str) -> None:
    own = {"max_attempts": 2} if where == "block" else {}
    usage = edx.add(module="desk", **own)
    edx.store.inherited = {"max_attempts": 2} if where == "course" else {}
    assert limits(config(edx, usage)) == (TWICE, None, None)
    assert limits(play(edx, usage, "a")) == (None, None, None)
    assert limits(config(edx, usage)) == (None, None, None)
    assert limits(play(edx, usage, "ab", first=1)) == (None, ONCE, None)
    _, told = edx.post(usage, "retry", {"attempt": 1, "step": 0})
    assert limits(told) == (ONCE, None, None)
    assert limits(play(edx, usage, *WORST, attempt=2)) == (None, None, USED)
    assert limits(config(edx, usage)) == (None, None, USED)
    status, told = edx.post(usage, "retry", {"attempt": 2, "step": 0})
    assert (status, told["error"]["code"]) == (403, "attempts-used")


def test_practice_has_no_limit(edx: OpenEdx) -> None:
    usage = edx.add(module="desk", max_attempts=2)
    play(edx, usage, *MIDDLE)
    edx.store.inherited = {"due": ago(hours=1)}
    assert last_words(config(edx, usage)["view"]) is None
    again = {"attempt": 1, "step": 0}
    assert limits(edx.post(usage, "retry", again, query=PRACTICE)[1]) == (
        None,
        None,
        None,
    )
    assert limits(practise(edx, usage, *WORST, attempt=2)) == (None, None, None)
