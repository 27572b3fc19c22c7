"""A unit of several blocks on a strict platform: one block's trouble is its own; limits hold."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.openedx import OpenEdx
from tests.unit.olw_xblock.test_strict_ending import MIDDLE, WORST, play

USED = "You have used all the attempts this course allows. Your result is kept."


@pytest.fixture
def edx() -> OpenEdx:
    return OpenEdx()


@pytest.mark.parametrize("broken", ["gone", "../desk"])
@pytest.mark.parametrize("report", ["score", "answers"])
def test_one_missing_module_spoils_no_report(
    edx: OpenEdx, broken: str, report: str
) -> None:
    first, missing, last = (edx.add(module="desk", report=report) for _ in range(3))
    for usage in edx.usages:
        play(edx, usage, *MIDDLE)
    edx.author(missing, module=broken)
    rows = [row for row in edx.problem_responses() if "Status" in row]
    assert [(row["Module"], row["Status"]) for row in rows] == [
        ("desk", "completed"),
        (broken, "unknown: the module is not installed here"),
        ("desk", "completed"),
    ]
    assert edx.rescore(first, missing, last) == ["succeeded", "skipped", "succeeded"]


def test_one_module_that_does_not_compile(edx: OpenEdx, content_dir: Any) -> None:
    folder = content_dir / "broken"
    folder.mkdir()
    (folder / "module.yaml").write_text("id: [", "utf-8")
    try:
        edx.add(module="desk")
        usage = edx.add(module="desk")
        for each in edx.usages:
            play(edx, each, *MIDDLE)
        edx.author(usage, module="broken")
        assert len(edx.problem_responses()) == 2
        assert edx.rescore() == ["succeeded", "skipped"]
    finally:
        (folder / "module.yaml").unlink()
        folder.rmdir()


@pytest.mark.parametrize("state", [None, 5, "garbage", {"a": 1}])
def test_a_state_that_is_no_record(edx: OpenEdx, state: Any) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, "a")
    edx.row(usage).state = json.dumps({"record": state})
    assert [row["Status"] for row in edx.problem_responses()] == ["not started"]


def test_a_limit_of_the_course_holds(edx: OpenEdx) -> None:
    edx.store.inherited = {"max_attempts": 1}
    usage = edx.add(module="desk")
    told = play(edx, usage, *WORST)
    assert told["view"]["closed"] == USED
    status, told = edx.post(usage, "retry", {"attempt": 1, "step": 0})
    assert (status, told["error"]["code"]) == (403, "attempts-used")
    view = edx.post(usage, "student_view_user_state", method="GET")[1]["view"]
    assert view["closed"] == USED


def test_no_closed_doors_while_attempts_are_left(edx: OpenEdx) -> None:
    edx.store.inherited = {"max_attempts": 2}
    usage = edx.add(module="desk")
    assert "closed" not in play(edx, usage, *WORST)["view"]
    edx.post(usage, "retry", {"attempt": 1, "step": 0})
    assert "closed" not in play(edx, usage, "a", attempt=2)["view"]
    assert play(edx, usage, "ab", attempt=2, first=1)["view"]["closed"] == USED
    edx.reset_attempts(usage)
    assert edx.post(usage, "retry", {"attempt": 2, "step": 0})[0] == 200


def test_a_limit_of_nought_is_no_limit(edx: OpenEdx) -> None:
    """The course's field allows 0 (edx-platform, xmodule/modulestore/inheritance.py)."""
    edx.store.inherited = {"max_attempts": 0}
    usage = edx.add(module="desk")
    assert "closed" not in play(edx, usage, *WORST)["view"]
    assert edx.post(usage, "retry", {"attempt": 1, "step": 0})[0] == 200
