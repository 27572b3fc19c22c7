"""Return cards: asked for, answered, remembered, never graded."""

from __future__ import annotations

import pytest

from olw_core import content
from olw_core.engine.cards import Return, read_log
from olw_xblock import schedule
from tests.unit.olw_xblock.support import Platform

CARD = "improving-try-new-things"


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "today", lambda: 20_000)


def returns(platform: Platform) -> list[Return]:
    block = platform.block()
    log = read_log(content.load(block.module), block.card_log)
    return [r for kept in log.returns.values() for r in kept]


def test_a_card_before_it_is_answered_has_no_feedback(platform: Platform) -> None:
    status, told = platform.post("card", {"card": CARD})
    assert (status, told["card"]["variant"]) == (200, "a")
    assert sorted(told["card"]) == [
        "card",
        "html",
        "item",
        "label",
        "module",
        "moment",
        "setting",
        "variant",
    ]


def test_an_answered_card_explains_every_option(platform: Platform) -> None:
    _status, told = platform.post(
        "card", {"card": CARD, "variant": "a", "response": "b"}
    )
    assert (told["card"]["answer"], [f["id"] for f in told["card"]["feedback"]]) == (
        "b",
        ["a", "b", "c"],
    )
    assert told["card"]["words_to_try"] == "WORDSTOTRY"
    assert returns(platform) == [Return("a", "b", 20_000)]


def test_the_next_time_brings_the_other_variant(platform: Platform) -> None:
    platform.post("card", {"card": CARD, "response": "b"})
    assert platform.post("card", {"card": CARD})[1]["card"]["variant"] == "b"


def test_the_same_answer_on_one_day_is_kept_once(platform: Platform) -> None:
    for _ in range(2):
        platform.post("card", {"card": CARD, "variant": "a", "response": "b"})
    assert returns(platform) == [Return("a", "b", 20_000)]


def test_it_is_kept_once_wherever_it_stands_in_the_log(platform: Platform) -> None:
    for answer in ("b", "a", "b"):
        platform.post("card", {"card": CARD, "variant": "a", "response": answer})
    assert returns(platform) == [Return("a", "b", 20_000), Return("a", "a", 20_000)]


def test_three_returns_are_kept(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (1, 2, 3, 4):
        monkeypatch.setattr(schedule, "today", lambda day=day: day)
        platform.post("card", {"card": CARD, "variant": "a", "response": "a"})
    assert returns(platform) == [
        Return("a", "a", 2),
        Return("a", "a", 3),
        Return("a", "a", 4),
    ]


def test_cards_leave_the_story_alone(platform: Platform) -> None:
    platform.post("card", {"card": CARD, "response": "a"})
    block = platform.block()
    assert (block.record, block.attempts, block.raw_earned, platform.published) == (
        "",
        0,
        None,
        [],
    )


def test_a_block_of_cards_is_complete_after_one(platform: Platform) -> None:
    platform.settings(show="cards").post("card", {"card": CARD})
    assert platform.told("completion") == []
    platform.post("card", {"card": CARD, "response": "a"})
    assert platform.told("completion") == [{"completion": 1.0}]
    assert platform.told("grade") == []


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"card": "kind-no-bullying"}, "card-unknown"),
        ({"card": CARD, "variant": "z"}, "card-unknown"),
        ({"card": CARD, "variant": "a", "response": "z"}, "answer-unknown-option"),
        ({"card": CARD, "variant": "a", "response": ""}, "answer-malformed"),
    ],
)
def test_what_cannot_be_answered(
    platform: Platform, asked: dict[str, str], code: str
) -> None:
    status, told = platform.post("card", asked)
    assert (status, told["error"]["code"], platform.block().card_log) == (422, code, "")


def test_a_damaged_log_is_a_fresh_start(platform: Platform) -> None:
    platform.settings(card_log="garbage" * 1000)
    assert platform.post("card", {"card": CARD, "response": "a"})[0] == 200
    assert returns(platform) == [Return("a", "a", 20_000)]


def test_days_are_utc_days_since_1970(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    assert 20_000 < schedule.today() < 40_000
