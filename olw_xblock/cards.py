"""Return cards over the `card` handler: asked for without a response, answered with one.

Cards are practice. The card log is kept for the learner alone; it never touches the record, the
score or the attempts. Due dates do not close them.
"""

from __future__ import annotations

from typing import Any

from webob import Response

from olw_core.formats.answers import CardShown
from olw_core.formats.calls import CardCall
from olw_core.play import bodies
from olw_core.play.cards import CardOutcome, meet
from olw_xblock import events, language, owed, saving, schedule, sealed
from olw_xblock.block_protocol import Block
from olw_xblock.handlers import handle
from olw_xblock.owed import COMPLETION
from olw_xblock.visit import Visit


def card(block: Block, request: Any) -> Response:
    """`{card: CardView}`; the variant met longest ago unless one is named."""
    return handle(block, request, bodies.Card, _card)


def _card(visit: Visit, call: CardCall) -> CardShown:
    module = visit.module
    log = sealed.opened(visit.block.card_log)
    outcome = meet(module, log, today=schedule.today(), **call)
    if outcome.answered:
        _keep(visit, outcome)
    return {"card": language.told(visit.block, module, outcome.view)}


def _keep(visit: Visit, outcome: CardOutcome) -> None:
    """Keep an answer; a block of cards is complete once one has been answered."""
    block = visit.block
    if outcome.happened:
        block.card_log = sealed.closed(outcome.text)
        block.plays = block.module
    if block.show == "cards":
        owed.owe(block, COMPLETION)
    saving.secure(block)
    for happened in outcome.happened:
        events.tell(block, visit.module["version"], happened)
    owed.settle(block)
