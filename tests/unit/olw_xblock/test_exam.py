"""Subsections that hide after their due date, and timed exams: what counts, and what is shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.openedx import LEARNER, OpenEdx
from tests.support.openedx_exam import ENTRANCE, EXPIRED, HIDDEN, SUBMITTED
from tests.unit.olw_xblock.test_due import PRACTICE, ask, practise
from tests.unit.olw_xblock.test_strict_ending import BEST, MIDDLE, play

OVER = (403, "exam-over")
LATE = (403, "past-due")
STAFF = "teacher"


@pytest.fixture
def edx() -> OpenEdx:
    return OpenEdx()


def placed(edx: OpenEdx, **rules: Any) -> Any:
    """A block in a subsection of these rules; its due date is the block's, too."""
    usage = edx.add(module="desk")
    edx.in_course()
    for name, value in rules.items():
        setattr(edx.subsection, name, value)
    due = edx.subsection.due
    edx.store.inherited["due"] = due.isoformat() if due else None
    return usage


def ago(**span: float) -> datetime:
    return datetime.now(UTC) - timedelta(**span)


def is_story(page: str) -> bool:
    return "<olw-player" in page


# Hide content after due date


def test_a_hidden_story_counts_nothing_from_a_page_left_open(edx: OpenEdx) -> None:
    usage = placed(edx, due=ago(minutes=-5), hide_after_due=True)
    assert is_story(edx.open_unit(usage))
    play(edx, usage, *MIDDLE)
    told, attempts = edx.told("grade"), edx.state(usage)["attempts"]
    edx.subsection.due = ago(minutes=1)
    edx.store.inherited["due"] = ago(minutes=1).isoformat()
    assert edx.open_unit(usage) == HIDDEN
    assert ask(edx, usage, "retry") == LATE
    assert (edx.told("grade"), edx.state(usage)["attempts"]) == (told, attempts)
    assert edx.row(usage).grade == 0.75


def test_the_grace_period_counts_though_the_unit_is_hidden(edx: OpenEdx) -> None:
    """The platform hides by the due date alone; what is sent from an open page is in time."""
    usage = placed(edx, due=ago(minutes=1), hide_after_due=True)
    edx.store.inherited["graceperiod"] = "2 hours"
    assert edx.open_unit(usage) == HIDDEN
    assert ask(edx, usage, "respond") == (200, None)


def test_staff_see_what_is_hidden(edx: OpenEdx) -> None:
    usage = placed(edx, due=ago(minutes=1), hide_after_due=True)
    edx.users.staff.add(STAFF)
    assert is_story(edx.open_unit(usage, STAFF))


# Timed exams


def test_a_timed_exam_from_its_entrance_to_its_end(edx: OpenEdx) -> None:
    usage = placed(edx, is_time_limited=True)
    edx.proctoring.minutes = 30
    assert edx.open_unit(usage) == ENTRANCE
    attempt = edx.proctoring.begin(LEARNER)
    assert is_story(edx.open_unit(usage))
    play(edx, usage, *MIDDLE)
    grades = edx.told("grade")
    attempt.status = "submitted"
    assert edx.open_unit(usage) == SUBMITTED
    before = edx.state(usage)
    for handler in ("retry", "plan"):
        assert ask(edx, usage, handler) == OVER
    assert (edx.told("grade"), edx.state(usage)) == (grades, before)
    assert edx.proctoring.asked[-1][1] == "block-v1:seq"


def test_time_that_runs_out_ends_the_exam_for_an_open_page(edx: OpenEdx) -> None:
    usage = placed(edx, is_time_limited=True)
    edx.proctoring.minutes = 30
    attempt = edx.proctoring.begin(LEARNER, minutes_ago=29)
    assert ask(edx, usage, "respond") == (200, None)
    attempt.started_at = ago(minutes=31)
    status, told = edx.post(
        usage, "respond", {"attempt": 1, "step": 1, "response": "ac"}
    )
    assert (status, told["error"]["code"]) == OVER
    assert told["error"]["message"] == (
        "This timed exam is over, so this was not saved."
    )


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("started", True),
        ("ready_to_submit", True),
        ("declined", True),  # takes it without being watched
        ("timed_out", False),
        ("submitted", False),
        ("verified", False),
        ("error", False),
    ],
)
def test_which_attempts_are_over(edx: OpenEdx, status: str, counts: bool) -> None:
    usage = placed(edx, is_time_limited=True)
    edx.proctoring.minutes = 30
    edx.proctoring.begin(LEARNER).status = status
    answered = (200, None) if counts else OVER
    assert ask(edx, usage, "respond") == answered


def test_after_the_due_date_of_an_exam_a_story_is_practised(edx: OpenEdx) -> None:
    """The platform shows the units of a submitted exam again, to look at."""
    usage = placed(edx, is_time_limited=True)
    edx.proctoring.minutes = 30
    edx.proctoring.begin(LEARNER)
    play(edx, usage, *MIDDLE)
    edx.proctoring.attempts[LEARNER].status = "submitted"
    edx.subsection.due = ago(minutes=1)
    edx.store.inherited["due"] = ago(minutes=1).isoformat()
    assert is_story(edx.open_unit(usage))
    before = edx.state(usage)["attempts"]
    assert ask(edx, usage, "retry", PRACTICE) == (200, None)
    practise(edx, usage, *BEST, attempt=2)
    assert (edx.row(usage).grade, edx.state(usage)["attempts"]) == (0.75, before)


def test_an_exam_that_was_never_begun_and_is_past_due(edx: OpenEdx) -> None:
    usage = placed(edx, is_time_limited=True, due=ago(minutes=1))
    edx.proctoring.minutes = 30
    assert edx.open_unit(usage) == EXPIRED


def test_where_nobody_knows_of_an_exam_a_story_counts(edx: OpenEdx) -> None:
    """An exam of another service (lti_external), or exams that the platform has switched off."""
    usage = placed(edx, is_time_limited=True)
    assert is_story(edx.open_unit(usage))
    assert ask(edx, usage, "respond") == (200, None)


def test_staff_play_an_exam_they_have_not_begun(edx: OpenEdx) -> None:
    usage = placed(edx, is_time_limited=True)
    edx.proctoring.minutes = 30
    edx.proctoring.begin(STAFF).status = "submitted"
    edx.users.staff.add(STAFF)
    edx.users.current = STAFF
    body = {"attempt": 1, "step": 0, "response": "a"}
    assert edx.post(usage, "respond", body, learner=STAFF)[0] == 200


def test_an_ordinary_subsection_asks_about_no_exam(edx: OpenEdx) -> None:
    usage = placed(edx)
    edx.proctoring.minutes = 30
    assert ask(edx, usage, "respond") == (200, None)
    assert edx.proctoring.asked == []
