"""A return card at a server: asked for without a response, answered with one.

Cards are practice. Their log touches neither the record nor the score.
"""

from __future__ import annotations

from dataclasses import dataclass

from olw_core.engine import cards
from olw_core.engine.cards import Return
from olw_core.formats.card import CardView
from olw_core.formats.compiled import Module
from olw_core.play.happened import CardAnswered


@dataclass(frozen=True)
class CardOutcome:
    """What a request for a card came to.

    `text`: the log to be stored. `view`: the CardView. `answered`: an answer was sent; `happened`
    is empty when it had been sent before.
    """

    text: str
    view: CardView
    answered: bool = False
    happened: tuple[CardAnswered, ...] = ()


def meet(
    module: Module,
    stored: str,
    *,
    today: int,
    card: str,
    variant: str | None,
    response: str | None,
) -> CardOutcome:
    """The card, or what its options bring about once it is answered.

    `stored`: the log, in clear. `today`: UTC days since 1970-01-01. Without a `variant` the one
    met longest ago is shown. Raises ResponseError (card-unknown, answer-...).
    """
    log = cards.read_log(module, stored)
    found = cards.find(module, card)
    variant = variant or cards.next_variant(log, found)
    if response is None:
        return CardOutcome(stored, cards.card_view(module, card, variant))
    view = cards.card_answer(module, card, variant, response)
    answered = Return(variant, view["answer"], today)
    # Sent twice: the same answer to the same variant on one day, wherever it stands in the log.
    if answered in log.returns.get(found["tag"], ()):
        return CardOutcome(stored, view, answered=True)
    text = cards.write_log(cards.add_return(log, found, answered))
    return CardOutcome(text, view, answered=True, happened=(CardAnswered(card),))
