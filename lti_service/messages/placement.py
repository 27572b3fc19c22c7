"""What a placement can show besides one module, as authors name it.

The custom parameter `module` or the last part of the target address says it.
"""

from __future__ import annotations

MAP = "map"
"""All modules: the learner's own map. Also where nothing is named."""
CARDS = "cards"
"""The return cards of all modules."""
GROUP = "group"
"""The group's page, for facilitators; learners get their map."""
WHOLE = (MAP, CARDS, GROUP)
"""No module may have one of these ids."""
