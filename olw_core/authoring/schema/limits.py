"""How long and how many: what an author may write, wherever it is read, made or added to."""

from __future__ import annotations

FEWEST_OPTIONS = 2
"""Of a decision, in whatever state it is reached: fewer leave nothing to decide."""
MOST_OPTIONS = 9
"""Of a decision of any kind but `rank`."""
MOST_RANKED = 6
"""Of `rank`, whose options are put in order one by one."""
MOST_ON_A_CARD = 5
MOST_SCENES = 80
TITLE = 60
"""Characters of a module's title."""
HEADING = 80
"""Characters of the title of an ending, of the other chair and of the way out."""
