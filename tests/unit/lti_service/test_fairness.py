"""A worker's threads among platforms: in turn, few each, and none for one that is tired."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from lti_service.fairness import AT_ONCE, FIRST_REST, LONGEST_REST, Shares

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def test_everyones_turn_comes() -> None:
    shares = Shares(threads=4)
    assert shares.in_turn([1, 2, 3]) == [1, 2, 3]
    shares.begin(2)
    assert shares.in_turn([1, 2, 3]) == [3, 1, 2]
    shares.begin(3)
    assert shares.in_turn([1, 2, 3]) == [1, 2, 3]


def test_no_platform_has_more_than_a_few() -> None:
    shares = Shares(threads=3)
    for _ in range(AT_ONCE):
        shares.begin(1)
    assert (shares.room(1, NOW), shares.room(2, NOW), shares.free) == (0, 1, 1)
    shares.end(1)
    assert (shares.room(1, NOW), shares.room(2, NOW)) == (1, 2)


def test_one_that_fails_rests_longer_each_time_and_then_is_tried_with_one() -> None:
    shares, now, rests = Shares(threads=8), NOW, []
    for _ in range(8):
        shares.note(1, "outgoing-slow", now)
        began = now
        while not shares.room(1, now):
            now += timedelta(seconds=5)
        rests.append(now - began)
        assert (shares.room(1, now), shares.room(2, now)) == (1, AT_ONCE)
    assert (rests[:3], rests[-1]) == (
        [FIRST_REST, 2 * FIRST_REST, 4 * FIRST_REST],
        LONGEST_REST,
    )
    shares.note(1, "", now)
    assert shares.room(1, now) == AT_ONCE


def test_a_clock_that_is_set_back_makes_no_rest_longer() -> None:
    """As by a time server, after a virtual machine has begun with a wrong clock."""
    shares = Shares(threads=8)
    shares.note(1, "outgoing-slow", NOW)
    earlier = NOW - timedelta(hours=1)
    assert shares.room(1, earlier) == 1
    shares.note(1, "outgoing-slow", earlier)
    assert shares.room(1, earlier) == 0
    assert shares.room(1, earlier + 2 * FIRST_REST) == 1


def test_an_answer_that_is_a_refusal_tires_nobody() -> None:
    shares = Shares(threads=8)
    for problem in (
        "outgoing-status",
        "token-answer",
        "line-item-uncertain",
        "unforeseen",
    ):
        shares.note(1, problem, NOW)
        assert shares.room(1, NOW) == AT_ONCE
