"""What learners are told is made from the rules, and stands in the table of promises."""

from __future__ import annotations

from pathlib import Path

from olw_core.cohort import promise
from olw_core.cohort.promise import promises
from olw_core.cohort.rules import USUAL

TABLE = Path(__file__).resolve().parents[4] / "docs" / "developers" / "promises.md"


def test_every_sentence_has_its_row() -> None:
    table = TABLE.read_text("utf-8")
    words = [one for one in vars(promise).values() if isinstance(one, str)]
    alone = set(words) - set(promise.ALL)
    told = [
        *promises(USUAL),
        *(one for one in alone if one.isprintable() and " " in one),
    ]
    assert [line for line in told if f"| {line} |" not in table] == []


def test_higher_thresholds_are_told() -> None:
    told = " ".join(promises(USUAL.raised(40)))
    assert "40 or more at a time" in told
    assert "From 40 on" in told
    assert "from 50 people on" in told
