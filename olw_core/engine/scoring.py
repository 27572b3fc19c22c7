"""The four item rules: what a response to a compiled item is worth, as exact integers.

Rules and worked numbers: docs/developers/scoring.md. Rank is Spearman's footrule scaled to 0..1, rate gives three
quarters for one step off on the same side of appropriate, both after the UK Foundation Programme's published marks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from olw_core.errors import ResponseError

Item = Mapping[str, Any]


def canonical(item: Item, response: object) -> str:
    """The response in the one form the record stores (docs/developers/formats.md, section 3).

    Raises ResponseError: answer-malformed, answer-unknown-option, answer-wrong-count, answer-not-a-ranking.
    """
    if (
        not isinstance(response, str)
        or not response.isascii()
        or not 0 < len(response) <= 36
    ):
        raise ResponseError(
            "answer-malformed",
            "The answer could not be read. Choose again and press Continue.",
        )
    ids = [option["id"] for option in item["options"]]
    return _CHECKS[item["type"]](item, ids, response)


def _known(ids: Sequence[str], response: str) -> None:
    for letter in response:
        if letter not in ids:
            raise ResponseError(
                "answer-unknown-option",
                f"There is no choice '{letter}' here. Choose one of those shown.",
            )


def _check_choose(_item: Item, ids: Sequence[str], response: str) -> str:
    if len(response) != 1:
        raise ResponseError("answer-wrong-count", "Choose one.")
    _known(ids, response)
    return response


def _check_pick(item: Item, ids: Sequence[str], response: str) -> str:
    _known(ids, response)
    if len(response) != item["k"] or len(set(response)) != len(response):
        raise ResponseError(
            "answer-wrong-count", f"Choose {item['k']}, no more and no fewer."
        )
    return "".join(letter for letter in ids if letter in response)


def _check_rank(_item: Item, ids: Sequence[str], response: str) -> str:
    _known(ids, response)
    if sorted(response) != sorted(ids):
        raise ResponseError(
            "answer-not-a-ranking", "Put every line in order, each one once."
        )
    return response


def _check_rate(_item: Item, ids: Sequence[str], response: str) -> str:
    if any(digit not in "1234" for digit in response):
        raise ResponseError("answer-unknown-option", "Rate each line from 1 to 4.")
    if len(response) != len(ids):
        raise ResponseError("answer-wrong-count", "Rate every line.")
    return response


_CHECKS = {
    "choose": _check_choose,
    "pick": _check_pick,
    "rank": _check_rank,
    "rate": _check_rate,
}


def gain(item: Item, answer: str) -> int:
    """What a canonical answer earns, in units of the story's denominator."""
    kind = item["type"]
    if kind == "choose":
        return int(next(o["gain"] for o in item["options"] if o["id"] == answer))
    if kind == "pick":
        return int(item["unit"]) * sum(letter in item["key"] for letter in answer)
    if kind == "rank":
        return int(item["unit"]) * (int(item["dmax"]) - footrule(item["key"], answer))
    keys = [item["key"][option["id"]] for option in item["options"]]
    return int(item["unit"]) * sum(
        rating_quarters(k, int(a)) for k, a in zip(keys, answer, strict=True)
    )


def footrule(key: Sequence[Sequence[str]], answer: str) -> int:
    """Sum of |place given - place in the key|; tied groups take the order that suits the answer best.

    Within a tie the least sum comes from matching places in the order of the answer (rearrangement inequality).
    """
    total, place = 0, 0
    for group in key:
        given = sorted(answer.index(letter) for letter in group)
        total += sum(abs(g - (place + i)) for i, g in enumerate(given))
        place += len(group)
    return total


def rating_quarters(key: int, given: int) -> int:
    """Quarters earned by one rating: exact 4; one off on the same side of the line between 2 and 3: 3; else 0."""
    if given == key:
        return 4
    return 3 if (given <= 2) == (key <= 2) else 0
