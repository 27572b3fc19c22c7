"""Staff who look at the course as a learner: read-only, and no more than the course is told."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from lxml import html

from tests.support.openedx import LEARNER, OpenEdx
from tests.unit.olw_xblock.test_strict_ending import MIDDLE, play

READ_ONLY = "You are looking at the course as another person."
NOT_TOLD = "What was chosen is not shown"


@pytest.fixture
def edx() -> OpenEdx:
    return OpenEdx()


def looked_at(edx: OpenEdx, usage: Any) -> str:
    """The words of the page that staff see as the learner."""
    with edx.logged_in("staff", masquerading=True):
        page = edx.visit(usage)
    assert "olw-player" not in page
    return " ".join(html.fragment_fromstring(page).text_content().split())


@pytest.mark.parametrize("report", ["completion", "score", "answers"])
def test_choices_are_shown_only_where_the_course_is_told_of_them(
    edx: OpenEdx, report: str
) -> None:
    usage = edx.add(module="desk", report=report)
    play(edx, usage, "a")
    words = looked_at(edx, usage)
    told = report == "answers"
    assert words.startswith(READ_ONLY)
    assert "This learner is in the middle of the story." in words
    assert (NOT_TOLD in words) is not told
    assert ("The hour is over." in words) is told  # the second scene
    assert "What do you do first?" in words  # the question of the first scene
    assert (
        "Ask for a form." in words
    ) is not told  # an option of it that was not picked


@pytest.mark.parametrize(
    ("answers", "status"),
    [((), "has not started"), (MIDDLE, "has finished the story")],
)
def test_the_status_is_told(
    edx: OpenEdx, answers: tuple[str, ...], status: str
) -> None:
    usage = edx.add(module="desk", report="answers")
    play(edx, usage, *answers)
    words = looked_at(edx, usage)
    assert f"This learner {status}." in words
    assert ("A shorter queue" in words) is bool(answers)


@pytest.mark.parametrize(
    ("handler", "body"),
    [
        ("respond", {"attempt": 1, "step": 1, "response": "ab"}),
        ("retry", {"attempt": 1, "step": 0}),
        ("plan", {"cue": "a"}),
        ("card", {"card": "improving-try-new-things", "response": "a"}),
        ("student_view_user_state", None),
    ],
)
def test_nothing_is_played_or_told(edx: OpenEdx, handler: str, body: Any) -> None:
    usage = edx.add(module="desk", report="answers")
    play(edx, usage, "a")
    state, published = edx.state(usage), list(edx.published)
    with edx.logged_in("staff", masquerading=True):
        status, told = edx.post(usage, handler, body)
        assert edx.store.session == {}
    assert (status, told["error"]["code"]) == (403, "read-only")
    assert (edx.state(usage), edx.published, edx.tracked) == (state, published, [])


def test_what_is_owed_is_left_for_the_learner(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    edx.failing = {"grade", "completion"}
    play(edx, usage, *MIDDLE)
    edx.failing = set()
    looked_at(edx, usage)
    assert (edx.row(usage).grade, edx.completions, edx.tracked) == (None, {}, [])
    edx.visit(usage)
    assert edx.row(usage).grade == 0.75


def test_who_is_logged_in_as_themselves_plays(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    with edx.logged_in(LEARNER, masquerading=False):
        assert "olw-player" in edx.visit(usage)
        play(edx, usage, *MIDDLE)
    assert edx.row(usage).grade == 0.75


def test_a_visitor_is_no_disguise(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    with edx.logged_in(None, masquerading=False):  # type: ignore[arg-type]
        assert "olw-player" in edx.visit(usage)


def test_a_module_that_is_missing_is_told(edx: OpenEdx) -> None:
    usage = edx.add(module="gone")
    assert "not available just now" in looked_at(edx, usage)


def test_without_crum_nobody_is_disguised(
    edx: OpenEdx, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "crum", None)
    usage = edx.add(module="desk")
    assert "olw-player" in edx.visit(usage)
