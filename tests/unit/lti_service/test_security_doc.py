"""Every requirement of the five chapters of ASVS 5.0 stands once in docs/security.md, and every row
names tests that exist, or stands where what does not hold or does not apply is told.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docs" / "security.md").read_text("utf-8")
KEPT, REST = TEXT.split("## What does not hold")
OPEN, IDLE = REST.split("## What has nothing to apply to")
ROW = re.compile(r"^\| (?P<ids>\d+\.\d+\.\d+[^|]*) \|.*\| (?P<kept>[^|]*) \|$", re.M)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
LEVEL_1_AND_2_OPEN = ["7.2.4", "7.5.2"]

SECTIONS = {
    "7": [3, 4, 2, 5, 3, 2],
    "8": [4, 4, 3, 2],
    "9": [3, 4],
    "10": [2, 3, 5, 16, 5, 2, 3],
    "14": [2, 8, 3],
}
"""How many requirements each section of ASVS 5.0.0 has, in its order."""
LEVEL_3 = {
    *(
        "7.5.3",
        "8.1.3",
        "8.1.4",
        "8.2.4",
        "8.3.2",
        "8.3.3",
        "8.4.2",
        "10.2.3",
        "10.3.5",
    ),
    *("10.4.12", "10.4.13", "10.4.14", "10.4.15", "10.4.16"),
    *("14.2.5", "14.2.6", "14.2.7", "14.2.8"),
}


def every() -> set[str]:
    """The numbers of all requirements of the five chapters."""
    found = set()
    for chapter, sections in SECTIONS.items():
        for section, many in enumerate(sections, 1):
            found |= {f"{chapter}.{section}.{one}" for one in range(1, many + 1)}
    return found


def ids(text: str) -> dict[str, bool]:
    """The requirements that a part of the page has rows for, and whether they are marked (3)."""
    found = {}
    for cell in re.findall(r"^\| (\d[\d., ()]+) \|", text, re.M):
        for number, mark in re.findall(r"(\d+\.\d+\.\d+)( \(3\))?", cell):
            assert number not in found, number
            found[number] = bool(mark)
    return found


def test_each_requirement_has_one_row_and_its_level() -> None:
    named = ids(TEXT)
    assert (len(every()), set(named)) == (88, every())
    assert {number for number, is_marked in named.items() if is_marked} == LEVEL_3


def test_of_levels_1_and_2_the_page_says_what_does_not_hold() -> None:
    found = [number for number in ids(OPEN) if number not in LEVEL_3]
    assert found == LEVEL_1_AND_2_OPEN
    first, second = LEVEL_1_AND_2_OPEN
    assert f"[do not hold in full](#what-does-not-hold): {first} and {second}." in KEPT


def test_each_row_is_kept_by_a_test_that_exists() -> None:
    rows = list(ROW.finditer(KEPT))
    assert len(rows) > 40
    for row in rows:
        tests = TEST.findall(row["kept"])
        assert tests or row["kept"].startswith("none: "), row["ids"]
    for file, name in TEST.findall(TEXT):
        source = (ROOT / file).read_text("utf-8")
        assert f"def {name}(" in source, f"{file} has no {name}"
