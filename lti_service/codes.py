"""What the codes of the LTI service mean, for `olw explain` (entry-point group `olw.codes`)."""

from __future__ import annotations

from olw_core.cli.codes import Meaning, read


def codes() -> list[Meaning]:
    """Those of pages, settings, commands, deliveries and the log."""
    return read("lti_service")
