"""The four item rules: what a response to a compiled item is worth, as exact integers. Twin of
olw_core/player/src/engine/scoring.ts.

Rules and worked numbers: docs/developers/scoring.md. Rank is Spearman's footrule scaled to 0..1;
rate gives three quarters for one step off on the same side of appropriate. Both follow the UK
Foundation Programme's published marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, assert_never

from olw_core.errors import ResponseError
from olw_core.formats.items import (
    Choice,
    ChooseItem,
    CompiledItem,
    PickItem,
    RankItem,
    RateItem,
)

Band = Literal["full", "part", "low"]
"""The share s that was earned: s = 1, s >= 1/2, or less."""
LONGEST_RESPONSE = 36
"""Characters of a response: there are no more option ids than [a-z0-9]."""
RATINGS = "1234"
"""From very inappropriate to very appropriate."""


def canonical(item: CompiledItem, response: object) -> str:
    """The response in the one form the record stores (formats.md, section 3).

    Raises ResponseError: answer-malformed, answer-unknown-option, answer-wrong-count,
    answer-not-a-ranking.
    """
    read = _readable(response)
    ids = [option["id"] for option in item["options"]]
    if item["type"] == "choose":
        return _one(ids, read)
    if item["type"] == "pick":
        return _picks(item, ids, read)
    if item["type"] == "rank":
        return _order(ids, read)
    if item["type"] == "rate":
        return _ratings(ids, read)
    assert_never(item)


def _readable(response: object) -> str:
    """A text that could be a response. Raises ResponseError (answer-malformed)."""
    if not isinstance(response, str):
        raise _malformed()
    if not response.isascii() or not 0 < len(response) <= LONGEST_RESPONSE:
        raise _malformed()
    return response


def _malformed() -> ResponseError:
    """Nothing that a player would send."""
    return ResponseError(
        "answer-malformed",
        "The answer could not be read. Choose again and press Continue.",
    )


def _check_known(ids: Sequence[str], response: str) -> None:
    """Raises ResponseError (answer-unknown-option) for the first letter that is none."""
    for letter in response:
        if letter not in ids:
            raise ResponseError(
                "answer-unknown-option",
                f"There is no choice '{letter}' here. Choose one of those shown.",
            )


def _one(ids: Sequence[str], response: str) -> str:
    """One letter.

    Raises ResponseError: answer-wrong-count, answer-unknown-option.
    """
    if len(response) != 1:
        raise ResponseError("answer-wrong-count", "Choose one.")
    _check_known(ids, response)
    return response


def _picks(
    item: PickItem,
    ids: Sequence[str],
    response: str,
) -> str:
    """The letters in the authors' order.

    Raises ResponseError: answer-unknown-option, answer-wrong-count.
    """
    _check_known(ids, response)
    picked = [letter for letter in ids if letter in response]
    if not len(picked) == len(response) == item["k"]:
        raise ResponseError(
            "answer-wrong-count",
            f"Choose {item['k']}, no more and no fewer.",
        )
    return "".join(picked)


def _order(ids: Sequence[str], response: str) -> str:
    """Every letter once.

    Raises ResponseError: answer-unknown-option, answer-not-a-ranking.
    """
    _check_known(ids, response)
    if sorted(response) != sorted(ids):
        raise ResponseError(
            "answer-not-a-ranking",
            "Put every line in order, each one once.",
        )
    return response


def _ratings(ids: Sequence[str], response: str) -> str:
    """One digit for each option.

    Raises ResponseError: answer-unknown-option, answer-wrong-count.
    """
    if any(digit not in RATINGS for digit in response):
        raise ResponseError(
            "answer-unknown-option",
            "Rate each line from 1 to 4.",
        )
    if len(response) != len(ids):
        raise ResponseError("answer-wrong-count", "Rate every line.")
    return response


def gain(item: CompiledItem, answer: str) -> int:
    """What a canonical answer earns, in units of the story's denominator."""
    if item["type"] == "choose":
        return choice(item, answer)["gain"]
    if item["type"] == "pick":
        return item["unit"] * _right_picks(item, answer)
    if item["type"] == "rank":
        return item["unit"] * _steps_saved(item, answer)
    if item["type"] == "rate":
        return item["unit"] * _quarters_earned(item, answer)
    assert_never(item)


def band(item: CompiledItem, earned: int) -> Band:
    """The band of a gain, in units."""
    if earned == item["full"]:
        return "full"
    if 2 * earned >= item["full"]:
        return "part"
    return "low"


def choice(item: ChooseItem, letter: str) -> Choice:
    """The option that a canonical answer names. Raises ValueError for another letter."""
    for option in item["options"]:
        if option["id"] == letter:
            return option
    raise ValueError(f"there is no option {letter!r}")


def _right_picks(item: PickItem, answer: str) -> int:
    """How many of the letters are in the key."""
    right = item["key"]
    return sum(letter in right for letter in answer)


def _steps_saved(item: RankItem, answer: str) -> int:
    """How many footrule steps nearer to the key than an order can be at worst."""
    distance = footrule(item["key"], answer)
    return item["dmax"] - distance


def _quarters_earned(item: RateItem, answer: str) -> int:
    """Quarters over all ratings."""
    key = item["key"]
    total = 0
    for option, digit in zip(item["options"], answer, strict=True):
        right = key[option["id"]]
        total += quarters(right, int(digit))
    return total


def footrule(key: Sequence[Sequence[str]], answer: str) -> int:
    """Sum of |place given - place in the key|.

    Tied groups take the order that suits the answer best: within a tie the least sum comes from
    matching places in the order of the answer (rearrangement inequality).
    """
    total = 0
    place = 0
    for group in key:
        places = [answer.index(letter) for letter in group]
        for given in sorted(places):
            total += abs(given - place)
            place += 1
    return total


def quarters(key: int, given: int) -> int:
    """Quarters earned by one rating.

    Exact: 4; one off on the same side of the line between 2 and 3: 3; else 0.
    """
    if given == key:
        return 4
    same_side = (given <= 2) == (key <= 2)
    return 3 if same_side else 0
