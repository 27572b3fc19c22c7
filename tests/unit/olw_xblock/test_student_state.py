"""One learner's state for apps, and forgetting a learner."""

from __future__ import annotations

from olw_xblock.done import modules
from tests.unit.olw_xblock.support import LEARNER, Platform


def test_student_view_user_state(platform: Platform) -> None:
    view = platform.settings(max_attempts=2).play("c")
    assert platform.post("student_view_user_state", method="GET") == (
        200,
        {
            "view": view,
            "notice": "",
            "attempts": 1,
            "attempts_left": 1,
            "modules_done": ["desk"],
        },
    )


def test_student_view_user_state_of_nobody(platform: Platform) -> None:
    status, told = platform.post("student_view_user_state", method="GET", learner=None)
    assert (status, told["error"]["code"]) == (403, "no-learner")


def test_student_view_user_state_without_the_module(platform: Platform) -> None:
    status, told = platform.settings(module="gone").post(
        "student_view_user_state", method="GET"
    )
    assert (status, told["error"]["code"]) == (404, "module-unavailable")


def test_clear_student_state_forgets_this_learner(platform: Platform) -> None:
    platform.play("c")
    block = platform.block()
    block.clear_student_state(
        user_id=LEARNER, course_id="c", item_id="i", requesting_user_id="staff"
    )
    block.save()
    after = platform.block()
    assert (after.record, after.attempts, after.raw_earned, modules(after)) == (
        "",
        0,
        None,
        [],
    )


def test_clear_student_state_of_somebody_else_changes_nothing(
    platform: Platform,
) -> None:
    platform.play("c")
    block = platform.block()
    block.clear_student_state(
        user_id="somebody", course_id="c", item_id="i", requesting_user_id=LEARNER
    )
    assert (block.attempts, modules(block)) == (1, ["desk"])
