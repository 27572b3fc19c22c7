"""The due date: afterwards a story can be practised, and nothing of it counts or is told."""

from __future__ import annotations

from olw_xblock.block_protocol import Block
from olw_xblock.i18n import mark

PRACTICE = mark(
    "The due date has passed. You can still play this story for practice: "
    "nothing you do now is counted or reported. What you finished before still counts."
)


def past_due(block: Block) -> bool:
    """Whether this learner's due date and grace period are over; no where there are none.

    The platform mixes the question in, with each learner's own extension and the rule for
    self-paced courses (edx-platform xmodule/modulestore/inheritance.py, has_deadline_passed).
    """
    deadline_passed = getattr(block, "has_deadline_passed", None)
    return deadline_passed is not None and bool(deadline_passed())


def practice_words(block: Block) -> str:
    """What is said where nothing counts any more."""
    return block.gettext(PRACTICE)
