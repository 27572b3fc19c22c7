"""Every row of docs/security.md names tests that exist, or says why there is none."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docs" / "security.md").read_text("utf-8")
KEPT, OPEN = TEXT.split("## What does not hold")
ROW = re.compile(
    r"^\| (?P<ids>\d+\.\d+\.\d+[^|]*) \|.*\| (?P<kept>[^|]*) \|$", re.MULTILINE
)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def ids(text: str) -> list[str]:
    """The requirements that a part of the page names, in its order."""
    return re.findall(
        r"\b\d+\.\d+\.\d+\b", " ".join(re.findall(r"^\| ([\d., ]+) \|", text, re.M))
    )


def test_each_requirement_has_one_row() -> None:
    named = [*ids(KEPT), *ids(OPEN)]
    assert len(named) > 40
    assert len(named) == len(set(named))


def test_each_row_is_kept_by_a_test_that_exists() -> None:
    rows = list(ROW.finditer(KEPT))
    assert len(rows) > 30
    for row in rows:
        tests = TEST.findall(row["kept"])
        assert tests or row["kept"].startswith("none: "), row["ids"]
        for file, name in tests:
            source = (ROOT / file).read_text("utf-8")
            assert f"def {name}(" in source, f"{row['ids']}: {file} has no {name}"
