"""Standing and course."""

from __future__ import annotations

import pytest

from olw_core.engine import engine
from olw_core.engine.progress import Course, Standing, best, course, standing
from olw_core.engine.record import Record
from tests.support.modules import golden


def record(module_id: str, answers: str) -> Record:
    module = golden(module_id)
    found = engine.start(module)
    for i, answer in enumerate(answers):
        found = engine.respond(module, found, 1, i, answer)
    return found


def test_standing() -> None:
    module = golden("maths")
    assert standing(module, record("maths", "")) == Standing(
        "maths", "not started", 0, None
    )
    assert standing(module, record("maths", "b")) == Standing(
        "maths", "in progress", 33, None
    )
    done = record("maths", "bfi")
    assert standing(module, done) == Standing("maths", "completed", 100, 50)
    assert standing(module, engine.retry(module, done, 1, 0)) == Standing(
        "maths", "completed", 100, 50
    )


def test_finished_without_a_percentage_counts_in_full() -> None:
    module = golden("maths")
    bare = engine.read(
        module, engine.write(record("maths", "bfi"), "completion")
    ).record
    assert standing(module, bare) == Standing("maths", "completed", 100, 100)


def test_best_of_several_placements() -> None:
    rows = [
        Standing("m", "in progress", 80, None),
        Standing("m", "completed", 100, 40),
        Standing("m", "completed", 100, 60),
        Standing("m", "not started", 0, None),
    ]
    assert best(rows) == rows[2]
    nothing_earned = Standing("m", "completed", 100, 0)
    assert best([rows[0], nothing_earned]) == nothing_earned


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("completed", 50), ("completed", 75)], Course("completed", 63)),
        (
            [("completed", 50), ("completed", 50), ("completed", 51)],
            Course("completed", 50),
        ),
        ([("completed", 0), ("completed", 0)], Course("completed", 0)),
        ([("completed", 50), ("in progress", None)], Course("in progress", None)),
        ([("not started", None), ("not started", None)], Course("not started", None)),
        ([("completed", 50), ("not started", None)], Course("in progress", None)),
        ([("not started", None), ("in progress", None)], Course("in progress", None)),
        ([], Course("completed", None)),
    ],
)
def test_course(rows: list[tuple[str, int | None]], expected: Course) -> None:
    assert course([Standing("m", s, 0, p) for s, p in rows]) == expected  # type: ignore[arg-type]
