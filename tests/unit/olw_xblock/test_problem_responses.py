"""Report rows: status by default, decisions only with `answers`, the key never."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from olw_core import content
from olw_core.authoring.compiler.markdown import plain
from olw_core.engine import engine
from tests.support.modules import GOLDEN
from tests.support.play import responses
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


@pytest.mark.parametrize("report", ["completion", "score", "answers"])
def test_cards_are_complete_once_one_is_answered(
    platform: Platform, report: str
) -> None:
    platform.settings(show="cards", report=report)
    answered = SimpleNamespace(username="ann", state={"card_log": "s1.x"})
    looked = SimpleNamespace(username="ben", state={"owed": []})
    rows = list(platform.block().generate_report_data([answered, looked]))
    assert rows == [
        ("ann", {"Module": "desk", "Status": "completed"}),
        ("ben", {"Module": "desk", "Status": "not started"}),
    ]


def test_answers_have_a_row_for_each_decision(platform: Platform) -> None:
    rows = list(
        platform.settings(report="answers")
        .block()
        .generate_report_data(states(platform))
    )
    always = {"Module": "desk", "Version": "3", "Attempt": "1"}
    first = {
        **always,
        "Decision": "1",
        "Scene": "queue",
        "Kind": "choose",
        "Question": "What do you do first?",
    }
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
        ("ann", {**first, "Answer": "Try it for an hour.", "Answer code": "a"}),
        (
            "ann",
            {
                **always,
                "Decision": "2",
                "Scene": "ward",
                "Kind": "pick",
                "Question": "Which two do you do?",
                "Answer": "Count the calls.; Send a letter.",
                "Answer code": "ab",
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
        ("ben", {**first, "Answer": "Ask for a form.", "Answer code": "b"}),
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


@pytest.mark.parametrize("kind", ["pick", "rank", "rate"])
def test_every_kind_of_answer_is_told_in_words_and_as_a_code(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(GOLDEN / "content" / kind, tmp_path / kind)
    monkeypatch.setenv("OLW_MODULES_DIR", str(tmp_path))
    (module,) = content.module_ids()
    platform = Platform().settings(module=module, report="answers")
    compiled = content.load(module)
    start = engine.start(compiled)
    item = engine.view(compiled, start, "completion")["item"]
    words = {one["id"]: plain(one["html"]) for one in item["options"]}
    code = responses(compiled, start)[0]
    platform.play(code)
    state = SimpleNamespace(
        username="ann", state={"record": platform.block().record, "attempts": 0}
    )
    rows = [row for _, row in platform.block().generate_report_data([state])]
    expected = [words[letter] for letter in code if letter in words]
    if kind == "rate":
        levels = ["Very inappropriate", "Fairly inappropriate", "Fairly appropriate"]
        levels.append("Very appropriate")
        expected = [
            f"{statement} = {levels[int(level) - 1]}"
            for statement, level in zip(words.values(), code, strict=True)
        ]
    told = rows[1]
    assert (told["Kind"], told["Answer code"]) == (kind, code)
    assert told["Answer"] == "; ".join(expected)
