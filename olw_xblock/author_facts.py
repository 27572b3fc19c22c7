"""What an author reads in Studio beside the beginning of a story: its settings and its size."""

from __future__ import annotations

from olw_core.formats.compiled import Module
from olw_core.language_tags import name
from olw_xblock import platform
from olw_xblock.block_protocol import Block
from olw_xblock.studio_settings import LABELS, REPORT, SHOW


def facts(block: Block, module: Module) -> list[tuple[str, str]]:
    """(name, value) in the order of the page."""
    _ = block.gettext
    show = SHOW.get(block.show, block.show)
    report = REPORT.get(block.report, block.report)
    lang = platform.language()
    minutes = module["minutes"]
    cards = len(module["cards"])

    def label(setting: str) -> str:
        return _(LABELS[setting])

    told = {
        label("show"): _(show),
        label("report"): _(report),
        label("language"): name(module["lang"], lang),
        _("Decisions"): _decisions(module),
        _("Minutes"): str(minutes),
        _("Return cards"): str(cards),
        label("weight"): _weight(block),
        label("max_attempts"): _attempts(block),
    }
    return list(told.items())


def _decisions(module: Module) -> str:
    """One number, or from which to which."""
    low, high = module["story"]["decisions"]
    if low == high:
        return str(high)
    return f"{low}-{high}"


def _weight(block: Block) -> str:
    """As it is typed in Studio."""
    if block.weight is None:
        return block.gettext("Not set")
    return f"{block.weight:g}"


def _attempts(block: Block) -> str:
    """How often the story may be finished."""
    if not block.max_attempts:
        return block.gettext("No limit")
    return str(block.max_attempts)
