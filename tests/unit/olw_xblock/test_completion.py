"""Completion on endings only; attempts counted; what is shared with a learner's other blocks."""

from __future__ import annotations

from olw_xblock.attempt_limit import attempts_left
from olw_xblock.finished_stories import modules
from tests.unit.olw_xblock.support import Platform

DONE = [{"completion": 1.0}]


def test_completion_only_at_an_ending(platform: Platform) -> None:
    platform.play("a")
    assert platform.told("completion") == []
    platform.play("ac", first=1)
    assert platform.told("completion") == DONE


def test_leaving_completes(platform: Platform) -> None:
    ending = {"title": "You stepped away", "tone": "mixed"}
    assert platform.play("_")["ending"] == ending
    assert platform.told("completion") == DONE


def test_every_ending_counts_as_an_attempt(platform: Platform) -> None:
    platform.play("c")
    platform.post("retry", {"attempt": 1, "step": 0})
    assert platform.block().attempts == 1
    platform.play("c", attempt=2)
    assert (platform.block().attempts, attempts_left(platform.block())) == (2, None)


def test_attempts_left(platform: Platform) -> None:
    platform.settings(max_attempts=3, attempts=1)
    assert attempts_left(platform.block()) == 2
    platform.settings(max_attempts=1, attempts=3)  # the limit was lowered afterwards
    assert attempts_left(platform.block()) == 0


def test_finished_modules_are_shared_between_blocks(platform: Platform) -> None:
    platform.play("c")
    platform.usage = platform.id_generator.create_usage(platform.definition)
    platform.settings(module="short").play("a")
    assert modules(platform.block()) == ["desk", "short"]
    assert modules(platform.block("learner_2")) == []


def test_the_platform_is_told_that_completion_is_ours(platform: Platform) -> None:
    block = platform.block()
    assert (block.has_custom_completion, block.completion_mode) == (True, "completable")
