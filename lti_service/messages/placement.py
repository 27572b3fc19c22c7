"""What a placement can show besides one module, as authors name it.

The custom parameter `module` or the last part of the target address says it.
"""

from __future__ import annotations

import re

MAP = "map"
"""All modules: the learner's own map. Also where nothing is named."""
CARDS = "cards"
"""The return cards of all modules."""
GROUP = "group"
"""The group's page, for facilitators; learners get their map."""
WHOLE = (MAP, CARDS, GROUP)
"""No module may have one of these ids."""
WITHOUT_SCORE = (CARDS, GROUP)
USUAL_POINTS = 100
MOST_POINTS = 1000
_POINTS = re.compile(r".+-of-([1-9][0-9]{0,3})")


def name_of(what: str, key: str, points: int) -> str:
    """What our picker calls a placement; it tells its points where they are not the usual ones."""
    name = f"{what}-{key}"
    return name if points == USUAL_POINTS else f"{name}-of-{points}"


def points_of(name: str) -> int:
    """What the column of a placement is out of, by the name our picker gave it."""
    found = _POINTS.fullmatch(name)
    return int(found[1]) if found else USUAL_POINTS
