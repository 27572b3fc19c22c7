"""How often a story may be finished, and what a learner is told who may not begin again."""

from __future__ import annotations

from olw_core.formats.view import View
from olw_core.play.room import Outcome
from olw_xblock import refusals
from olw_xblock.fields import Block
from olw_xblock.visit import Visit


def attempts_left(block: Block) -> int | None:
    """How many more endings may be reached; None where there is no limit (none set, or 0)."""
    if not block.max_attempts:
        return None
    return max(0, block.max_attempts - (block.attempts or 0))


def is_closed(visit: Visit) -> bool:
    """Whether no further attempt may be begun; practice after the due date has no limit."""
    return attempts_left(visit.block) == 0 and not visit.past_due


def view_of(visit: Visit, outcome: Outcome) -> View:
    """What the learner's browser may know; at an ending also why no attempt is left."""
    if outcome.ended and is_closed(visit):
        return {**outcome.view, "closed": str(refusals.attempts_used(visit.block))}
    return outcome.view
