"""Whether the course shows results now: its setting *Show results* (`show_correctness`).

The rule is the platform's (edx-platform xmodule/graders.py, ShowCorrectness; newer ones have it in
xblock/scorable.py): `never` hides them from everybody, `past_due` from learners until the close
date. What happens in the story is no result and is always told.
"""

from __future__ import annotations

from datetime import UTC, datetime

from olw_core.formats.view import Finished, View
from olw_xblock import platform
from olw_xblock.block_protocol import Block
from olw_xblock.i18n import mark

NEVER = ("never", "never_but_include_grade")
LATER = "past_due"

_NEVER = mark("Your course does not show results of this story.")
_LATER = mark("Your course shows results of this story after its due date.")


def why_hidden(block: Block) -> str:
    """In the learner's words; "" where results are shown."""
    setting = getattr(block, "show_correctness", "")
    if setting in NEVER:
        return block.gettext(_NEVER)
    if setting == LATER and not _may_see(block):
        return block.gettext(_LATER)
    return ""


def _may_see(block: Block) -> bool:
    """Course staff at once; learners once the story closes, grace period included."""
    due = getattr(block, "due", None)
    closes = getattr(block, "close_date", due)
    if closes is None or platform.is_staff(block):
        return True
    return bool(closes < datetime.now(UTC))


def without_results(view: View) -> View:
    """The story goes on and ends as it did; what the authors think of the way is left out."""
    shown: View = {**view}
    if "finished" in view:
        shown["finished"] = Finished()
    if "result" in view:
        shown["result"] = {"decisions": [], "evidence": []}
    return shown
