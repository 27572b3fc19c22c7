"""Walking a record through a story: how far it is followed, and what is asked where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from olw_core.engine import engine
from olw_core.engine.record import Plan, Record
from olw_core.engine.story import item_at, same, walk
from tests.support.modules import golden

MATHS = golden("maths")


def steps_of(answers: str) -> tuple[tuple[str, str], ...]:
    """The steps of a path, with the tags that the story gives."""
    record = engine.start(MATHS)
    for i, answer in enumerate(answers):
        record = engine.respond(MATHS, record, 1, i, answer)
    return record.steps


FOLLOWED = [
    # steps, how many are followed, why
    (steps_of("ac"), 2, "a whole path"),
    ((*steps_of("ac"), ("zz", "a")), 2, "nothing is asked at an ending"),
    ((("zz", "a"),), 0, "no scene here has this tag"),
    ((*steps_of("b"), ("zz", "f")), 1, "nor here"),
    (((steps_of("a")[0][0], "z"),), 0, "no such option"),
]


@pytest.mark.parametrize(("steps", "followed", "why"), FOLLOWED)
def test_steps_are_followed_as_far_as_they_go(
    steps: tuple[tuple[str, str], ...], followed: int, why: str
) -> None:
    here, valid = walk(MATHS, steps)
    assert (valid, len(here.decisions)) == (followed, followed), why


def test_nothing_is_asked_at_an_ending() -> None:
    here, _ = walk(MATHS, steps_of("ac"))
    assert not same(MATHS, here, "zz", "a")
    with pytest.raises(ValueError, match="nothing is asked at the ending"):
        item_at(MATHS, here.node)


@pytest.mark.parametrize(
    ("version", "notice"),
    [(1, "record-damaged"), (0, "record-older")],
)
def test_what_no_longer_plays_is_left_out_and_told(version: int, notice: str) -> None:
    first = steps_of("a")
    record = Record("maths", version, steps=(*first, ("zz", "a")))
    reading = engine.read(MATHS, engine.write(record))
    assert (reading.record.steps, reading.notice) == (first, notice)
    assert reading.record.version == MATHS["version"]


def test_a_plan_that_is_no_longer_there_is_left_out_and_told() -> None:
    record = Record("way_out", 1, plan=Plan("z", "a"))
    reading = engine.read(golden("way_out"), engine.write(record))
    assert (reading.record.plan, reading.notice) == (Plan("", "a"), "record-damaged")


def test_a_record_that_holds_no_result_shows_none() -> None:
    """The engine freezes a result at each ending; a View is made of any record."""
    record = replace(Record("maths", 1), steps=steps_of("ac"))
    result = engine.view(MATHS, record)["result"]
    assert (result["percent"], "best" in result) == (75, False)


def test_the_next_visit_shows_a_plan_only_where_one_was_chosen() -> None:
    module = golden("way_out")
    record = engine.start(module)
    record = engine.leave(module, engine.respond(module, record, 1, 0, "_"))
    planned = replace(record, plan=Plan("a", ""))
    shown = [engine.view(module, one).get("plan") for one in (record, planned)]
    assert shown[0] is None
    assert shown[1] is not None
    assert shown[1]["chosen"] == {"cue": "a", "action": ""}
