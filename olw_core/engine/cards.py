"""Return cards: one short decision per behaviour, met again after a week, a month and three months.

Cards are practice: they never count towards a score. The card log keeps the last three returns of each card as
`c1.<module>.<entries>.<check>` (docs/developers/formats.md, section 5).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from olw_core.engine import scoring
from olw_core.engine.record import MAX_LENGTH, base36, checksum
from olw_core.engine.view import public_item
from olw_core.errors import ResponseError

Module = Mapping[str, Any]
KEPT = 3
_RETURN = re.compile(r"([a-z0-9])([a-z0-9])([0-9a-z]{3})")
_ENTRY = re.compile(r"([A-Za-z0-9]{2})((?:[a-z0-9]{5}){1,3})\Z")


@dataclass(frozen=True)
class Return:
    """One answered card: which variant, which option, on which day (UTC days since 1970-01-01)."""

    variant: str
    answer: str
    day: int


@dataclass(frozen=True)
class CardLog:
    """A learner's returns in one module: card tag -> up to three returns, newest last."""

    module: str
    returns: Mapping[str, tuple[Return, ...]]


def find(module: Module, card_id: object) -> Mapping[str, Any]:
    """The compiled card. Raises ResponseError (card-unknown)."""
    for card in module["cards"]:
        if card["id"] == card_id:
            found: Mapping[str, Any] = card
            return found
    raise ResponseError(
        "card-unknown", "There is no such card here. Go back and choose another."
    )


def card_view(module: Module, card_id: object, variant: object) -> dict[str, Any]:
    """What a learner may see of a card before answering: a CardView (formats.md, section 7)."""
    card = find(module, card_id)
    if not isinstance(variant, str) or variant not in card["variants"]:
        raise ResponseError(
            "card-unknown", "There is no such card here. Go back and choose another."
        )
    told = card["variants"][variant]
    return {
        "module": module["id"],
        "card": card["id"],
        "variant": variant,
        "label": card["label"],
        "moment": card["moment"],
        "html": told["html"],
        "setting": dict(told["setting"]),
        "item": public_item(told["item"]),
    }


def card_answer(
    module: Module, card_id: object, variant: object, response: object
) -> dict[str, Any]:
    """The CardView once answered: feedback for every option and words to try. Raises ResponseError."""
    view = card_view(module, card_id, variant)
    card = find(module, card_id)
    item = card["variants"][variant]["item"]
    view["answer"] = scoring.canonical(item, response)
    view["feedback"] = [
        {
            "id": o["id"],
            **o["feedback"],
            **{name: o[name] for name in ("protects", "costs") if o[name]},
        }
        for o in item["options"]
    ]
    view["words_to_try"] = card["words_to_try"]
    return view


def next_variant(log: CardLog, card: Mapping[str, Any]) -> str:
    """The variant the learner has not met for longest, in the authors' order."""
    seen = [r.variant for r in log.returns.get(card["tag"], ())]
    letters: list[str] = list(card["variants"])
    return min(
        letters,
        key=lambda letter: (
            seen[::-1].index(letter) * -1 if letter in seen else -KEPT - 1,
            letter,
        ),
    )


def add_return(log: CardLog, card: Mapping[str, Any], answered: Return) -> CardLog:
    """The log with one more return; only the last three of a card are kept."""
    kept = (*log.returns.get(card["tag"], ()), answered)[-KEPT:]
    return replace(log, returns={**log.returns, card["tag"]: kept})


def write_log(log: CardLog) -> str:
    """The log as text; "" when nothing was answered."""
    if not log.returns:
        return ""
    entries = [
        tag + "".join(r.variant + r.answer + base36(r.day, 3) for r in returns)
        for tag, returns in sorted(log.returns.items())
    ]
    body = f"c1.{log.module}.{'-'.join(entries)}"
    return f"{body}.{checksum(body)}"


def read_log(module: Module, text: str) -> CardLog:
    """The log a text holds, as far as it is readable and known to the module. Never raises: cards are practice."""
    fresh = CardLog(module["id"], {})
    fields = text.strip(" \t\r\n")[:MAX_LENGTH].split(".")
    if len(fields) < 3 or fields[0] != "c1" or fields[1] != module["id"]:
        return fresh
    tags = {card["tag"] for card in module["cards"]}
    matches = [
        m for part in fields[2].split("-") if (m := _ENTRY.match(part)) and m[1] in tags
    ]
    returns = {
        m[1]: tuple(Return(r[1], r[2], int(r[3], 36)) for r in _RETURN.finditer(m[2]))
        for m in matches
    }
    return replace(fresh, returns=returns)
