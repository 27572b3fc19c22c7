"""What the xblock-sdk workbench offers to try: one block, two blocks on a page, return cards, then every story."""

from __future__ import annotations

from olw_core import content

_FIRST: tuple[tuple[str, str], ...] = (
    ("Our Leadership Way: one story", '<olw module="kind" weight="1"/>'),
    (
        "Our Leadership Way: two blocks on one page",
        '<vertical_demo><olw module="kind" weight="2"/><olw module="kind" show="cards"/></vertical_demo>',
    ),
    ("Our Leadership Way: return cards", '<olw module="kind" show="cards"/>'),
)


def scenarios() -> list[tuple[str, str]]:
    """(title, OLX) of every scenario; the stories in the framework's order."""
    titles = [
        (module, content.load(module)["title"]) for module in content.module_ids()
    ]
    return [
        *_FIRST,
        *(
            (f"Story: {title}", f'<olw module="{module}" weight="1"/>')
            for module, title in titles
        ),
    ]
