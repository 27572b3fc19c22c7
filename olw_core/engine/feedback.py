"""What is told of an answer: feedback, the words of what was chosen, the authors' answer. Twin of
olw_core/player/src/engine/feedback.ts.
"""

from __future__ import annotations

from olw_core.engine.scoring import band, choice
from olw_core.engine.story import Decision
from olw_core.formats.items import (
    CompiledFeedback,
    CompiledItem,
    PickItem,
    RankItem,
    RateItem,
)
from olw_core.formats.view import Feedback


def told(decision: Decision) -> CompiledFeedback:
    """All that the authors say of an answer that was not the way out."""
    item = decision.item
    if item["type"] == "choose":
        chosen = choice(item, decision.answer)
        return chosen["feedback"]
    earned = band(item, decision.gain)
    return item["feedback"][earned]


def feedback_of(decision: Decision) -> Feedback:
    """What came of an answer; its reasons are told at the ending."""
    return {"consequence": told(decision)["consequence"]}


def lines(item: CompiledItem, answer: str) -> list[str]:
    """The HTML of the options that an answer names, in its order; of rate every statement."""
    words = {option["id"]: option["html"] for option in item["options"]}
    if item["type"] == "rate":
        return list(words.values())
    return [words[letter] for letter in answer]


def authors_answer(item: PickItem | RankItem | RateItem) -> str:
    """The answer the authors would give, as a response string."""
    if item["type"] == "rank":
        key = item["key"]
        groups = ["".join(group) for group in key]
        return "".join(groups)
    ids = [option["id"] for option in item["options"]]
    if item["type"] == "pick":
        right = item["key"]
        return "".join(letter for letter in ids if letter in right)
    ratings = item["key"]
    in_order = [str(ratings[letter]) for letter in ids]
    return "".join(in_order)
