"""A member of staff who looks at the course as one of its learners: read-only, and no more than
the course is told of that learner anyway.

The platform shows a block so only where it says `show_in_read_only_mode`, and puts what is written
into the staff member's session (edx-platform, courseware/masquerade.py: filter_displayed_blocks,
MasqueradingKeyValueStore). It would still track events as the learner's, so nothing is played here.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from olw_core.engine import progress
from olw_core.formats.view import View
from olw_xblock import preview, shown
from olw_xblock.block_protocol import Block
from olw_xblock.i18n import mark
from olw_xblock.visit import Visit

STATUSES = {
    "not started": mark("This learner has not started."),
    "in progress": mark("This learner is in the middle of the story."),
    "completed": mark("This learner has finished the story."),
}
_READ_ONLY = mark(
    "You are looking at the course as another person. Nothing can be chosen, "
    "and nothing is recorded."
)
_NOT_TOLD = mark(
    "What was chosen is not shown: this block does not tell the course about choices."
)


def is_on(block: Block) -> bool:
    """Whether somebody else is logged in than the person whose page this is.

    The user that a platform gives the block is the learner, and so says nothing. Who is logged in
    is told by django-crum, which every Open edX runs (edx-platform, lms/envs/common.py,
    MIDDLEWARE). Without it, or without a request, nobody is disguised.
    """
    logged_in = _logged_in()
    known = getattr(logged_in, "id", None)
    return known is not None and str(known) != str(block.scope_ids.user_id)


def _logged_in() -> Any:
    """The request's user; of a page's request, the one who stands behind it.

    A handler's request keeps whoever has logged in. A page's request is given the learner, with
    the other as `real_user` (edx-platform, courseware/views/views.py, render_xblock;
    courseware/masquerade.py, setup_masquerade).
    """
    user = getattr(_request(), "user", None)
    return getattr(user, "real_user", user)


def _request() -> Any:
    try:
        crum = import_module("crum")
    except ImportError:
        return None
    return crum.get_current_request()


def page(visit: Visit, heading: int) -> str:
    """HTML. With `report: answers` where the learner is and what was chosen; else the status.

    Raises SealError, ContentMissing, ContentError.
    """
    block = visit.block
    _ = block.gettext
    if block.show != "story":
        return preview.for_looking(visit.module, block.show, _(_READ_ONLY), heading)
    standing = progress.standing(visit.module, visit.counted.record)
    told = [_(_READ_ONLY), _(STATUSES[standing.status])]
    if block.report != "answers":
        told.append(_(_NOT_TOLD))
        return preview.for_staff(visit.module, told, None, heading)
    view: View = shown.view_of(visit, visit.counted.show())
    return preview.for_staff(visit.module, told, view, heading)
