"""`student_view_data`, for the course blocks API: what the module is, the same for every learner.

Holds no key: titles and settings only.
"""

from __future__ import annotations

from collections.abc import Mapping

from olw_core.errors import OlwError
from olw_xblock.block_protocol import Block
from olw_xblock.visit import Visit

FROM_MODULE = (
    "id",
    "version",
    "lang",
    "title",
    "summary",
    "minutes",
    "content_note",
    "source_title",
)
FROM_BLOCK = ("show", "report", "max_attempts")


def student_view_data(block: Block) -> dict[str, object]:
    """`available` is false, and nothing else is told, where the module cannot be loaded."""
    try:
        module = Visit(block, for_all=True).module
    except OlwError:
        return {"module": block.module, "available": False}
    told: dict[str, object] = {"available": True}
    known: Mapping[str, object] = module
    for name in FROM_MODULE:
        told[name] = known[name]
    for name in FROM_BLOCK:
        told[name] = getattr(block, name)
    return told
