"""One learner's state, as a platform asks for it: `student_view_user_state`, and forgetting it."""

from __future__ import annotations

from typing import Any

from webob import Response

from olw_core.errors import OlwError
from olw_xblock import masquerade, owed, platform, refusals
from olw_xblock.attempt_limit import attempts_left
from olw_xblock.fields import Block
from olw_xblock.shown import notice_of, view_of
from olw_xblock.visit import Visit
from olw_xblock.wire import answer, refusal


def user_state(block: Block) -> Response:
    """This learner's View, endings reached and modules done."""
    try:
        return answer(_state(Visit(block)))
    except OlwError as error:
        return refusal(refusals.in_words(block, error))


def _state(visit: Visit) -> dict[str, Any]:
    block = visit.block
    if not platform.has_learner(block):
        raise refusals.no_learner(block)
    if masquerade.is_on(block):
        raise refusals.read_only(block)
    owed.settle(block, visit.counted.record)
    shown = visit.played.show()
    return {
        "view": view_of(visit, shown),
        "notice": notice_of(visit, shown),
        "attempts": block.attempts or 0,
        "attempts_left": attempts_left(block),
        "modules_done": modules_done(block),
    }


def modules_done(block: Block) -> list[str]:
    """Ids of all modules this learner has finished in any block, for maps and cards."""
    return sorted(block.done_modules)


def clear(block: Block, user_id: object) -> None:
    """Forget what this block holds of the learner whom the platform deletes, if it is that one.

    Platforms delete the stored rows themselves and often call this on a block bound to nobody.
    """
    if not platform.has_learner(block) or user_id != block.scope_ids.user_id:
        return
    block.record = ""
    block.practice = ""
    block.card_log = ""
    block.attempts = 0
    block.raw_earned = None
    block.raw_possible = None
    block.owed = []
    done = dict(block.done_modules)
    done.pop(block.module, None)
    block.done_modules = done
