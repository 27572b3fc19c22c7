"""The play room: what a request comes to, and what it says has happened."""

from __future__ import annotations

from typing import Any

import pytest

from olw_core.engine import engine
from olw_core.errors import Conflict, OlwError
from olw_core.play.happened import Decided, Ended, Planned, Retried, Started
from olw_core.play.room import Outcome, open_room


def play(module: Any, stored: str, *answers: str, attempt: int = 1) -> Outcome:
    """Answer in turn from where the text stands; the last outcome."""
    outcome = open_room(module, stored, "score").show()
    for answer in answers:
        room = open_room(module, outcome.text, "score")
        step = len(outcome.record.steps)
        outcome = room.respond(attempt=attempt, step=step, response=answer)
    return outcome


def test_a_learner_who_has_done_nothing(desk: Any) -> None:
    shown = open_room(desk, "", "score").show()
    assert shown.view == engine.view(desk, engine.start(desk))
    assert (shown.notice, shown.ended, shown.begun) == ("", False, False)
    assert (shown.progress, shown.happened) == (0, ())


# answers, what the last of them brought about
HAPPENED = [
    (("a",), (Started(1), Decided(1, 0, "queue", "a"))),
    (("a", "ab"), (Decided(1, 1, "ward", "ab"), Ended(1, 75, 75))),
    (
        ("a", "ba"),
        (Decided(1, 1, "ward", "ab"), Ended(1, 75, 75)),
    ),  # as the engine writes it
    (("c",), (Started(1), Decided(1, 0, "queue", "c"), Ended(1, 0, 0))),
    (("_",), (Started(1), Ended(1, 100, 100))),  # stepping away is no decision
    (("a", "_"), (Ended(1, 100, 100),)),
]


@pytest.mark.parametrize(("answers", "happened"), HAPPENED)
def test_what_an_answer_brings_about(
    desk: Any, answers: tuple[str, ...], happened: tuple[Any, ...]
) -> None:
    outcome = play(desk, "", *answers)
    assert outcome.happened == happened
    assert outcome.ended is isinstance(happened[-1], Ended)
    assert outcome.ended is ("ending" in outcome.view)
    assert outcome.progress == outcome.view["progress"]
    assert outcome.decided == outcome.view["step"] == len(answers)
    now = open_room(desk, outcome.text, "score")
    assert now.met() == outcome.view["history"]
    assert (outcome.begun, outcome.changed) == (True, True)
    assert engine.read(desk, outcome.text).record == outcome.record


def test_the_same_answer_again_is_nothing_that_happened(desk: Any) -> None:
    first = play(desk, "", "a", "ab")
    room = open_room(desk, first.text, "score")
    again = room.respond(attempt=1, step=1, response="ab")
    assert (again.text, again.view, again.happened) == (first.text, first.view, ())
    assert again.changed is False


def test_a_worse_attempt_keeps_the_best(desk: Any) -> None:
    best = play(desk, "", "a", "ac")
    retried = open_room(desk, best.text, "score").retry(attempt=1, step=1)
    assert retried.happened == (Retried(2),)
    assert (retried.ended, retried.begun, retried.progress) == (False, True, 50)
    worse = play(desk, retried.text, "ab", attempt=2)
    assert worse.happened == (Decided(2, 1, "ward", "ab"), Ended(2, 75, 100))


def test_a_plan_is_kept(desk: Any) -> None:
    ended = play(desk, "", "c")
    outcome = open_room(desk, ended.text, "score").plan(cue="a", action="b")
    assert (outcome.happened, outcome.ended) == ((Planned(),), True)
    assert outcome.view["plan"]["chosen"] == {"cue": "a", "action": "b"}


def test_completion_alone_shows_and_keeps_no_percentage(desk: Any) -> None:
    room = open_room(desk, "", "completion")
    outcome = room.respond(attempt=1, step=0, response="c")
    assert "percent" not in outcome.view["result"]
    assert outcome.text.split(".")[6] == str(desk["version"])


def test_what_was_unusual_is_said_with_every_outcome(desk: Any) -> None:
    room = open_room(desk, play(desk, "", "a").text[:-1] + "!", "score")
    outcome = room.respond(attempt=1, step=1, response="ac")
    assert (room.show().notice, outcome.notice) == ("record-damaged", "record-damaged")
    assert open_room(desk, outcome.text, "score").show().notice == ""


REFUSED = [
    ("respond", {"attempt": 1, "step": 1, "response": "z"}, "answer-unknown-option"),
    ("respond", {"attempt": 1, "step": 0, "response": "b"}, "step-conflict"),
    ("respond", {"attempt": 2, "step": 0, "response": "a"}, "step-conflict"),
    ("retry", {"attempt": 1, "step": 0}, "not-ended"),
    ("plan", {"cue": "a", "action": "a"}, "not-ended"),
]


@pytest.mark.parametrize(("call", "fields", "code"), REFUSED)
def test_what_is_refused_changes_nothing(
    desk: Any, call: str, fields: dict[str, Any], code: str
) -> None:
    room = open_room(desk, play(desk, "", "a").text, "score")
    now = room.show()
    with pytest.raises(OlwError) as caught:
        getattr(room, call)(**fields)
    assert caught.value.code == code
    assert isinstance(caught.value, Conflict) is (code == "step-conflict")
    assert room.show() == now
