"""What is told of a tiny module, one kind of table on each decision."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from olw_core.cohort.published import Published
from olw_core.cohort.stops import STOPS, StopsTold
from olw_core.cohort.tables import Table
from tests.support.modules import golden, loose

NOTES = {"questions": ["Who else knew?"], "watch_for": "Blame."}
MOVED = datetime(2026, 11, 9, 23, 30, tzinfo=UTC)
STOPPED = StopsTold({**dict.fromkeys(STOPS, 0), "time": 90}, MOVED)


def maths() -> Any:
    """Four decisions and a guide to the last."""
    module = loose(golden("maths"))
    story = module["story"]
    for node in story["nodes"]:
        story["texts"].append(f"<p>This is {node['scene']}.</p>")
        node["text"] = len(story["texts"]) - 1
    module["guide"] = {"decisions": {"n3": NOTES}}
    return module


def published() -> Published:
    """Shares here and elsewhere, a word alone, nothing at all, and elsewhere alone."""
    return Published(
        maths(),
        tables={
            "start": Table("leaning", {"a": 80, "b": 0}),
            "n1": Table("divided"),
        },
        elsewhere={
            "start": {"a": 0, "b": 90},
            "n3": {"h": 90, "i": 10},
        },
        asked_for=["n3"],
        plans=0,
        people=30,
        moved_at=MOVED,
        stops=STOPPED,
    )
