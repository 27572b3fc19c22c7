"""A first way: what one person answered, scene by scene, on the way to their first ending."""

from __future__ import annotations

from collections.abc import Mapping

from olw_core.engine import engine
from olw_core.engine.story import walk
from olw_core.formats.compiled import Module

Way = Mapping[str, str]
"""Scene -> canonical answer. A scene is met once: stories have no circles."""


def first_way(module: Module, text: str) -> Way | None:
    """The way of a record, in clear, as it was when it first stood at an ending.

    None for who took the way out (they said all they wished to say), and for a record that no
    longer plays to an ending in today's content.
    """
    record = engine.read(module, text).record
    here, _ = walk(module, record.steps)
    if not here.ended or here.left:
        return None
    return {one.node["scene"]: one.answer for one in here.decisions}
