"""What the xblock-sdk workbench offers to try: one block, two blocks on a page, return cards."""

from __future__ import annotations

SCENARIOS: list[tuple[str, str]] = [
    ("Our Leadership Way: one story", '<olw module="kind" weight="1"/>'),
    (
        "Our Leadership Way: two blocks on one page",
        '<vertical_demo><olw module="kind" weight="2"/><olw module="kind" show="cards"/></vertical_demo>',
    ),
    ("Our Leadership Way: return cards", '<olw module="kind" show="cards"/>'),
]
