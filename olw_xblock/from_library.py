"""What a course keeps for itself of a block that came from a library, when it takes an update over.

Open edX writes all settings of the library's block over those in the course, but for the ones that
a block says a course may set for itself (edx-platform, cms/lib/xblock/upstream_sync.py,
get_customizable_fields, and cms/lib/xblock/upstream_sync_block.py). What the course is told is one
of them: an update tells nobody more of learners than the course team has chosen.
"""

from __future__ import annotations

from collections.abc import Mapping

REPORT: Mapping[str, str | None] = {
    "report": "upstream_report",
    "upstream_report": None,
}
"""A setting -> where the library's is kept, to tell a choice of the course's own from it."""


def customizable(usual: Mapping[str, str | None]) -> dict[str, str | None]:
    """`usual`: what a course may set for itself of any block."""
    return {**usual, **REPORT}
