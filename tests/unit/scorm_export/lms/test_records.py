"""What the LMS page says of a stored text."""

from __future__ import annotations

from olw_core.engine import record
from scorm_export.lms.records import explain

KIND = record.write(
    record.Record(
        "kind", 2, 3, (("k1", "a"), ("k2", "ac")), record.Plan("a", "b"), record.Done(2, 83),
    )
)  # fmt: skip
FRESH = record.write(record.Record("inclusive", 1))


def test_one_record_in_words() -> None:
    assert explain(f"{KIND}~7") == {
        "counter": 7,
        "modules": [
            {
                "module": "kind",
                "version": 2,
                "attempt": 3,
                "answers": ["k1: a", "k2: ac"],
                "finished": "83%",
                "plan": "cue a, action b",
                "notice": "",
            }
        ],
    }


def test_a_result_without_a_percentage() -> None:
    read, _ = record.parse(KIND, "kind", 2)
    told = explain(record.write(read, "completion"))
    assert told is not None
    assert told["modules"][0]["finished"] == "yes, no percentage kept"


def test_several_records() -> None:
    told = explain(f"{KIND}~~{FRESH}~12")
    assert told is not None
    assert (told["counter"], [one["module"] for one in told["modules"]]) == (
        12,
        ["kind", "inclusive"],
    )
    assert (
        told["modules"][1]["finished"],
        told["modules"][1]["plan"],
        told["modules"][1]["answers"],
    ) == ("", "", [])


def test_a_damaged_record_says_so() -> None:
    told = explain(f"{KIND[:-1]}!~1")
    assert told is not None
    assert told["modules"][0]["notice"] == "record-damaged"


def test_other_texts_are_none_of_ours() -> None:
    assert [
        explain(text)
        for text in ("", "~3", "{'a': 1}", "2;slide=3", "1.Kind.2.", f"{KIND}~~other")
    ] == [None] * 6


def test_a_very_long_text_is_cut() -> None:
    told = explain("1.kind.1.1." + "k1a-" * 50_000)
    assert told is not None
    assert len(told["modules"][0]["answers"]) < 1_100
