"""Return cards: nothing told before the answer, everything after it; a log that never breaks."""

from __future__ import annotations

import json

import pytest

from olw_core.engine import cards
from olw_core.engine.cards import CardLog, Return
from olw_core.errors import ResponseError
from tests.support.modules import golden, loose

CARD = "improving-try-new-things"


def test_no_key_before_the_answer() -> None:
    view = cards.card_view(golden("way_out"), CARD, "b")
    assert view["item"]["options"] == [{"id": i, "html": f"Say {i}."} for i in "abc"]
    assert set(view) == {
        "module",
        "card",
        "variant",
        "label",
        "moment",
        "html",
        "setting",
        "item",
    }
    assert "gain" not in json.dumps(view)


def test_feedback_for_every_option_after_it() -> None:
    answered = cards.card_answer(golden("way_out"), CARD, "a", "c")
    assert [f["id"] for f in answered["feedback"]] == ["a", "b", "c"]
    assert (answered["answer"], answered["words_to_try"]) == (
        "c",
        "Tell me more about that.",
    )


@pytest.mark.parametrize(
    ("card", "variant", "response", "code"),
    [
        ("x", "a", "a", "card-unknown"),
        (CARD, "z", "a", "card-unknown"),
        (CARD, None, "a", "card-unknown"),
        (CARD, "a", "z", "answer-unknown-option"),
    ],
)
def test_refused(card: str, variant: object, response: str, code: str) -> None:
    with pytest.raises(ResponseError) as caught:
        cards.card_answer(golden("way_out"), card, variant, response)
    assert caught.value.code == code


def test_log_keeps_the_last_three_and_round_trips() -> None:
    module = golden("way_out")
    card, log = module["cards"][0], CardLog("way_out", {})
    assert cards.write_log(log) == ""
    for day in (20780, 20787, 20810, 20870):
        log = cards.add_return(log, card, Return("a", "b", day))
    text = cards.write_log(log)
    assert cards.read_log(module, text) == log
    assert [r.day for r in log.returns[card["tag"]]] == [20787, 20810, 20870]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c1",
        "c1.way_out",
        "c1.other.{tag}ab123.0",
        "garbage",
        "c1.way_out.!!.0",
        "c1.way_out.zzab123.0",
        "x" * 9000,
    ],
)
def test_unreadable_logs_are_empty(text: str) -> None:
    module = golden("way_out")
    log = text.format(tag=module["cards"][0]["tag"])
    assert cards.read_log(module, log) == CardLog("way_out", {})


def test_a_log_that_lost_its_check_value_is_read() -> None:
    module = golden("way_out")
    tag = module["cards"][0]["tag"]
    read = cards.read_log(module, f"c1.way_out.{tag}ab5k0")
    assert read.returns == {tag: (Return("a", "b", 7200),)}


def test_a_log_holds_each_card_in_the_order_of_tags() -> None:
    module = loose(golden("way_out"))
    [first] = module["cards"]
    module["cards"].append({**first, "tag": "zz"})
    log = CardLog("way_out", {})
    for card in reversed(module["cards"]):
        log = cards.add_return(log, card, Return("a", "b", 7200))
    text = cards.write_log(log)
    assert text.split(".")[:3] == ["c1", "way_out", f"{first['tag']}ab5k0-zzab5k0"]
    assert cards.read_log(module, text) == log


def test_next_variant_is_the_one_not_met_for_longest() -> None:
    card, log = golden("way_out")["cards"][0], CardLog("way_out", {})
    met = []
    for day in range(5):
        variant = cards.next_variant(log, card)
        met.append(variant)
        log = cards.add_return(log, card, Return(variant, "a", day))
    assert met == ["a", "b", "a", "b", "a"]
