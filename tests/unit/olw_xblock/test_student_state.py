"""One learner's state for apps."""

from __future__ import annotations

from tests.unit.olw_xblock.support import Platform


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
