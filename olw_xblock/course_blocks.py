"""The other blocks of this kind in the course, for a map of them.

Only containers are loaded on the way, by XBlock's own `get_parent` and `get_children`; a platform
leaves out what this learner may not see (edx-platform, courseware/block_render.py: get_block gives
None).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from olw_xblock.block_protocol import Block

TYPE = "olw"
CONTAINERS = (
    "course",
    "chapter",
    "sequential",
    "vertical",
    "split_test",
    "conditional",
    "library_content",
    "itembank",
    "randomize",
    "wrapper",
)
"""What Open edX lets authors put a component into."""

log = logging.getLogger(__name__)


def in_course(block: Block) -> list[Any]:
    """In the order of the course, this one too; nothing where the course cannot be walked."""
    try:
        return list(_below(_top(block)))
    except Exception:
        log.exception("The course could not be walked for a map")
        return []


def _top(block: Any) -> Any:
    """The course, or whatever stands above all others."""
    parent = block.get_parent()
    while parent is not None:
        block, parent = parent, parent.get_parent()
    return block


def _below(node: Any) -> Iterator[Any]:
    """This block and all below it, where they are of this kind."""
    if node.scope_ids.block_type == TYPE:
        yield node
    if not node.has_children:
        return
    for child in node.get_children(_may_hold_one):
        if child is not None:
            yield from _below(child)


def _may_hold_one(usage: Any) -> bool:
    """A key that does not tell its type is looked at."""
    kind = getattr(usage, "block_type", TYPE)
    return kind == TYPE or kind in CONTAINERS
