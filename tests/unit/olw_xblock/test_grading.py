"""Scores: published raw at an ending, best attempt counts, staff tools, and the report switch."""

from __future__ import annotations

from typing import Any

import pytest
from xblock.scorable import Score

from tests.unit.olw_xblock.support import Platform

BEST, MIDDLE, WORST = ("a", "ac"), ("a", "ab"), ("c",)


def grade(value: float, most: float = 1.0) -> dict[str, Any]:
    return {"value": value, "max_value": most, "only_if_higher": False}


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        (BEST, 1.0),
        (MIDDLE, 0.75),  # 7 + 3.5 of 14 points
        (("b", "ac"), 0.67),  # 7/3 + 7 of 14, rounded half up to a percent
        (WORST, 0.0),
        (("_",), 1.0),  # leaving a story that hurts costs nothing
    ],
)
def test_grade_at_the_ending(
    platform: Platform, answers: tuple[str, ...], value: float
) -> None:
    platform.play(*answers)
    assert platform.told("grade") == [grade(value)]
    assert platform.block().get_score() == Score(raw_earned=value, raw_possible=1.0)


def test_no_grade_before_the_ending(platform: Platform) -> None:
    platform.play("a")
    assert platform.told("grade") == []
    assert platform.block().get_score() == Score(raw_earned=0.0, raw_possible=1.0)
    assert not platform.block().has_submitted_answer()


def test_best_attempt_counts(platform: Platform) -> None:
    platform.play(*MIDDLE)
    platform.post("retry", {"attempt": 1, "step": 0})
    platform.play(*WORST, attempt=2)
    platform.post("retry", {"attempt": 2, "step": 0})
    platform.play(*BEST, attempt=3)
    assert platform.told("grade") == [grade(0.75), grade(1.0)]


def test_what_is_published_is_raw_and_the_most_is_in_points(platform: Platform) -> None:
    platform.settings(weight=10.0).play(*MIDDLE)
    assert platform.told("grade") == [grade(0.75)]
    assert platform.block().max_score() == 10.0


def test_completion_report_sends_no_judgement(platform: Platform) -> None:
    platform.settings(report="completion").play(*WORST)
    assert platform.told("grade") == [grade(1.0)]


def test_cards_have_no_score(platform: Platform) -> None:
    block = platform.block()
    assert (block.has_score, block.allows_rescore()) == (True, True)
    block = platform.settings(show="cards").block()
    assert (block.has_score, block.allows_rescore()) == (False, False)
    with pytest.raises(TypeError, match=r"^Return cards have no score\.$"):
        platform.block().rescore(only_if_higher=False)


def test_rescore_replays_the_record(platform: Platform) -> None:
    platform.play(*MIDDLE)
    platform.settings(
        raw_earned=0.5
    )  # as if the module had been compiled with another key
    platform.published.clear()
    block = platform.block()
    block.rescore(only_if_higher=True)
    block.save()
    assert platform.told("grade") == [grade(0.75)]
    assert platform.block().raw_earned == 0.75


@pytest.mark.parametrize("only_if_higher", [True, False, None])
def test_rescore_never_lowers(platform: Platform, only_if_higher: bool | None) -> None:
    platform.play(*MIDDLE)
    platform.settings(raw_earned=0.9)
    platform.published.clear()
    platform.block().rescore(only_if_higher=only_if_higher)
    assert platform.told("grade") == [grade(0.9)]


def test_rescore_before_an_ending(platform: Platform) -> None:
    platform.play("a")
    with pytest.raises(
        ValueError, match=r"^This learner has not reached an ending yet\.$"
    ):
        platform.block().rescore(only_if_higher=False)


def test_calculate_score_changes_nothing(platform: Platform) -> None:
    platform.play(*MIDDLE)
    platform.settings(raw_earned=0.1)
    block = platform.block()
    assert block.calculate_score() == Score(raw_earned=0.75, raw_possible=1.0)
    assert block.raw_earned == 0.1


def test_score_survives_a_record_that_cannot_be_replayed(platform: Platform) -> None:
    platform.play(*MIDDLE)
    record = platform.block().record
    head, _, check = record.replace("w1ab", "zzzz").rpartition(".")
    platform.settings(record=f"{head}.{check}")
    assert platform.block().calculate_score() == Score(
        raw_earned=0.75, raw_possible=1.0
    )


def test_staff_override_may_lower_and_a_better_attempt_raises_again(
    platform: Platform,
) -> None:
    platform.play(*MIDDLE)
    block = platform.block()
    block.set_score(
        Score(raw_earned=0.2, raw_possible=1.0)
    )  # 1 of 5 points, as an LMS divides it
    block.publish_grade()
    block.save()
    assert platform.told("grade")[-1] == grade(0.2)
    platform.post("retry", {"attempt": 1, "step": 0})
    platform.play(*WORST, attempt=2)
    assert platform.told("grade")[-1] == grade(0.75)


def test_a_score_with_nothing_possible_is_nothing(platform: Platform) -> None:
    platform.settings(raw_earned=0.0, raw_possible=0.0).play(*MIDDLE)
    assert platform.told("grade") == [grade(0.75)]


def test_one_learners_score_is_not_anothers(platform: Platform) -> None:
    platform.play(*BEST)
    other = platform.block("learner_2")
    assert (other.record, other.raw_earned, other.has_submitted_answer()) == (
        "",
        None,
        False,
    )


def test_rescore_needs_no_translation_service() -> None:
    platform = Platform()
    platform._services.pop("i18n")
    platform.settings(module="short").play("a")
    platform.block().rescore(only_if_higher=False)
    assert platform.told("grade")[-1] == grade(1.0)


def test_a_story_half_told_has_earned_nothing(platform: Platform) -> None:
    platform.play("a")
    assert platform.block().calculate_score() == Score(raw_earned=0.0, raw_possible=1.0)
