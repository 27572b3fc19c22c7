"""A course that takes over a library's update keeps its own choice of what it is told."""

from __future__ import annotations

from typing import Any

from tests.support.openedx_library import Course, Library


def library(**settings: Any) -> Any:
    """The library's block with these settings."""
    block = Library().block()
    for name, value in settings.items():
        setattr(block, name, value)
    return block


def test_a_course_begins_with_what_the_library_has() -> None:
    course = Course()
    course.take_over(library(report="completion", module="short", trust_name="Trust"))
    block = course.block
    assert (block.report, block.module, block.trust_name) == (
        "completion",
        "short",
        "Trust",
    )


def test_an_update_leaves_the_course_its_choice() -> None:
    course = Course()
    course.take_over(library())
    course.block.report = "completion"
    course.take_over(library(display_name="Newer"))
    assert (course.block.report, course.block.display_name) == ("completion", "Newer")
    course.take_over(library(report="answers"))
    assert course.block.report == "completion"


def test_a_course_without_a_choice_of_its_own_follows() -> None:
    course = Course()
    course.take_over(library())
    course.take_over(library(report="completion"))
    assert course.block.report == "completion"


def test_what_a_course_may_set_of_any_block_stays_so() -> None:
    course = Course()
    course.take_over(library(weight=2.0))
    assert course.block.weight == 1.0
