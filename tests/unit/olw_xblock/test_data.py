"""Data for apps and search, and forgetting a learner."""

from __future__ import annotations

from olw_core.authoring.compiler.markdown import plain
from olw_xblock.student_state import modules_done
from tests.unit.olw_xblock.support import LEARNER, Platform

FACTS = {
    "available": True,
    "id": "desk",
    "version": 3,
    "title": "At the desk",
    "minutes": 1,
    "content_note": "Someone is unwell.",
    "summary": "A queue at the booking desk and one idea.",
    "source_title": "We aim for the highest standards and seek to continually improve harnessing our ingenuity",
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


def test_search_text_tells_the_beginning_only(platform: Platform) -> None:
    found = platform.settings(display_name="Week 1").block().index_dictionary()
    assert (found["content_type"], found["content"]["display_name"]) == (
        "Leadership scenario",
        "Week 1",
    )
    assert found["content"]["text"] == (
        "At the desk. A queue at the booking desk and one idea. "
        "We aim for the highest standards and seek to continually improve harnessing our ingenuity. queue. idea. "
        "Keep aiming for high quality. Try new things, encourage ideas. Let staff improve services. "
        "The queue is long. Ife Bello, booking clerk I have an idea. What do you do first?"
    )


def test_search_without_the_module(platform: Platform) -> None:
    found = (
        platform.settings(module="gone", display_name="Week 1")
        .block()
        .index_dictionary()
    )
    assert found == {
        "content": {"display_name": "Week 1"},
        "content_type": "Leadership scenario",
    }


def test_clear_student_state_forgets_this_learner(platform: Platform) -> None:
    platform.play("c")
    block = platform.block()
    block.clear_student_state(
        user_id=LEARNER, course_id="c", item_id="i", requesting_user_id="staff"
    )
    block.save()
    after = platform.block()
    assert (after.record, after.attempts, after.raw_earned, modules_done(after)) == (
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
    assert (block.attempts, modules_done(block)) == (1, ["desk"])


def test_plain_words_of_html() -> None:
    assert plain("<p>A &amp; B</p>\n<p>a &lt; <em>b</em></p>") == "A & B a < b"
