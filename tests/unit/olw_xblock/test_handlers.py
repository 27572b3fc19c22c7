"""The play protocol over XBlock handlers: answers, conflicts, refusals, bad bodies."""

from __future__ import annotations

import json
from typing import Any

import pytest

from olw_core.engine.record import Record, checksum, write
from tests.unit.olw_xblock.support import Platform


def test_an_answer_gives_the_next_view(platform: Platform) -> None:
    status, told = platform.respond(1, 0, "a")
    assert status == 200
    assert (told["view"]["scene"], told["view"]["step"], told["view"]["progress"]) == (
        "ward",
        1,
        50,
    )
    assert told["view"]["feedback"] == {"consequence": "CONSEQUENCEA"}
    assert "notice" not in told


def test_state_lasts_between_requests(platform: Platform) -> None:
    platform.play("a")
    assert platform.block().record == write(Record("desk", 3, 1, (("q1", "a"),)))
    assert platform.play("ac", first=1)["ending"] == {
        "title": "A shorter queue",
        "tone": "good",
    }


def test_same_answer_twice_counts_once(platform: Platform) -> None:
    first = platform.respond(1, 0, "a")
    published = list(platform.published)
    assert platform.respond(1, 0, "a") == first
    assert platform.published == published


def test_same_ending_twice_reports_once(platform: Platform) -> None:
    platform.play("c")
    assert platform.respond(1, 0, "c")[0] == 200
    assert [
        len(platform.told(name))
        for name in ("grade", "completion", "olw.module.completed")
    ] == [1, 1, 1]
    assert platform.block().attempts == 1


@pytest.mark.parametrize(
    ("attempt", "step", "response"),
    [
        (1, 0, "b"),  # another answer to an answered step: the second tab
        (1, 2, "a"),  # a step not reached yet
        (2, 1, "ac"),  # an attempt that has not begun
        (0, 0, "a"),
        (1, -1, "a"),
    ],
)
def test_conflict_gives_the_view_as_it_is(
    platform: Platform, attempt: int, step: int, response: str
) -> None:
    now = platform.play("a")
    status, told = platform.respond(attempt, step, response)
    assert (status, told["error"]["code"], told["view"]) == (409, "step-conflict", now)
    assert platform.play("ac", first=1)["ending"]["title"] == "A shorter queue"


@pytest.mark.parametrize(
    ("response", "code"),
    [
        ("z", "answer-unknown-option"),
        ("", "answer-malformed"),
        ("ab", "answer-wrong-count"),
        ("é", "answer-malformed"),
    ],
)
def test_answers_that_cannot_be_taken(
    platform: Platform, response: str, code: str
) -> None:
    status, told = platform.respond(1, 0, response)
    assert (status, told["error"]["code"]) == (422, code)
    assert (platform.block().record, platform.published) == ("", [])


def test_wrong_number_of_picks(platform: Platform) -> None:
    platform.play("a")
    status, told = platform.respond(1, 1, "abc")
    assert (status, told["error"]["code"]) == (422, "answer-wrong-count")


def test_answer_after_the_end(platform: Platform) -> None:
    platform.play("c")
    status, told = platform.respond(1, 1, "a")
    assert (status, told["error"]["code"]) == (422, "story-ended")


