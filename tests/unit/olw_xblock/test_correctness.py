"""*Show results*: the story is told, what it was worth only when the course shows it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html

from tests.support.openedx import LEARNER, OpenEdx
from tests.unit.olw_xblock.test_due import ago, config
from tests.unit.olw_xblock.test_strict_ending import MIDDLE, WORST, play

NEVER = "Your course does not show results of this story."
LATER = "Your course shows results of this story after its due date."
JUDGEMENTS = ("WHY", "OTHER", "PROTECTS", "COSTS", "percent", "best")


@pytest.fixture
def edx() -> OpenEdx:
    return OpenEdx()


def judged(told: Any) -> list[str]:
    """What a View says of how good a choice was."""
    text = json.dumps(told)
    return [word for word in JUDGEMENTS if word in text]


def last_words(view: Any) -> str | None:
    """What the course says below an ending."""
    found = html.fragment_fromstring(view["html"], "div").find_class("hint")
    return found[0].text if found else None


@pytest.mark.parametrize(
    ("inherited", "why"),
    [
        ({}, None),
        ({"show_correctness": "always"}, None),
        ({"show_correctness": "never"}, NEVER),
        ({"show_correctness": "never_but_include_grade"}, NEVER),
        ({"show_correctness": "never", "due": ago(hours=1)}, NEVER),
        (
            {"show_correctness": "past_due"},
            None,
        ),  # without a date there is nothing to wait for
        ({"show_correctness": "past_due", "due": ago(hours=-1)}, LATER),
        ({"show_correctness": "past_due", "due": ago(hours=1)}, None),
        (
            {
                "show_correctness": "past_due",
                "due": ago(hours=1),
                "graceperiod": "2 hours",
            },
            LATER,
        ),
    ],
)
def test_when_results_are_shown(
    edx: OpenEdx, inherited: dict[str, Any], why: str | None
) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, *MIDDLE)
    edx.store.inherited = inherited
    view = config(edx, usage)["view"]
    assert last_words(view) == why
    assert bool(judged(view)) is (why is None)
    _, state = edx.post(usage, "student_view_user_state", method="GET")
    assert state["view"] == view


def test_the_story_itself_is_told(edx: OpenEdx) -> None:
    edx.store.inherited = {"show_correctness": "never"}
    usage = edx.add(module="desk")
    view = play(edx, usage, *MIDDLE)["view"]
    assert view["ending"] == {"title": "A shorter queue", "tone": "good"}
    assert [past["feedback"]["consequence"] for past in view["history"]] == [
        "CONSEQUENCEA",
        "PARTCONSEQUENCE",
    ]
    assert edx.row(usage).grade == 0.75


def test_the_next_try_is_not_told_the_best_either(edx: OpenEdx) -> None:
    edx.store.inherited = {"show_correctness": "never"}
    usage = edx.add(module="desk")
    play(edx, usage, *WORST)
    _, told = edx.post(usage, "retry", {"attempt": 1, "step": 0})
    assert (told["view"]["finished"], last_words(told["view"])) == ({}, None)


def test_a_second_window_is_not_told_either(edx: OpenEdx) -> None:
    edx.store.inherited = {"show_correctness": "never"}
    usage = edx.add(module="desk")
    play(edx, usage, *MIDDLE)
    late = {"attempt": 1, "step": 0, "response": "b"}
    status, told = edx.post(usage, "respond", late)
    assert (status, last_words(told["view"]), judged(told)) == (409, NEVER, [])


@pytest.mark.parametrize(("setting", "why"), [("past_due", None), ("never", NEVER)])
def test_course_staff_see_what_is_not_hidden_from_all(
    edx: OpenEdx, setting: str, why: str | None
) -> None:
    edx.store.inherited = {"show_correctness": setting, "due": ago(hours=-1)}
    edx.users.staff = {LEARNER}
    usage = edx.add(module="desk")
    view = play(edx, usage, *MIDDLE)["view"]
    assert last_words(view) == why
