"""Each rule of cmi5 that the LMS page checks, kept and broken."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from scorm_export.lms.cmi5_rules import CATEGORY, MASTERY, SESSION, VERBS, problems

LAUNCH: dict[str, Any] = {
    "actor": {"account": {"name": "1"}}, "registration": "r1", "activityId": "https://lms.example/au", "session": "s1",
    "mode": "Normal", "mastery": None, "earlier": [],
}  # fmt: skip


def statement(
    verb: str, result: dict[str, Any] | None = None, categories: tuple[str, ...] = ("cmi5",)
) -> dict[str, Any]:
    """A good statement of this verb."""
    return {
        "id": "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "actor": LAUNCH["actor"],
        "verb": {"id": VERBS + verb},
        "object": {"id": LAUNCH["activityId"]},
        "timestamp": "2026-11-23T20:05:09.123Z",
        **({"result": result} if result else {}),
        "context": {
            "registration": "r1",
            "extensions": {SESSION: "s1"},
            "contextActivities": {
                "grouping": [{"id": "x"}],
                "category": [{"id": CATEGORY + name} for name in categories],
            },
        },
    }


BOTH = ("cmi5", "moveon")
MOVE_ON = "the moveOn category belongs to completed, passed and failed alone (9.6.2.2)"
INITIALIZED = statement("initialized")
COMPLETED = statement("completed", {"completion": True, "duration": "PT0H1M5S"}, BOTH)
PASSED = statement("passed", {"success": True, "score": {"scaled": 0.83}, "duration": "PT5S"}, BOTH)
TERMINATED = statement("terminated", {"duration": "PT1M"})
ANSWERED = statement("answered", {"response": "a", "success": False}, ()) | {
    "object": {"id": "https://lms.example/au/k1"}
}


def changed(given: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy with one value changed, or taken out when it is None."""
    copied = copy.deepcopy(given)
    *above, last = path.split("/")
    place = copied
    for name in above:
        place = place[name]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return copied


def test_a_good_session_has_no_problem() -> None:
    sent: list[dict[str, Any]] = []
    for one in (INITIALIZED, ANSWERED, COMPLETED, PASSED, TERMINATED):
        assert (one["verb"]["id"], problems(one, sent, LAUNCH)) == (one["verb"]["id"], [])
        sent.append(one)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (changed(COMPLETED, "id", "1"), "the statement id is no UUID"),
        (changed(COMPLETED, "timestamp", "2026-11-23T20:05:09+01:00"), "the timestamp is not in UTC (9.7)"),
        (changed(COMPLETED, "actor", {"name": "x"}), "the actor is not the one of the launch (9.2)"),
        (changed(COMPLETED, "context/registration", "r2"), "the registration is not the one of the launch (9.6.1)"),
        (changed(COMPLETED, "context/extensions", {}), "the session id is missing (9.6.3.1)"),
        (changed(COMPLETED, "context/contextActivities/grouping", None), "the grouping of the context template is missing (9.6.2)"),
        (changed(COMPLETED, "object/id", "x"), "the object is not the unit (9.4)"),
        (INITIALIZED, "initialized must be the first statement, once (9.3.2)"),
        (statement("terminated", {"duration": "PT1M"}, ()), "the cmi5 category is missing (9.6.2.1)"),
        (statement("completed", {"completion": True, "duration": "PT1M"}), MOVE_ON),
        (statement("terminated", {"duration": "PT1M"}, BOTH), MOVE_ON),
        (statement("terminated", {"x": 1}), "the duration is missing or malformed (9.5.4)"),
        (changed(COMPLETED, "result/duration", "PT1.555S"), "the duration is missing or malformed (9.5.4)"),
        (changed(COMPLETED, "result/duration", "PT"), "the duration is missing or malformed (9.5.4)"),
        (changed(COMPLETED, "result/completion", False), "completion belongs to completed (9.5.3)"),
        (changed(COMPLETED, "result/score", {"scaled": 1}), "score belongs to passed and failed (9.5.1)"),
        (changed(PASSED, "result/success", False), "passed needs success (9.5.2)"),
    ],
)  # fmt: skip
def test_each_rule_broken(given: dict[str, Any], wanted: str) -> None:
    assert problems(given, [INITIALIZED], LAUNCH) == [wanted]


def test_the_order_of_a_session() -> None:
    assert problems(COMPLETED, [], LAUNCH) == ["initialized must be the first statement, once (9.3.2)"]
    assert problems(COMPLETED, [INITIALIZED, TERMINATED], LAUNCH) == ["nothing may follow terminated (9.3.8)"]
    assert problems(COMPLETED, [INITIALIZED, COMPLETED], LAUNCH) == [
        "completed was sent before in this registration (9.3)"
    ]
    assert problems(PASSED, [INITIALIZED], LAUNCH | {"earlier": ["passed"]}) == [
        "passed was sent before in this registration (9.3)"
    ]


def test_browse_and_review_take_no_judgement() -> None:
    for mode in ("Browse", "Review"):
        wanted = f"passed may not be sent in launch mode {mode} (10.0)"
        assert problems(PASSED, [INITIALIZED], LAUNCH | {"mode": mode}) == [wanted]


def test_the_mastery_score() -> None:
    carried = changed(PASSED, "context/extensions", {SESSION: "s1", MASTERY: 0.9})
    assert problems(carried, [INITIALIZED], LAUNCH | {"mastery": 0.9}) == [
        "passed with a score below the mastery score (9.3.4)"
    ]
    assert problems(PASSED, [INITIALIZED], LAUNCH | {"mastery": 0.8}) == [
        "passed must carry the mastery score (9.6.3.2)"
    ]
    carried = changed(PASSED, "context/extensions", {SESSION: "s1", MASTERY: 0.8})
    assert problems(carried, [INITIALIZED], LAUNCH | {"mastery": 0.8}) == []


def test_nonsense_is_told_and_does_no_harm() -> None:
    assert len(problems({"verb": "x", "context": {"contextActivities": []}, "id": 3}, [], LAUNCH)) > 3
