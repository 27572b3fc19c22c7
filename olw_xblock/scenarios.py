"""What the xblock-sdk workbench offers to try: a block, two on a page, cards, then every story."""

from __future__ import annotations

from olw_core import content

TWO_BLOCKS = (
    '<vertical_demo><olw module="kind" weight="2"/>'
    '<olw module="kind" show="cards"/></vertical_demo>'
)
FIRST = (
    ("Our Leadership Way: one story", '<olw module="kind" weight="1"/>'),
    ("Our Leadership Way: two blocks on one page", TWO_BLOCKS),
    ("Our Leadership Way: return cards", '<olw module="kind" show="cards"/>'),
)


def scenarios() -> list[tuple[str, str]]:
    """(title, OLX) of every scenario; the stories in the framework's order."""
    found = list(FIRST)
    for module_id in content.module_ids():
        title = content.load(module_id)["title"]
        found.append((f"Story: {title}", f'<olw module="{module_id}" weight="1"/>'))
    return found
