"""Of which courses a course is a copy, as a launch's custom parameter tells it.

`$Context.id.history` (LTI Core 1.3, appendix B): ids with commas between, each percent-encoded, the
newest copied first. Whoever edits an activity can write anything there, so nothing that cannot be
an id is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from lti_service.messages.text import ID_LENGTH, is_storable

PARAMETER = "context_history"
VARIABLE = "$Context.id.history"
MOST = 20
"""Canvas tells up to a thousand and then the word "truncated" (canvas-lms,
lib/lti/variable_expander.rb, Context.id.history)."""
ASKED = {PARAMETER: VARIABLE}
"""For what we register and place: the platform fills it in at each launch."""


def copied_from(custom: Mapping[str, str], context_id: str) -> list[str]:
    """Ids of courses, the nearest first. `context_id`: of the course itself."""
    told = custom.get(PARAMETER, "").split(",")
    return ids([unquote(text.strip()) for text in told], context_id)


def ids(told: list[str], context_id: str) -> list[str]:
    """Those that can be another course's id, once each."""
    found: list[str] = []
    for one in told:
        is_id = 0 < len(one) <= ID_LENGTH and is_storable(one)
        if is_id and one != context_id and one not in found:
            found.append(one)
        if len(found) == MOST:
            break
    return found
