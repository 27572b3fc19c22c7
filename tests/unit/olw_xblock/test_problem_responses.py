"""Report rows: status by default, decisions only with `answers`, the key never."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.unit.olw_xblock.support import Platform


def states(platform: Platform) -> list[Any]:
    """Three learners as an LMS hands them over: one done, one under way, one who only looked."""
    platform.play("a", "ab")
    done = platform.block().record
    going = done.split(".")
    going[4], going[6] = "q1b", ""
    return [
        SimpleNamespace(
            username="ann", state={"record": done, "attempts": 1, "correct_map": {}}
        ),
        SimpleNamespace(username="ben", state={"record": ".".join(going)}),
        SimpleNamespace(username="cy", state={"record": None}),
    ]


def test_status_and_best_score(platform: Platform) -> None:
    rows = list(platform.block().generate_report_data(states(platform)))
    assert rows == [
        (
            "ann",
            {
                "Module": "desk",
                "Status": "completed",
                "Endings reached": "1",
                "Best score (%)": "75",
            },
        ),
        (
            "ben",
            {
                "Module": "desk",
                "Status": "in progress",
                "Endings reached": "0",
                "Best score (%)": "",
            },
        ),
        (
            "cy",
            {
                "Module": "desk",
                "Status": "not started",
                "Endings reached": "0",
                "Best score (%)": "",
            },
        ),
    ]


def test_completion_has_no_score(platform: Platform) -> None:
    rows = list(
        platform.settings(report="completion")
        .block()
        .generate_report_data(states(platform))
    )
    assert rows[0] == ("ann", {"Module": "desk", "Status": "completed"})
    assert len(rows) == 3


def test_answers_have_a_row_for_each_decision(platform: Platform) -> None:
    rows = list(
        platform.settings(report="answers")
        .block()
        .generate_report_data(states(platform))
    )
    first = {"Module": "desk", "Decision": "1", "Question": "What do you do first?"}
    assert rows == [
        (
            "ann",
            {
                "Module": "desk",
                "Status": "completed",
                "Endings reached": "1",
                "Best score (%)": "75",
            },
        ),
        ("ann", {**first, "Answer": "Try it for an hour."}),
        (
            "ann",
            {
                "Module": "desk",
                "Decision": "2",
                "Question": "Which two do you do?",
                "Answer": "Count the calls.; Send a letter.",
            },
        ),
        (
            "ben",
            {
                "Module": "desk",
                "Status": "in progress",
                "Endings reached": "0",
                "Best score (%)": "",
            },
        ),
        ("ben", {**first, "Answer": "Ask for a form."}),
        (
            "cy",
            {
                "Module": "desk",
                "Status": "not started",
                "Endings reached": "0",
                "Best score (%)": "",
            },
        ),
    ]


def test_stepping_away_is_nobodys_business(platform: Platform) -> None:
    platform.settings(report="answers").play("_")
    state = SimpleNamespace(
        username="dee", state={"record": platform.block().record, "attempts": 1}
    )
    assert [
        row["Status"] for _name, row in platform.block().generate_report_data([state])
    ] == ["completed"]


def test_row_limit(platform: Platform) -> None:
    told = states(platform)
    block = platform.block()
    assert [
        len(list(block.generate_report_data(told, limit)))
        for limit in (None, 0, 1, 2, 99)
    ] == [3, 3, 1, 2, 3]
