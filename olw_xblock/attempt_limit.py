"""How often a story may be finished, and what a learner is told of it."""

from __future__ import annotations

from olw_xblock.block_protocol import Block
from olw_xblock.i18n import mark
from olw_xblock.visit import Visit

ONE = mark("Your course lets you finish this story once more.")
SOME = mark(
    "Your course lets you finish this story {n} more times. Your best result counts."
)


def attempts_left(block: Block) -> int | None:
    """How many more endings may be reached; None where there is no limit (none set, or 0)."""
    if not block.max_attempts:
        return None
    return max(0, block.max_attempts - (block.attempts or 0))


def is_closed(visit: Visit) -> bool:
    """Whether no further attempt may be begun; practice after the due date has no limit."""
    return attempts_left(visit.block) == 0 and not visit.past_due


def words(visit: Visit) -> str:
    """How often the story may still be finished; "" without a limit, and in practice."""
    block = visit.block
    left = attempts_left(block)
    if not left or visit.past_due:
        return ""
    if left == 1:
        return block.gettext(ONE)
    return block.gettext(SOME).replace("{n}", str(left))
