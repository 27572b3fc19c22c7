"""Whether the timed exam that a block stands in is over for its learner.

Open edX shows its own page in place of a unit of an exam that has not begun or is over
(edx-platform, xmodule/seq_block.py, descendants_are_gated), but it lets every handler be called
(courseware/block_render.py, _invoke_xblock_handler): a page that was left open would count on.
"""

from __future__ import annotations

import logging
from typing import Any

from olw_xblock import platform
from olw_xblock.block_protocol import Block

SUBSECTION = "sequential"
OVER = (
    "timed_out",
    "submitted",
    "second_review_required",
    "verified",
    "rejected",
    "error",
    "expired",
)
"""What an attempt is called that has ended (edx_proctoring/statuses.py, completed statuses).

Not `declined`: who declines to be watched takes the exam without.
"""

log = logging.getLogger(__name__)


def is_over(block: Block) -> bool:
    """No for staff, who may look at an exam without taking it, and where nobody can tell."""
    exams = platform.service(block, "proctoring")
    if exams is None or platform.is_staff(block):
        return False
    try:
        subsection = _subsection(block)
        if not getattr(subsection, "is_time_limited", False):
            return False
        return _status(block, exams, subsection) in OVER
    except Exception:
        # An exam that another service looks after is unknown to this one, and raises.
        usage = block.scope_ids.usage_id
        log.info("No timed exam is known around %s", usage, exc_info=True)
        return False


def _subsection(block: Any) -> Any:
    """The subsection that the block stands in; None where there is none."""
    while block is not None and block.scope_ids.block_type != SUBSECTION:
        block = block.get_parent()
    return block


def _status(block: Block, exams: Any, subsection: Any) -> str:
    """Of the learner's newest attempt; "" for none.

    edx_proctoring/api.py, which ProctoringService passes on: an attempt whose time is over ends
    when it is asked for.
    """
    place = subsection.scope_ids.usage_id
    course = str(getattr(place, "context_key", ""))
    exam = exams.get_exam_by_content_id(course, str(place))
    learner = block.scope_ids.user_id
    attempt = exams.get_current_exam_attempt(exam["id"], learner)
    return str(attempt["status"]) if attempt else ""
