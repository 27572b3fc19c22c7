"""The packages under test, built by the real packager from the real modules,
and what the engine says of a path through one.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from olw_core import content
from olw_core.engine import engine
from olw_core.formats.items import CompiledItem
from olw_core.report import Report
from scorm_export.editions import edition
from scorm_export.package import Choice, build
from scorm_export.profiles import profile
from scorm_export.trust import Trust

MODULE = "kind"
EDITIONS = ("1.2", "2004-3", "2004-4", "cmi5")
SCORM_EDITIONS = ("1.2", "2004-3", "2004-4")
PAGES = ("1.2", "2004-4")
"""SCORM editions whose pages differ: a package for 2004-3 has the same as one for 2004-4
(tests/integration/scorm_export/test_dist.py)."""
REPORTS: tuple[Report, ...] = ("score", "answers", "completion")
PROFILE = {
    "1.2": "generic",
    "2004-3": "generic-2004-3",
    "2004-4": "generic-2004-4",
    "cmi5": "cmi5",
}


def slug(edition_id: str, report: Report = "score", module: str = MODULE) -> str:
    """The name of a package in the address."""
    return f"{module}-{edition_id}-{report}"


def write(folder: Path, edition_id: str, report: Report, module: str = MODULE) -> Path:
    """A package on disk."""
    choice = Choice(profile(PROFILE[edition_id]), edition(edition_id), report, Trust())
    path = folder / f"{slug(edition_id, report, module)}.zip"
    path.write_bytes(build("module", [content.load(module)], choice).data)
    return path


@dataclass(frozen=True)
class Expected:
    """What the engine makes of these responses. `left`: the record once the launch has ended."""

    text: str
    left: str
    percent: int | None
    ended: bool
    steps: int


@functools.cache
def expected(responses: Sequence[str], module: str = MODULE) -> Expected:
    """The record after these responses, from a fresh start."""
    loaded = content.load(module)
    record = engine.start(loaded)
    for step, response in enumerate(responses):
        record = engine.respond(loaded, record, record.attempt, step, response)
    view = engine.view(loaded, record)
    left = engine.write(engine.leave(loaded, record))
    percent = record.done.percent if record.done else None
    return Expected(
        engine.write(record), left, percent, "ending" in view, len(responses)
    )


@functools.cache
def longest(module: str = MODULE) -> tuple[str, ...]:
    """The responses of a longest path, the first of them in the author's order."""
    story = content.load(module)["story"]
    node, responses = story["nodes"][story["start"]], []
    while node["item"] is not None:
        way = max(
            node["go"], key=lambda option: story["nodes"][node["go"][option]]["longest"]
        )
        responses.append(way or _any(story["items"][node["item"]]))
        node = story["nodes"][node["go"][way]]
    return tuple(responses)


def _any(item: CompiledItem) -> str:
    """A response to an item that does not branch:
    the first options, the order as shown, or 1 for every statement.
    """
    ids = [option["id"] for option in item["options"]]
    if item["type"] == "pick":
        return "".join(ids[: item["k"]])
    if item["type"] == "rank":
        return "".join(ids)
    assert item["type"] == "rate"
    return "1" * len(ids)
