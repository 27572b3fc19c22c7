"""Telling the platform of an ending: what is to be told is kept, and struck out once it was told.

Handlers run outside a transaction (edx-platform, courseware/block_render.py: non_atomic_requests),
and any publish can fail. So the record is saved first, together with what is owed; a later request
tells what an earlier one could not.
"""

from __future__ import annotations

import logging

from olw_core.engine.record import Record
from olw_xblock import finished_stories, grading, saving
from olw_xblock.block_protocol import Block

GRADE, COMPLETION = "grade", "completion"
COMPLETE = 1.0

log = logging.getLogger(__name__)


def count_ending(block: Block, record: Record) -> None:
    """Count an ending just reached. A grade is owed only for the first or a better score."""
    block.attempts = (block.attempts or 0) + 1
    if block.has_score and grading.raise_score(block, record):
        owe(block, GRADE)
    owe(block, COMPLETION)


def owe(block: Block, *names: str) -> None:
    """Note what the platform is to be told: the grade, and the completion last."""
    wanted = {*block.owed, *names}
    block.owed = [name for name in (GRADE, COMPLETION) if name in wanted]


def settle(block: Block, record: Record | None = None) -> None:
    """Tell what is owed; never raises. What cannot be told now stays owed for the next request.

    With `record` (what counts), also an ending that an earlier edition kept without a score.
    """
    if record is not None:
        _remember(block, record)
    if block.owed:
        block.owed = [name for name in block.owed if not _was_told(block, name)]
    saving.try_to_save(block)


def _remember(block: Block, record: Record) -> None:
    """Other blocks may know whether this module is done; an ending without a score gets one."""
    finished_stories.note(block, record)
    if record.done is None:
        return
    if block.has_score and block.raw_earned is None:
        grading.raise_score(block, record)
        owe(block, GRADE, COMPLETION)


def _complete(block: Block) -> None:
    block.emit_completion(COMPLETE)


SEND = {GRADE: grading.publish_grade, COMPLETION: _complete}


def _was_told(block: Block, name: str) -> bool:
    try:
        SEND[name](block)
    except Exception:
        log.exception(
            "The platform could not be told of a learner's %s; it stays owed",
            name,
        )
        return False
    return True
