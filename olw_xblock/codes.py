"""What the codes of the Open edX block mean, for `olw explain` (entry-point group `olw.codes`)."""

from __future__ import annotations

from olw_core.cli.codes import Meaning, read


def codes() -> list[Meaning]:
    """Those of the block's pages and of its form in Studio."""
    return read("olw_xblock")
