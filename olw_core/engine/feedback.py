"""What is told of an answer: feedback, the words of what was chosen, the authors' answer."""

from __future__ import annotations

from typing import Literal

from olw_core.engine.scoring import choice
from olw_core.engine.story import LEAVE, Decision
from olw_core.formats.items import (
    Choice,
    CompiledFeedback,
    CompiledItem,
    PickItem,
    RankItem,
    RateItem,
)
from olw_core.formats.view import Feedback

Band = Literal["full", "part", "low"]
"""The share s that was earned: s = 1, s >= 1/2, or less."""


def band(item: CompiledItem, gain: int) -> Band:
    """The band of a gain, in units."""
    if gain == item["full"]:
        return "full"
    if 2 * gain >= item["full"]:
        return "part"
    return "low"


def told(decision: Decision) -> CompiledFeedback:
    """The authors' feedback on a decision that was not the way out."""
    item = decision.item
    if item["type"] == "choose":
        return choice(item, decision.answer)["feedback"]
    return item["feedback"][band(item, decision.gain)]


def feedback_of(decision: Decision) -> Feedback:
    """Consequence and why of what was chosen, and its reasons."""
    item = decision.item
    words = told(decision)
    found: Feedback = {
        "consequence": words["consequence"],
        "why": words["why"],
    }
    if item["type"] == "choose":
        add_reasons(found, choice(item, decision.answer))
    return found


def add_reasons(found: Feedback, option: Choice) -> None:
    """What an option protects and costs, where the authors say so."""
    if option["protects"]:
        found["protects"] = option["protects"]
    if option["costs"]:
        found["costs"] = option["costs"]


def lines(item: CompiledItem, answer: str) -> list[str]:
    """The HTML of the options that an answer names, in its order.

    Of rate every statement; nothing for the way out.
    """
    if answer == LEAVE:
        return []
    words = {option["id"]: option["html"] for option in item["options"]}
    if item["type"] == "rate":
        return list(words.values())
    return [words[letter] for letter in answer]


def authors_answer(item: PickItem | RankItem | RateItem) -> str:
    """The answer the authors would give, as a response string."""
    if item["type"] == "rank":
        groups = ["".join(group) for group in item["key"]]
        return "".join(groups)
    ids = [option["id"] for option in item["options"]]
    if item["type"] == "pick":
        right = item["key"]
        return "".join(letter for letter in ids if letter in right)
    ratings = item["key"]
    return "".join(str(ratings[letter]) for letter in ids)
