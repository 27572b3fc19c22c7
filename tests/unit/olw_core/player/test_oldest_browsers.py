"""The oldest browsers stand in browsers.json; pages and decision say the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

from olw_core import player

DOCS = Path(__file__).resolve().parents[4] / "docs"
ROW = re.compile(r"^\| (Chrome|Firefox|Safari)[^|]* \| ([0-9.]+) \(", re.MULTILINE)


def oldest() -> dict[str, str]:
    """Name -> version."""
    read: dict[str, str] = json.loads(
        (player.HERE / "browsers.json").read_text("utf-8")
    )
    return read


def test_the_table_for_importers_has_them() -> None:
    page = (DOCS / "ld-importers" / "browsers.md").read_text("utf-8")
    told = {name.lower(): version for name, version in ROW.findall(page)}
    assert told == oldest()
    assert f"with a Chromium of {oldest()['chrome']} or later" in page


def test_the_decision_has_them() -> None:
    found = oldest()
    floor = (
        f"since Chrome and Edge {found['chrome']}, Firefox {found['firefox']} "
        f"and Safari {found['safari']} (iOS"
    )
    decision = DOCS / "decisions" / "0023-oldest-browsers.md"
    assert floor in decision.read_text("utf-8")
