"""Another module in a block in use: what was done in the first one is put by and comes back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.django_settings import configure
from tests.support.openedx import LEARNER, OpenEdx
from tests.unit.olw_xblock.support import kept
from tests.unit.olw_xblock.test_due import config
from tests.unit.olw_xblock.test_strict_ending import BEST, MIDDLE, play


@pytest.fixture
def edx() -> OpenEdx:
    return OpenEdx()


def test_there_and_back(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, *MIDDLE)
    before = edx.state(usage)
    edx.author(usage, module="short")
    view = config(edx, usage)["view"]
    assert (view["module"], view["step"], view.get("finished")) == ("short", 0, None)
    edx.author(usage, module="desk")
    view = config(edx, usage)["view"]
    assert (view["module"], view["result"]["best"]) == ("desk", 75)
    after = edx.state(usage)
    assert {name: after[name] for name in before} == before
    assert after["shelf"] == {
        "short": {
            "record": "",
            "practice": "",
            "card_log": "",
            "attempts": 0,
            "raw_earned": None,
            "raw_possible": None,
        }
    }


def test_the_middle_of_a_story_comes_back_too(edx: OpenEdx) -> None:
    usage = edx.add(module="desk", max_attempts=2)
    play(edx, usage, "a")
    record = kept(edx.block(usage))
    edx.author(usage, module="short")
    play(edx, usage, "a")
    edx.author(usage, module="desk")
    assert config(edx, usage)["view"]["step"] == 1
    assert kept(edx.block(usage)) == record
    play(edx, usage, "ac", first=1)
    assert edx.state(usage)["attempts"] == 1


def test_the_grade_is_of_the_story_that_stands_there(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, *BEST)
    edx.author(usage, module="short")
    edx.visit(usage)
    assert edx.row(usage).grade == 1.0  # nothing is known of the new story yet
    play(edx, usage, "b")
    assert edx.row(usage).grade != 1.0
    edx.author(usage, module="desk")
    edx.visit(usage)
    assert (edx.row(usage).grade, edx.state(usage)["owed"]) == (1.0, [])


def test_what_was_owed_of_the_first_story_is_told_when_it_is_back(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    edx.failing = {"grade", "completion"}
    play(edx, usage, *MIDDLE)
    edx.failing = set()
    edx.author(usage, module="short")
    edx.visit(usage)
    assert (edx.row(usage).grade, edx.completions) == (None, {})
    edx.author(usage, module="desk")
    edx.visit(usage)
    assert (edx.row(usage).grade, edx.completions) == (0.75, {(LEARNER, usage): 1.0})


@pytest.mark.parametrize("handler", ["respond", "retry", "plan", "card"])
def test_a_page_of_the_first_story_answers_nothing_in_the_second(
    edx: OpenEdx, handler: str
) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, "a")
    query = config(edx, usage)["urls"][handler].partition("?")[2]
    before = edx.state(usage)
    edx.author(usage, module="short")
    body = {"attempt": 1, "step": 0, "response": "a"}
    status, told = edx.post(usage, handler, body, query=query)
    assert (status, told["error"]["code"]) == (403, "module-changed")
    assert edx.state(usage) == before


def test_an_earlier_state_names_its_module_itself(
    edx: OpenEdx, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From before blocks noted what they play, sealed as it was."""
    configure(monkeypatch, SECRET_KEY="first")
    usage = edx.add(module="desk")
    play(edx, usage, "a")
    state = edx.state(usage)
    del state["plays"]
    edx.row(usage).state = json.dumps(state)
    edx.author(usage, module="short")
    assert config(edx, usage)["view"]["module"] == "short"
    assert list(edx.state(usage)["shelf"]) == ["desk"]


def test_a_module_that_is_not_installed_moves_nothing(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, *MIDDLE)
    before = edx.state(usage)
    edx.author(usage, module="gone")
    assert "not available" in edx.visit(usage)
    assert edx.state(usage) == before


@pytest.mark.parametrize("noted", [True, False])
@pytest.mark.parametrize("visited", [True, False])
def test_a_report_is_of_the_story_that_stands_there(
    edx: OpenEdx, noted: bool, visited: bool
) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, *MIDDLE)
    if not noted:
        state = edx.state(usage)
        del state["plays"]
        edx.row(usage).state = json.dumps(state)
    edx.author(usage, module="short")
    if visited:
        edx.visit(usage)
    (row,) = edx.problem_responses()
    told: tuple[Any, ...] = (row["Module"], row["Status"], row["Endings reached"])
    assert told == ("short", "not started", "0")
    assert edx.rescore() == ["skipped"]
    edx.author(usage, module="desk")
    (row,) = edx.problem_responses()
    assert (row["Status"], row["Endings reached"]) == ("completed", "1")
