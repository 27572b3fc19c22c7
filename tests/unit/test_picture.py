"""The picture of rooms and arrows in docs/developers/architecture.md is that of the imports.

A room is a door, a folder right inside the core, or one of the core's own files that need a folder;
the core's other own files are the ground that everybody stands on.
"""

from __future__ import annotations

import re
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "developers" / "architecture.md"
PACKAGES = ("olw_core", "olw_xblock", "scorm_export", "lti_service")
ARROW = re.compile(r"^ *(\w+) --> (\w+)$", re.MULTILINE)

OWN = ("content", "trust")
"""Files right inside the core that need one of its folders."""

Arrow = tuple[str, str]


def room(module: str) -> str:
    """`olw_core.engine.view` is in engine, `olw_core.errors` in ground, `lti_service.app` in
    lti_service.
    """
    package, *inner = module.split(".")
    if package != "olw_core":
        return package
    if inner and ((ROOT / package / inner[0]).is_dir() or inner[0] in OWN):
        return inner[0]
    return "ground"


def imported() -> set[Arrow]:
    """(importing room, imported room) of every import between two rooms."""
    graph = grimp.build_graph(PACKAGES[0], *PACKAGES[1:], cache_dir=None)
    arrows = set()
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            arrows.add((room(module), room(other)))
    return {(one, other) for one, other in arrows if one != other}


def drawn() -> set[Arrow]:
    """The arrows of the picture."""
    picture = PAGE.read_text("utf-8").split("```mermaid\n")[1].split("```")[0]
    return {(one, other) for one, other in ARROW.findall(picture)}


def lines(arrows: set[Arrow]) -> list[str]:
    """Arrows as the picture has them."""
    return sorted(f"{one} --> {other}" for one, other in arrows)


def test_the_picture_shows_every_import_between_rooms_and_no_other() -> None:
    found, shown = imported(), drawn()
    assert (lines(found - shown), lines(shown - found)) == ([], [])


def test_the_ground_stands_on_nothing() -> None:
    assert [other for one, other in drawn() if one == "ground"] == []


def test_no_two_rooms_need_each_other() -> None:
    shown = drawn()
    assert lines({(one, other) for one, other in shown if (other, one) in shown}) == []