BAD_BODIES = [
    (b"", "request-malformed"),
    (b"{", "request-malformed"),
    (b"\xff\xfe", "request-malformed"),
    (b"[" * 8000, "request-malformed"),  # deeper than Python's parser goes
    (
        b'{"attempt": ' + b"1" * 5000 + b"}",
        "request-malformed",
    ),  # longer than Python's integers may be
    (b'{"response": "' + b"a" * 10_000 + b'"}', "request-too-large"),
    (b"[]", "request-invalid"),
    (b"null", "request-invalid"),
    (b'"text"', "request-invalid"),
    (b"{}", "request-invalid"),
    (
        b'{"attempt": "1", "step": 0, "response": "a"}',
        "request-invalid",
    ),  # a number as text
    (b'{"attempt": 1, "step": 0.5, "response": "a"}', "request-invalid"),
    (b'{"attempt": true, "step": 0, "response": "a"}', "request-invalid"),
    (b'{"attempt": NaN, "step": 0, "response": "a"}', "request-invalid"),
    (b'{"attempt": 1, "step": 0, "response": null}', "request-invalid"),
    (b'{"attempt": 1, "step": 0, "response": ["a"]}', "request-invalid"),
    (b'{"attempt": 1, "step": 0, "response": "a", "score": 100}', "request-invalid"),
    (b'{"cue": "a", "action": "a", "stop": "fear"}', "request-invalid"),
    (
        b'{"attempt": 1, "step": 0, "response": "' + b"a" * 101 + b'"}',
        "request-invalid",
    ),
]


@pytest.mark.parametrize(
    ("handler", "body", "code"),
    [
        (handler, body, code)
        for handler in ("respond", "retry", "plan", "card")
        for body, code in BAD_BODIES
        if (handler, body) != ("plan", b"{}")  # every part of a plan is optional
    ],
)
def test_bad_bodies_are_refused_in_words(
    platform: Platform, handler: str, body: bytes, code: str
) -> None:
    wanted = 413 if code == "request-too-large" else 400
    status, told = platform.post(handler, body=body)
    assert (status, told["error"]["code"]) == (wanted, code)
    assert told["error"]["message"].endswith("Reload the page and try again.")
    assert (platform.block().record, platform.published) == ("", [])


def test_only_post(platform: Platform) -> None:
    status, told = platform.post("respond", method="GET", body=b"{}")
    assert (status, told["error"]["code"]) == (405, "request-not-post")


def test_an_odd_character_in_an_answer_is_no_fault_of_the_server(
    platform: Platform,
) -> None:
    status, told = platform.post(
        "respond", body=b'{"attempt": 1, "step": 0, "response": "\\ud800\\u0000"}'
    )
    assert (status, told["error"]["code"]) == (422, "answer-malformed")


def test_nobody_signed_in(platform: Platform) -> None:
    status, told = platform.post(
        "respond", {"attempt": 1, "step": 0, "response": "a"}, learner=None
    )
    assert (status, told) == (
        403,
        {"error": {"code": "no-learner", "message": "Sign in to take part."}},
    )


def test_module_that_is_not_installed(platform: Platform) -> None:
    status, told = platform.settings(module="../desk").respond(1, 0, "a")
    assert (status, told["error"]["code"]) == (404, "module-unavailable")
    assert "../desk" not in told["error"]["message"]


def test_retry_keeps_what_is_asked(platform: Platform) -> None:
    platform.play("a", "ab")
    status, told = platform.post("retry", {"attempt": 1, "step": 1})
    assert (
        status,
        told["view"]["attempt"],
        told["view"]["step"],
        told["view"]["scene"],
    ) == (200, 2, 1, "ward")
    assert platform.play("ac", attempt=2, first=1)["result"]["best"] == 100


def test_retry_before_an_ending(platform: Platform) -> None:
    platform.play("a")
    status, told = platform.post("retry", {"attempt": 1, "step": 0})
    assert (status, told["error"]["code"]) == (422, "not-ended")


def test_retry_twice_is_a_conflict(platform: Platform) -> None:
    platform.play("c")
    now = platform.post("retry", {"attempt": 1, "step": 0})[1]["view"]
    status, told = platform.post("retry", {"attempt": 1, "step": 0})
    assert (status, told["view"]) == (409, now)


def test_attempts_limit(platform: Platform) -> None:
    platform.settings(max_attempts=2).play("c")
    assert platform.post("retry", {"attempt": 1, "step": 0})[0] == 200
    platform.play("a", "ac", attempt=2)
    record = platform.block().record
    status, told = platform.post("retry", {"attempt": 2, "step": 0})
    assert (status, told["error"]["code"]) == (403, "attempts-used")
    assert platform.block().record == record


