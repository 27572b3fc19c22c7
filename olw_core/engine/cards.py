"""Return cards: one short decision per behaviour, to come back to after the story. Twin of
olw_core/player/src/engine/cards.ts.

Cards are practice: they never count towards a score. The card log keeps the last three returns of
each card as `c1.<module>.<entries>.<check>` (docs/developers/formats.md, section 5).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from olw_core.engine import scoring
from olw_core.engine.record import base36, checked, trimmed
from olw_core.engine.view import public_item
from olw_core.errors import ResponseError
from olw_core.formats.card import CardFeedback, CardView
from olw_core.formats.compiled import Card, Module, Variant
from olw_core.formats.items import Choice

FORMAT = "c1"
DAY_LENGTH = 3
"""Base-36 digits of a day: enough until the year 2097."""
KEPT = 3
"""Returns of a card that the log keeps."""
_RETURN = re.compile(r"([a-z0-9])([a-z0-9])([0-9a-z]{3})")
_ENTRY = re.compile(r"([A-Za-z0-9]{2})((?:[a-z0-9]{5}){1,3})\Z")


@dataclass(frozen=True)
class Return:
    """One answered card."""

    variant: str
    """Letter of the telling."""
    answer: str
    """The canonical answer: an option's letter."""
    day: int
    """UTC days since 1970-01-01."""


Returns = tuple[Return, ...]
"""Of one card, newest last; never empty in a log."""


@dataclass(frozen=True)
class CardLog:
    """A learner's returns in one module."""

    module: str
    """Its id."""
    returns: Mapping[str, Returns]
    """By card tag; up to KEPT each."""

    def of(self, card: Card) -> Returns:
        """The returns of one card; none where it was not met."""
        return self.returns.get(card["tag"], ())


def find(module: Module, card_id: object) -> Card:
    """The compiled card. Raises ResponseError (card-unknown)."""
    for card in module["cards"]:
        if card["id"] == card_id:
            return card
    raise _unknown()


def _unknown() -> ResponseError:
    return ResponseError(
        "card-unknown",
        "There is no such card here. Go back and choose another.",
    )


def _variant(card: Card, letter: object) -> tuple[str, Variant]:
    """(letter, telling). Raises ResponseError (card-unknown)."""
    for known, variant in card["variants"].items():
        if known == letter:
            return known, variant
    raise _unknown()


def card_view(
    module: Module,
    card_id: object,
    variant: object,
) -> CardView:
    """What a learner may see of a card before answering.

    Raises ResponseError (card-unknown).
    """
    card = find(module, card_id)
    letter, told = _variant(card, variant)
    view: CardView = {
        "module": module["id"],
        "card": card["id"],
        "variant": letter,
        "label": card["label"],
        "moment": card["moment"],
        "html": told["html"],
        "setting": told["setting"].copy(),
        "item": public_item(told["item"]),
    }
    if "later" in told:
        view["later"] = told["later"]
    return view


def card_answer(
    module: Module,
    card_id: object,
    variant: object,
    response: object,
) -> CardView:
    """The card once answered: feedback for every option, and words to try.

    Raises ResponseError (card-unknown, answer-...).
    """
    view = card_view(module, card_id, variant)
    card = find(module, card_id)
    _, told = _variant(card, variant)
    item = told["item"]
    view["answer"] = scoring.canonical(item, response)
    view["feedback"] = [_feedback(option) for option in item["options"]]
    view["words_to_try"] = card["words_to_try"]
    return view


def _feedback(option: Choice) -> CardFeedback:
    """All that is told of one option."""
    told = option["feedback"]
    found: CardFeedback = {
        "id": option["id"],
        "consequence": told["consequence"],
        "why": told["why"],
        "yours": told["yours"],
        "other": told["other"],
    }
    if option["protects"]:
        found["protects"] = option["protects"]
    if option["costs"]:
        found["costs"] = option["costs"]
    return found


def next_variant(log: CardLog, card: Card) -> str:
    """The variant the learner has not met for longest, in the authors' order."""
    last_met = {one.variant: place for place, one in enumerate(log.of(card))}
    letters = sorted(card["variants"])
    return min(letters, key=lambda letter: last_met.get(letter, -1))


def add_return(
    log: CardLog,
    card: Card,
    answered: Return,
) -> CardLog:
    """The log with one more return; only the last three of a card are kept."""
    kept = (*log.of(card), answered)[-KEPT:]
    return replace(log, returns={**log.returns, card["tag"]: kept})


def write_log(log: CardLog) -> str:
    """The log as text; "" when nothing was answered."""
    if not log.returns:
        return ""
    entries = []
    for tag, returns in sorted(log.returns.items()):
        written = "".join(map(_text, returns))
        entries.append(tag + written)
    return checked(FORMAT, log.module, "-".join(entries))


def _text(answered: Return) -> str:
    """Five characters."""
    day = base36(answered.day, DAY_LENGTH)
    return answered.variant + answered.answer + day


def read_log(module: Module, text: str) -> CardLog:
    """The log a text holds, as far as it is readable and known to the module.

    Never raises: cards are practice.
    """
    fields = trimmed(text).split(".")
    ours = [FORMAT, module["id"]]
    if len(fields) < 3 or fields[:2] != ours:
        return CardLog(module["id"], {})
    tags = {card["tag"] for card in module["cards"]}
    returns: dict[str, Returns] = {}
    for part in fields[2].split("-"):
        entry = _ENTRY.match(part)
        if entry and entry[1] in tags:
            returns[entry[1]] = _returns(entry[2])
    return CardLog(module["id"], returns)


def _returns(text: str) -> Returns:
    """The returns of one entry."""
    found = []
    for variant, answer, day in _RETURN.findall(text):
        answered = Return(variant, answer, int(day, 36))
        found.append(answered)
    return tuple(found)
