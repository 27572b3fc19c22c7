"""Pictures of the guides: small, in words too, each in one place."""

from __future__ import annotations

import re
import struct
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
GUIDES = sorted(path for path in DOCS.rglob("*.md") if "changelog.d" not in path.parts)
FOLDERS = (DOCS / "images", DOCS / "ld-importers" / "images")
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)\s]+\.png)\)")
LARGEST = 64 * 1024
PALETTE = 3
"""The colour type of a PNG whose colours stand in a list."""


def shown() -> list[tuple[Path, str]]:
    """Every picture of the guides, as often as it is shown, with its words."""
    found = []
    for guide in GUIDES:
        for words, address in SHOWN.findall(guide.read_text("utf-8")):
            found.append(((guide.parent / address).resolve(), words))
    return found


def pictures() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted(folder.iterdir())]


def test_each_picture_is_shown_by_one_guide_or_the_first_page() -> None:
    times = Counter(path for path, _ in shown())
    first = (ROOT / "README.md").read_text("utf-8")
    for path in pictures():
        on_first = f"](docs/images/{path.name})" in first
        assert times[path] == 1 or (on_first and times[path] == 0), path
    assert set(times) <= set(pictures())


def test_each_picture_has_words_of_its_own() -> None:
    words = [told for _, told in shown()]
    assert len(words) == len(set(words))
    for told in words:
        assert len(told.split()) >= 3, told


@pytest.mark.parametrize("path", pictures(), ids=lambda path: str(path.name))
def test_each_picture_is_small(path: Path) -> None:
    head = path.read_bytes()[:26]
    (colours,) = struct.unpack(">B", head[25:26])
    assert (colours, path.stat().st_size <= LARGEST) == (PALETTE, True)