def test_attempts_reset_by_the_platform_gives_new_ones(platform: Platform) -> None:
    platform.settings(max_attempts=1).play("c")
    assert platform.post("retry", {"attempt": 1, "step": 0})[0] == 403
    platform.settings(attempts=0)  # what an LMS's "reset attempts" writes
    assert platform.post("retry", {"attempt": 1, "step": 0})[0] == 200


def test_plan_is_kept_and_shown(platform: Platform) -> None:
    platform.play("c")
    chosen = {"cue": "a", "action": "b"}
    status, told = platform.post("plan", chosen)
    assert (status, told["view"]["plan"]["chosen"]) == (200, chosen)


def test_a_record_of_the_first_edition_loses_what_is_not_needed(
    platform: Platform,
) -> None:
    platform.play("c")
    fields = platform.block().record.split(".")
    fields[5] = "a-b-f-25"
    body = ".".join(fields[:-1])
    platform.settings(record=f"{body}.{checksum(body)}")
    status, told = platform.post("plan", {"cue": "b", "action": "b"})
    assert (status, "notice" in told) == (200, False)
    assert platform.block().record.split(".")[5] == "b-b"
    for extra in ({"stop": "fear"}, {"before": 2}, {"now": 4}):
        assert platform.post("plan", extra)[0] == 400


def test_completion_alone_keeps_no_percentage(platform: Platform) -> None:
    view = platform.settings(report="completion").play("c")
    assert ("percent" in view["result"], platform.block().record.split(".")[6]) == (
        False,
        "3",
    )
    assert platform.settings(report="score").block().get_score().raw_earned == 1.0
    assert platform.block().calculate_score().raw_earned == 1.0


def test_plan_with_unknown_part(platform: Platform) -> None:
    platform.play("c")
    status, told = platform.post("plan", {"cue": "z"})
    assert (status, told["error"]["code"]) == (422, "plan-unknown")


def test_damaged_record_is_told_and_mended(platform: Platform) -> None:
    platform.play("a")
    platform.settings(record=platform.block().record[:-1] + "!")
    status, told = platform.respond(1, 1, "ac")
    assert (status, told["notice"], told["view"]["ending"]["tone"]) == (
        200,
        "record-damaged",
        "good",
    )
    assert platform.told("olw.record.recovered") == [
        {"module": "desk", "version": 3, "report": "score", "notice": "record-damaged"}
    ]
    assert "notice" not in platform.post("retry", {"attempt": 1, "step": 0})[1]


@pytest.mark.parametrize(
    "record",
    ["garbage", "x" * 10_000, "1.desk.1.1.zza...00000", "...", "9.desk.9.1", "é"],
)
def test_any_stored_text_can_be_played_on(platform: Platform, record: str) -> None:
    status, told = platform.settings(record=record).respond(1, 0, "a")
    assert (status, told["view"]["scene"]) == (200, "ward")
    assert told["notice"] in {"record-damaged", "record-newer"}


def test_keys_that_a_platform_writes_into_the_state_are_left_alone(
    platform: Platform,
) -> None:
    from xblock.runtime import KeyValueStore

    block = platform.block()
    key = platform._services["field-data"]._key(block, "record")
    foreign = KeyValueStore.Key(
        key.scope, key.user_id, key.block_scope_id, "correct_map"
    )
    platform.store.set(foreign, {"x": 1})
    platform.play("a", "ac")
    assert platform.store.get(foreign) == {"x": 1}


def test_answers_are_never_cached(platform: Platform) -> None:
    from webob import Request

    body = json.dumps({"attempt": 1, "step": 0, "response": "a"}).encode()
    response: Any = platform.handle(
        platform.block(), "respond", Request.blank("/", method="POST", body=body)
    )
    assert response.headers["Cache-Control"] == "no-store"
