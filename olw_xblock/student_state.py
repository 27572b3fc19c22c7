"""One learner's state, as a platform asks for it: `student_view_user_state`."""

from __future__ import annotations

from webob import Response

from olw_core.errors import OlwError
from olw_xblock import (
    finished_stories,
    masquerade,
    owed,
    platform,
    refusals,
    swap,
)
from olw_xblock.attempt_limit import attempts_left
from olw_xblock.block_protocol import Block
from olw_xblock.shown import notice_of, view_of
from olw_xblock.visit import Visit
from olw_xblock.wire import answer, refusal


def user_state(block: Block) -> Response:
    """This learner's View, endings reached and modules done."""
    try:
        return answer(_state(Visit(block)))
    except OlwError as error:
        return refusal(refusals.in_words(block, error))


def _state(visit: Visit) -> dict[str, object]:
    block = visit.block
    if not platform.has_learner(block):
        raise refusals.no_learner(block)
    if masquerade.is_on(block):
        raise refusals.read_only(block)
    swap.settle(visit)
    owed.settle(block, visit.counted.record)
    shown = visit.played.show()
    return {
        "view": view_of(visit, shown),
        "notice": notice_of(visit, shown),
        "attempts": block.attempts or 0,
        "attempts_left": attempts_left(block),
        "modules_done": finished_stories.modules(block),
    }
