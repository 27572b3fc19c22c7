"""The one pass that every door is played with, and the three sizes of window it is played in."""

from __future__ import annotations

from typing import Any

from olw_core import content
from olw_core.engine import engine
from olw_core.engine.record import Record
from tests.support.play import responses

MODULE = "kind"
SIZES: dict[str, dict[str, Any]] = {
    "1280": {"width": 1280, "height": 900},
    "360": {"width": 360, "height": 640, "has_touch": True, "is_mobile": True},
    "320": {"width": 320, "height": 640},
}


def path(choice: int = 0) -> tuple[list[str], Record]:
    """The answers of a pass through the module, and the record they make.

    `choice`: which possible answer each time.
    """
    module = content.load(MODULE)
    record = engine.start(module)
    while can := [r for r in responses(module, record) if r != "_"]:
        record = engine.respond(
            module, record, 1, len(record.steps), can[choice % len(can)]
        )
    return [answer for _tag, answer in record.steps], record
