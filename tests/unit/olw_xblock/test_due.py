"""After the due date a story can be practised, and nothing of it counts or is told."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from lxml import html

from olw_core.play.sealing import MARK
from olw_xblock.due_date import past_due
from tests.support import markup
from tests.support.django_settings import configure
from tests.support.openedx import LEARNER, OpenEdx
from tests.unit.olw_xblock.support import Platform, kept
from tests.unit.olw_xblock.test_strict_ending import BEST, MIDDLE, WORST, play

NOTICE = (
    "The due date has passed. You can still play this story for practice: nothing you do now is "
    "counted or reported. What you finished before still counts."
)


def ago(**span: float) -> str:
    """That long ago, as a stored date."""
    return (datetime.now(UTC) - timedelta(**span)).isoformat()


@pytest.fixture
def edx() -> OpenEdx:
    return OpenEdx()


PRACTICE = "practice=1"


def practise(edx: OpenEdx, usage: Any, *answers: str, **where: int) -> Any:
    """As a page does that has said that nothing counts any more."""
    return play(edx, usage, *answers, query=PRACTICE, **where)


def ask(edx: OpenEdx, usage: Any, handler: str, query: str = "") -> tuple[int, Any]:
    """(status, error code or None) of one lawful request."""
    bodies = {
        "respond": {"attempt": 1, "step": 0, "response": "a"},
        "retry": {"attempt": 1, "step": 0},
        "plan": {"cue": "a"},
    }
    status, told = edx.post(usage, handler, bodies[handler], query=query)
    return status, told.get("error", {}).get("code")


def config(edx: OpenEdx, usage: Any) -> Any:
    page = html.fromstring(edx.visit(usage))
    return json.loads(markup.text(page, "//script[@class='olw-config']"))


@pytest.mark.parametrize(
    ("inherited", "closed"),
    [
        ({}, False),
        ({"due": None}, False),
        ({"due": ago(days=-1)}, False),
        ({"due": ago(hours=1)}, True),
        ({"due": ago(hours=1), "graceperiod": "2 hours"}, False),
        ({"due": ago(hours=3), "graceperiod": "2 hours"}, True),
        ({"due": ago(hours=1), "self_paced": True}, False),  # the platform's own rule
    ],
)
def test_when_a_story_is_closed(
    edx: OpenEdx, inherited: dict[str, Any], closed: bool
) -> None:
    edx.store.inherited = inherited
    usage = edx.add(module="desk")
    assert past_due(edx.block(usage)) is closed
    if closed:
        assert ask(edx, usage, "respond") == (403, "past-due")
        practise(edx, usage, *MIDDLE)
    else:
        play(edx, usage, *MIDDLE)
    assert (LEARNER, usage) in edx.completions or closed
    assert (edx.row(usage).grade is None) is closed


def test_an_extension_is_one_learners(edx: OpenEdx) -> None:
    edx.store.inherited = {"due": ago(hours=1)}
    usage = edx.add(module="desk")
    edx.extend(LEARNER, datetime.now(UTC) + timedelta(days=1))
    play(edx, usage, *MIDDLE)
    assert edx.row(usage).grade == 0.75
    assert past_due(edx.block(usage, "learner_2"))


def test_a_runtime_without_due_dates_closes_nothing() -> None:
    assert not past_due(Platform().settings(module="desk").block())


def test_the_page_says_so_before_the_first_choice(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    assert "notice" not in config(edx, usage)
    edx.store.inherited = {"due": ago(hours=1)}
    told = config(edx, usage)
    assert (told["notice"], told["disclosure"]) == (NOTICE, [NOTICE])


@pytest.mark.parametrize("handler", ["respond", "retry", "plan"])
def test_what_comes_too_late_is_refused_and_changes_nothing(
    edx: OpenEdx, handler: str
) -> None:
    """The learner is told before practising, and never counted unawares."""
    usage = edx.add(module="desk")
    play(edx, usage, *MIDDLE)
    before, told = edx.state(usage), len(edx.published)
    edx.store.inherited = {"due": ago(hours=1)}
    assert ask(edx, usage, handler) == (403, "past-due")
    assert (edx.state(usage), len(edx.published)) == (before, told)


def test_the_page_that_says_practice_may_practise(edx: OpenEdx) -> None:
    edx.store.inherited = {"due": ago(hours=1)}
    usage = edx.add(module="desk")
    urls = config(edx, usage)["urls"]
    assert [name for name in urls if PRACTICE in urls[name]] == list(urls)
    told = practise(edx, usage, "a")
    assert ("notice" in told, told["view"]["feedback"]) == (
        False,
        {"consequence": "CONSEQUENCEA"},
    )


def test_an_extension_is_not_counted_on_a_page_that_says_practice(edx: OpenEdx) -> None:
    edx.store.inherited = {"due": ago(hours=1)}
    usage = edx.add(module="desk")
    practise(edx, usage, "a")
    edx.extend(LEARNER, datetime.now(UTC) + timedelta(days=1))
    assert ask(edx, usage, "respond", PRACTICE) == (403, "due-extended")
    assert PRACTICE not in config(edx, usage)["urls"]["respond"]
    assert ask(edx, usage, "respond") == (200, None)


def test_practice_is_told_to_nobody(edx: OpenEdx) -> None:
    edx.store.inherited = {"due": ago(hours=1)}
    usage = edx.add(module="desk", report="answers", max_attempts=1)
    for attempt, answers in enumerate((BEST, WORST, MIDDLE), start=1):
        told = practise(edx, usage, *answers, attempt=attempt)
        assert "closed" not in told["view"]
        again = {"attempt": attempt, "step": 0}
        assert edx.post(usage, "retry", again, query=PRACTICE)[0] == 200
    edx.visit(usage)
    assert (edx.published, edx.completions, edx.row(usage).grade) == ([], {}, None)
    assert edx.rescore() == ["skipped"]
    (row,) = edx.problem_responses()
    assert (row["Status"], row["Endings reached"]) == ("not started", "0")


def test_not_even_a_damaged_record_is_reported(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, "a")
    edx.store.inherited = {"due": ago(hours=1)}
    row = edx.row(usage)
    row.state = json.dumps({**json.loads(row.state), "practice": "garbage"})
    edx.published.clear()
    assert practise(edx, usage, "a")["notice"] == "record-damaged"
    assert edx.published == []


def test_practice_goes_on_where_it_was(edx: OpenEdx) -> None:
    """A story begun in time is practised from where it stands; what counts stays as it was."""
    usage = edx.add(module="desk")
    play(edx, usage, "a")
    before = kept(edx.block(usage))
    edx.store.inherited = {"due": ago(hours=1)}
    assert "ending" in practise(edx, usage, "ab", first=1)["view"]
    assert config(edx, usage)["view"]["step"] == 2
    assert kept(edx.block(usage)) == before


def test_a_later_extension_takes_up_what_counted(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, "a")
    edx.store.inherited = {"due": ago(hours=1)}
    practise(edx, usage, "ab", first=1)
    edx.extend(LEARNER, datetime.now(UTC) + timedelta(days=1))
    assert config(edx, usage)["view"]["step"] == 1
    play(edx, usage, "ac", first=1)
    assert (edx.row(usage).grade, edx.state(usage)["practice"]) == (1.0, "")


def test_what_was_finished_in_time_still_counts(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    edx.failing = {"grade", "completion"}
    play(edx, usage, *MIDDLE)
    edx.failing = set()
    edx.store.inherited = {"due": ago(hours=1)}
    assert config(edx, usage)["view"]["result"]["best"] == 75
    assert (edx.row(usage).grade, edx.completions) == (0.75, {(LEARNER, usage): 1.0})
    assert ask(edx, usage, "plan", PRACTICE) == (200, None)
    assert ask(edx, usage, "retry", PRACTICE) == (200, None)
    practise(edx, usage, *WORST, attempt=2)
    assert edx.rescore() == ["succeeded"]
    assert edx.row(usage).grade == 0.75


def test_practice_is_sealed(edx: OpenEdx, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, SECRET_KEY="first")
    edx.store.inherited = {"due": ago(hours=1)}
    usage = edx.add(module="desk")
    practise(edx, usage, "a")
    assert edx.state(usage)["practice"].startswith(MARK)


def test_cards_stay_open(edx: OpenEdx) -> None:
    edx.store.inherited = {"due": ago(hours=1)}
    usage = edx.add(module="desk", show="cards")
    answer = {"card": "improving-try-new-things", "response": "a"}
    assert edx.post(usage, "card", answer)[0] == 200
    assert edx.completions == {(LEARNER, usage): 1.0}
    assert "notice" not in config(edx, usage)
