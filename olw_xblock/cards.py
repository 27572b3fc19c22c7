"""Return cards over the `card` handler: asked for without a response, answered with one.

Cards are practice. The card log is kept for the learner alone; it never touches the record, the score or the attempts.
Due dates do not close them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from olw_core import protocol
from olw_core.engine import cards
from olw_core.engine.cards import CardLog, Return
from olw_core.formats.compiled import Card
from olw_xblock import events
from olw_xblock.handlers import HandlersMixin, play_handler
from olw_xblock.owed import COMPLETION

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class CardsMixin(HandlersMixin):
    """The `card` handler."""

    def today(self) -> int:
        """UTC days since 1970-01-01."""
        return (datetime.now(UTC) - EPOCH).days

    @play_handler(protocol.Card)
    def card(self, data: dict[str, Any]) -> dict[str, Any]:
        """`{card: CardView}`; the variant met longest ago unless one is named."""
        module = self.compiled()
        log = cards.read_log(module, self.opened(self.card_log))
        found = cards.find(module, data["card"])
        variant = data["variant"] or cards.next_variant(log, found)
        if data["response"] is None:
            return {"card": cards.card_view(module, found["id"], variant)}
        view = cards.card_answer(module, found["id"], variant, data["response"])
        self._returned(log, found, Return(variant, view["answer"], self.today()))
        return {"card": view}

    def _returned(self, log: CardLog, card: Card, answered: Return) -> None:
        """Keep the return, once: the same answer sent twice on a day is a double submit."""
        new = log.returns.get(card["tag"], ())[-1:] != (answered,)
        if new:
            self.card_log = self.closed(
                cards.write_log(cards.add_return(log, card, answered))
            )
        if self.show == "cards":
            self.owe(COMPLETION)
        self.secure()
        if new:
            self.tell(events.CARD_ANSWERED, self.compiled()["version"], card=card["id"])
        self.settle()
