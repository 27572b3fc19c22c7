"""The attempt record: one form in, the same form out, and never a lost result."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from olw_core.engine import engine, record
from olw_core.engine.record import Done, Plan, Record
from tests.support.modules import GOLDEN, golden

FULL = Record(
    "kind", 3, 2, (("q7", "a"), ("b2", "ac"), ("x9", "_")), Plan("a", "c"), Done(3, 67)
)


def test_round_trip() -> None:
    text = record.write(FULL)
    assert text.rpartition(".")[0] == "1.kind.3.2.q7a-b2ac-x9_.a-c.3-67"
    assert record.parse(text, "kind", 3) == (FULL, "")


def test_alphabet_and_length() -> None:
    text = record.write(FULL)
    assert set(text) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
    )
    assert len(text) == len("1.kind.3.2.q7a-b2ac-x9_.a-c.3-67.") + 5


def test_fresh_record_is_short() -> None:
    assert record.write(Record("kind", 1)).rpartition(".")[0] == "1.kind.1.1..."


def test_completion_alone_is_kept_without_a_percentage() -> None:
    text = record.write(FULL, "completion")
    assert text.rpartition(".")[0] == "1.kind.3.2.q7a-b2ac-x9_.a-c.3"
    found, notice = record.parse(text, "kind", 3)
    assert (found.done, notice) == (Done(3, None), "")
    assert record.write(found, "score") == text  # what was not kept cannot come back


PLANS = [
    # the plan's field, what is read, notice
    ("a-c-f-25", Plan("a", "c"), ""),  # the first edition's: the tail is read over
    ("--f-25", Plan(), ""),  # only what would stop the learner, and confidence
    ("a---00", Plan("a", ""), ""),
    ("a-c", Plan("a", "c"), ""),
    ("-c", Plan("", "c"), ""),
    ("a-c-f-29", Plan(), "record-damaged"),
    ("a-c-f", Plan(), "record-damaged"),
]


@pytest.mark.parametrize(("field", "plan", "notice"), PLANS)
def test_plan_field(field: str, plan: Plan, notice: str) -> None:
    body = f"1.kind.3.1..{field}."
    found, said = record.parse(f"{body}.{record.checksum(body)}", "kind", 3)
    assert (found.plan, said) == (plan, notice)
    assert record.parse(record.write(found), "kind", 3) == (found, "")


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_empty_text_is_a_fresh_start(text: str) -> None:
    assert record.parse(text, "kind", 3) == (Record("kind", 3), "")


DAMAGED = [
    # text, steps kept, done kept, notice
    ("1.kind.3.2.q7a-b2ac-x9_.a-c-f-24.3-67.zzzzz", 3, Done(3, 67), "record-damaged"),
    ("1.kind.3.2.q7a-b2ac-x", 2, None, "record-damaged"),
    ("1.kind.3.2.q7a-?-x9a..3-67.00000", 1, Done(3, 67), "record-damaged"),
    ("1.kind.3.2.q7a..3-167.00000", 1, None, "record-damaged"),
    ("garbage", 0, None, "record-damaged"),
    ("x" * 10_000, 0, None, "record-damaged"),
    ("....", 0, None, "record-damaged"),
    ("1.kind.3.2.q7a..3.00000", 1, Done(3, None), "record-damaged"),
    ("1.kind.3.2.q7a..3-.00000", 1, None, "record-damaged"),
    ("1.kind.x.0.q7a..3-67.00000", 1, Done(3, 67), "record-damaged"),
    ("1.other.3.1...3-100.00000", 0, None, "record-damaged"),
]


@pytest.mark.parametrize(("text", "steps", "done", "notice"), DAMAGED)
def test_damaged(text: str, steps: int, done: Done | None, notice: str) -> None:
    found, said = record.parse(text, "kind", 3)
    assert (len(found.steps), found.done, said) == (steps, done, notice)


@pytest.mark.parametrize(
    ("steps", "plan", "done"),
    [("q7a-?", "", ""), ("q7a", "?", ""), ("q7a", "", "?"), ("q7a-", "", "")],
)
def test_a_field_that_cannot_be_read_is_told_under_a_right_checksum(
    steps: str, plan: str, done: str
) -> None:
    body = f"1.kind.3.1.{steps}.{plan}.{done}"
    found, notice = record.parse(f"{body}.{record.checksum(body)}", "kind", 3)
    assert (found, notice) == (Record("kind", 3, 1, (("q7", "a"),)), "record-damaged")


def test_a_text_that_ends_early_under_a_right_checksum_is_read_as_far_as_it_goes() -> (
    None
):
    body = "1.kind.3.2"
    found = record.parse(f"{body}.{record.checksum(body)}", "kind", 3)
    assert found == (Record("kind", 3, 2), "")


def test_only_the_space_that_systems_put_around_a_text_is_taken_off() -> None:
    text = record.write(FULL)
    assert record.parse(f" \t{text}\r\n", "kind", 3) == (FULL, "")
    assert record.parse(f"{text}\u00a0", "kind", 3) == (FULL, "record-damaged")


def test_numbers_that_cannot_be_read_are_those_of_a_fresh_record() -> None:
    body = "1.kind.x.0...."
    found, _ = record.parse(f"{body}.{record.checksum(body)}", "kind", 3)
    assert found == Record("kind", 3)


def test_other_module_and_newer_format() -> None:
    assert record.parse(record.write(FULL), "trusted", 1) == (
        Record("trusted", 1),
        "record-other-module",
    )
    body = "2" + record.write(FULL).rpartition(".")[0][1:]
    found, notice = record.parse(f"{body}.{record.checksum(body)}", "kind", 3)
    assert (found.done, notice) == (FULL.done, "record-newer")
    assert record.parse(record.write(FULL), "kind", 2)[1] == "record-newer"


@pytest.mark.parametrize(
    "path", sorted((GOLDEN / "records").glob("*.json")), ids=lambda p: p.stem
)
def test_old_records_are_read_for_ever(path: Path) -> None:
    kept = json.loads(path.read_text("utf-8"))
    reading = engine.read(golden(kept["module"]), kept["text"])
    best = reading.record.done
    done = None if best is None else [best.version, best.percent]
    found = {
        "steps": [list(s) for s in reading.record.steps],
        "notice": reading.notice,
        "done": done,
    }
    assert found == kept["reads"]
    for report, text in kept.get("writes", {}).items():
        assert engine.write(reading.record, report) == text
