"""What the second edition added to playing: short way, echoes, pictures by way, own words."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from olw_core.engine import cards, engine
from olw_core.engine.echoes import echoes_of
from olw_core.engine.path import drawn
from olw_core.engine.story import LEAVE, Decision, follow, item_at, walk
from olw_core.engine.view import public_item
from tests.support.modules import golden

CARD = "improving-try-new-things"


def changed(card: dict[str, Any]) -> Any:
    """The module with its first card changed by these fields of variant b."""
    module: Any = copy.deepcopy(golden("way_out"))
    found = next(one for one in module["cards"] if one["id"] == CARD)
    found["variants"]["b"].update(card)
    return module


def test_a_card_of_three_weeks_later_says_so() -> None:
    view = cards.card_view(changed({"later": True}), CARD, "b")
    assert view["later"] is True


def test_a_card_without_prices_tells_none() -> None:
    module = changed({})
    found = next(one for one in module["cards"] if one["id"] == CARD)
    for option in found["variants"]["b"]["item"]["options"]:
        option["protects"] = option["costs"] = ""
    told = cards.card_answer(module, CARD, "b", "a")["feedback"]
    assert [{"protects", "costs"} & set(one) for one in told] == [set(), set(), set()]


def test_nobody_remembers_an_option_that_is_not_there() -> None:
    module = golden("one_decision")
    here, _ = walk(module, ())
    assert echoes_of(item_at(module, here.node), "z") == []


def test_no_picture_where_no_choice_holds() -> None:
    assert drawn([{"file": "a.svg", "when": [["desk.a"]]}], set()) == ""


def test_others_are_told_of_no_decision_from_the_short_way_on() -> None:
    module = golden("short_way")
    begun, _ = walk(module, ())
    assert begun.reported == begun.decisions == ()
    left = follow(module, begun, LEAVE)
    asked = item_at(module, begun.node)
    assert left.decisions == (Decision(begun.node, asked, LEAVE, gain=0, regret=0),)
    assert (left.left, left.reported, left.told) == (True, (), ())


def test_a_story_without_a_way_out_cannot_be_left() -> None:
    module = golden("maths")
    here, _ = walk(module, ())
    with pytest.raises(ValueError, match=r"^this story has no way out$"):
        follow(module, here, LEAVE)


def test_own_words_may_be_asked_for() -> None:
    module = golden("say")
    view = engine.view(module, engine.start(module))
    here, _ = walk(module, ())
    assert public_item(item_at(module, here.node)).get("say") == view["item"].get("say")
    assert view["item"].get("say")
