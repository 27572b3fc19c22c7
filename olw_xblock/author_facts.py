"""What an author reads in Studio beside the beginning of a story: its settings and its size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from olw_xblock.fields import Block
from olw_xblock.studio_labels import REPORT, SHOW


def facts(block: Block, module: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(name, value) in the order of the page."""
    _ = block.gettext
    return [
        (_("What to show"), _(SHOW.get(block.show, block.show))),
        (_("What the course is told"), _(REPORT.get(block.report, block.report))),
        (_("Decisions"), _decisions(module)),
        (_("Minutes"), str(module["minutes"])),
        (_("Return cards"), str(len(module["cards"]))),
        (_("Weight"), _weight(block)),
        (_("Attempts"), _attempts(block)),
    ]


def _decisions(module: Mapping[str, Any]) -> str:
    low, high = module["story"]["decisions"]
    return str(high) if low == high else f"{low}-{high}"


def _weight(block: Block) -> str:
    if block.weight is None:
        return block.gettext("Not set")
    return f"{block.weight:g}"


def _attempts(block: Block) -> str:
    if not block.max_attempts:
        return block.gettext("No limit")
    return str(block.max_attempts)
