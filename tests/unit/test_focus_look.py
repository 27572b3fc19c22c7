"""How the keyboard's place looks is said in one place of each family of pages."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHEETS = {
    "lti_service/static/service.css",
    "olw_core/authoring/templates/pack.css",
    "olw_core/page/page.css",
    "olw_core/player/src/styles/_controls.scss",
}
"""Pages of the LTI service, a facilitator's pack (one file), all other pages, and the player."""
RULE = re.compile(r"([^{}]*):focus[^{}]*\{([^{}]*)\}")
AIR = re.compile(r"\s|/\*.*?\*/|//[^\n]*", re.DOTALL)


def looks(sheet: str) -> list[re.Match[str]]:
    """Rules of a sheet that draw something around what has the focus."""
    found = RULE.finditer(sheet)
    return [rule for rule in found if re.search(r"outline: (?!0;|none)", rule[2])]


def sheets() -> dict[str, str]:
    """The style sheets that we write, by their place."""
    found = {}
    for package in ("lti_service", "olw_core", "olw_xblock", "scorm_export"):
        for path in (ROOT / package).rglob("*.*css"):
            place = path.relative_to(ROOT).as_posix()
            is_built = "node_modules" in place or "/dist/" in place
            if not is_built and path.name != "player.css":
                found[place] = path.read_text(encoding="utf-8")
    return found


def test_it_is_said_in_four_sheets() -> None:
    telling = {place for place, sheet in sheets().items() if looks(sheet)}
    assert telling == SHEETS


def test_and_there_in_one_place() -> None:
    found = sheets()
    for place in SHEETS:
        rules = looks(found[place])
        for before, after in itertools.pairwise(rules):
            between = found[place][before.end() : after.start()]
            assert AIR.sub("", between) == "", f"{place}: {between}"
