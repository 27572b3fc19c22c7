"""Return cards in the play room: a card answered twice counts once, wherever it stands."""

from __future__ import annotations

from typing import Any

import pytest

from olw_core.engine.cards import Return, read_log
from olw_core.errors import ResponseError
from olw_core.play.cards import CardOutcome, meet
from olw_core.play.happened import CardAnswered

CARD = "improving-try-new-things"


def answer(
    desk: Any, stored: str, variant: str, response: str, today: int
) -> CardOutcome:
    return meet(
        desk, stored, today=today, card=CARD, variant=variant, response=response
    )


def returns(desk: Any, text: str) -> list[Return]:
    log = read_log(desk, text)
    return [one for kept in log.returns.values() for one in kept]


def test_a_card_that_is_only_shown_keeps_nothing(desk: Any) -> None:
    shown = meet(desk, "", today=1, card=CARD, variant=None, response=None)
    assert (shown.text, shown.answered, shown.happened) == ("", False, ())
    assert (shown.view["variant"], "feedback" in shown.view) == ("a", False)


def test_an_answer_is_kept_and_explained(desk: Any) -> None:
    told = answer(desk, "", "a", "b", 9)
    assert (told.answered, told.happened) == (True, (CardAnswered(CARD),))
    assert told.view["answer"] == "b"
    assert returns(desk, told.text) == [Return("a", "b", 9)]


def test_the_variant_met_longest_ago_is_next(desk: Any) -> None:
    stored = answer(desk, "", "a", "b", 9).text
    shown = meet(desk, stored, today=9, card=CARD, variant=None, response=None)
    assert shown.view["variant"] == "b"


# (variant, answer, day) in turn, and how many of them are kept
SENT = [
    ([("a", "b", 9), ("a", "b", 9)], 1),
    ([("a", "b", 9), ("a", "a", 9), ("a", "b", 9)], 2),  # not the last one
    ([("a", "b", 9), ("a", "b", 10)], 2),  # another day
    ([("a", "b", 9), ("b", "b", 9)], 2),  # another variant
    ([("a", "b", 9), ("a", "a", 9)], 2),  # another answer
]


@pytest.mark.parametrize(("sent", "kept"), SENT)
def test_what_counts_once(
    desk: Any, sent: list[tuple[str, str, int]], kept: int
) -> None:
    stored = ""
    happened = 0
    for variant, response, day in sent:
        told = answer(desk, stored, variant, response, day)
        assert told.answered
        stored = told.text
        happened += len(told.happened)
    assert (len(returns(desk, stored)), happened) == (kept, kept)


@pytest.mark.parametrize(
    ("name", "variant", "response", "code"),
    [
        ("no-such-card", None, None, "card-unknown"),
        (CARD, "z", None, "card-unknown"),
        (CARD, "a", "z", "answer-unknown-option"),
    ],
)
def test_what_cannot_be_answered(
    desk: Any, name: str, variant: str | None, response: str | None, code: str
) -> None:
    with pytest.raises(ResponseError) as caught:
        meet(desk, "", today=1, card=name, variant=variant, response=response)
    assert caught.value.code == code
