"""Each rule of cmi5 that the LMS page checks, kept and broken."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from scorm_export.lms.cmi5_rules import problems
from scorm_export.lms.statements import CATEGORY, MASTERY, SESSION, VERBS

LAUNCH: dict[str, Any] = {
    "actor": {"account": {"name": "1"}}, "registration": "r1",
    "activityId": "https://lms.example/au", "session": "s1",
    "mode": "Normal", "mastery": None, "earlier": [],
}  # fmt: skip


def statement(
    verb: str,
    result: dict[str, Any] | None = None,
    categories: tuple[str, ...] = ("cmi5",),
) -> dict[str, Any]:
    """A good statement of this verb."""
    said = {"result": result} if result else {}
    return {
        "id": "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "actor": LAUNCH["actor"],
        "verb": {"id": VERBS + verb},
        "object": {"id": LAUNCH["activityId"]},
        "timestamp": "2026-11-23T20:05:09.123Z",
        **said,
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
UTC = "the timestamp is not in UTC (9.7)"
INITIALIZED = statement("initialized")
COMPLETED = statement("completed", {"completion": True, "duration": "PT0H1M5S"}, BOTH)
PASSED = statement(
    "passed", {"success": True, "score": {"scaled": 0.83}, "duration": "PT5S"}, BOTH
)
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
        assert (one["verb"]["id"], problems(one, sent, LAUNCH)) == (
            one["verb"]["id"],
            [],
        )
        sent.append(one)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (changed(COMPLETED, "id", "1"), "the statement has no id, or one that is no UUID (9.1)"),
        (changed(COMPLETED, "timestamp", "2026-11-23T22:05:09+01:00"), UTC),
        (changed(COMPLETED, "actor", {"name": "x"}),
         "the actor is not the one of the launch (9.2)"),
        (changed(COMPLETED, "context/registration", "r2"),
         "the registration is not the one of the launch (9.6.1)"),
        (changed(COMPLETED, "context/extensions", {}), "the session id is missing (9.6.3.1)"),
        (changed(COMPLETED, "context/contextActivities/grouping", None),
         "the grouping of the context template is missing (9.6.2)"),
        (changed(COMPLETED, "object/id", "x"), "the object is not the unit (9.4)"),
        (INITIALIZED, "initialized must be the first statement, once (9.3.2)"),
        (statement("terminated", {"duration": "PT1M"}, ()),
         "the cmi5 category is missing (9.6.2.1)"),
        (statement("completed", {"completion": True, "duration": "PT1M"}), MOVE_ON),
        (statement("terminated", {"duration": "PT1M"}, BOTH), MOVE_ON),
        (statement("terminated", {"x": 1}), "the duration is missing or malformed (9.5.4)"),
        (changed(COMPLETED, "result/duration", "0:01:05"),
         "the duration is missing or malformed (9.5.4)"),
        (changed(COMPLETED, "result/duration", "PT"),
         "the duration is missing or malformed (9.5.4)"),
        (changed(COMPLETED, "result/completion", False), "completion belongs to completed (9.5.3)"),
        (changed(COMPLETED, "result/score", {"scaled": 1}),
         "score belongs to passed and failed (9.5.1)"),
        (statement("experienced"),
         "experienced is no verb of cmi5: its statement may not have the cmi5 category (9.3)"),
        (changed(PASSED, "result/score", {"raw": 1}), "a raw score needs min and max (9.5.1)"),
        (changed(COMPLETED, "timestamp", "2026-11-23T20:05:09Z"),
         "the timestamp is earlier than that of initialized (9.3)"),
        (changed(PASSED, "result/success", False),
         "success is true in passed, false in failed, and nowhere else (9.5.2)"),
    ],
)  # fmt: skip
def test_each_rule_broken(given: dict[str, Any], wanted: str) -> None:
    assert problems(given, [INITIALIZED], LAUNCH) == [wanted]


def test_the_order_of_a_session() -> None:
    assert problems(COMPLETED, [], LAUNCH) == [
        "initialized must be the first statement, once (9.3.2)"
    ]
    assert problems(COMPLETED, [INITIALIZED, TERMINATED], LAUNCH) == [
        "nothing may follow terminated (9.3.8)"
    ]
    assert problems(COMPLETED, [INITIALIZED, COMPLETED], LAUNCH) == [
        "completed was sent before in this registration (9.3)"
    ]
    assert problems(PASSED, [INITIALIZED], LAUNCH | {"earlier": ["passed"]}) == [
        "passed was sent before in this registration (9.3)"
    ]


SCORED = statement("scored", {"score": {"scaled": 0.5}}, ())
FAILED = statement(
    "failed", {"success": False, "score": {"scaled": 0.5}, "duration": "PT5S"}, BOTH
)


def test_what_cmi5_only_allows_may_carry_any_result_and_repeat() -> None:
    part = statement("passed", {"success": True, "completion": True}, ())
    part = changed(part, "object/id", "https://lms.example/au/part")
    sent = [INITIALIZED]
    for one in (SCORED, SCORED, part, part, PASSED):
        assert problems(one, sent, LAUNCH) == []
        sent.append(one)


def test_what_may_not_precede_or_follow() -> None:
    cases: list[tuple[dict[str, Any], dict[str, Any], str]] = [
        (
            FAILED,
            {"earlier": ["passed"]},
            "failed may not follow passed in a registration (9.3)",
        ),
        (
            INITIALIZED,
            {"abandoned": True},
            "the unit was launched again, and this session is abandoned (9.3.6)",
        ),
        (
            INITIALIZED,
            {"prepared": False},
            "the learner's preferences were not read before the first statement (11.0)",
        ),
    ]
    for one, more, wanted in cases:
        before = [] if one is INITIALIZED else [INITIALIZED]
        assert problems(one, before, LAUNCH | more) == [wanted]
    wanted = "failed was sent before in this session (9.3)"
    assert problems(PASSED, [INITIALIZED, FAILED], LAUNCH) == [wanted]
    assert problems(FAILED, [INITIALIZED], LAUNCH | {"earlier": ["failed"]}) == []


@pytest.mark.parametrize(
    "value", ["PT5S", "PT12.345S", "PT1.5H", "P1DT2H", "P2W", "P1Y2M3D", "PT0H1M5S"]
)
def test_durations_of_iso_8601(value: str) -> None:
    assert (
        problems(changed(TERMINATED, "result/duration", value), [INITIALIZED], LAUNCH)
        == []
    )


@pytest.mark.parametrize(
    "value",
    ["2026-11-23T20:05:10Z", "2026-11-23T20:05:09.2+00:00", "2026-11-23T20:05:09.123Z"],
)
def test_times_in_utc(value: str) -> None:
    assert (
        problems(changed(TERMINATED, "timestamp", value), [INITIALIZED], LAUNCH) == []
    )


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
    failed = changed(FAILED, "context/extensions", {SESSION: "s1", MASTERY: 0.4})
    assert problems(failed, [INITIALIZED], LAUNCH | {"mastery": 0.4}) == [
        "failed with a score that reaches the mastery score (9.3.5)"
    ]


def test_nonsense_is_told_and_does_no_harm() -> None:
    nonsense: list[dict[str, Any]] = [
        {"result": []},
        {"context": {"contextActivities": {"category": {"id": 3}}}},
        {"context": 1},
    ]
    for strange in nonsense:
        assert len(problems(strange, [strange], LAUNCH)) > 3
    assert (
        len(
            problems(
                {"verb": "x", "context": {"contextActivities": []}, "id": 3}, [], LAUNCH
            )
        )
        > 3
    )
