"""Events: documented names and fields, and nothing that the learner was not told of."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from olw_xblock import events
from tests.unit.olw_xblock.support import Platform

DOCUMENT = Path(__file__).parents[3] / "docs" / "developers" / "xblock-events.md"
COMMON = {"module": "desk", "version": 3}


def everything(platform: Platform) -> list[tuple[str, dict[str, Any]]]:
    """The events of a learner who does all there is to do."""
    platform.play("a", "ab")
    platform.post(
        "plan", {"cue": "a", "action": "a", "stop": "fear", "before": 1, "now": 2}
    )
    platform.post("retry", {"attempt": 1, "step": 1})
    platform.play("_", attempt=2, first=1)
    platform.post(
        "card", {"card": "improving-try-new-things", "variant": "a", "response": "a"}
    )
    return [
        (name, data) for name, data in platform.published if name.startswith("olw.")
    ]


def test_with_completion_only_start_and_end_are_told(platform: Platform) -> None:
    common = {**COMMON, "report": "completion"}
    assert everything(platform.settings(report="completion")) == [
        ("olw.module.started", {**common, "attempt": 1}),
        ("olw.module.completed", {**common, "attempt": 1}),
        ("olw.module.retried", {**common, "attempt": 2}),
        ("olw.module.completed", {**common, "attempt": 2}),
    ]


def test_with_score_the_score_too(platform: Platform) -> None:
    common = {**COMMON, "report": "score"}
    assert everything(platform) == [
        ("olw.module.started", {**common, "attempt": 1}),
        ("olw.module.completed", {**common, "attempt": 1, "percent": 75, "best": 75}),
        ("olw.module.retried", {**common, "attempt": 2}),
        ("olw.module.completed", {**common, "attempt": 2, "percent": 100, "best": 100}),
    ]


def test_with_answers_the_choices_too(platform: Platform) -> None:
    common = {**COMMON, "report": "answers"}
    assert everything(platform.settings(report="answers")) == [
        ("olw.module.started", {**common, "attempt": 1}),
        (
            "olw.decision.made",
            {**common, "attempt": 1, "step": 0, "scene": "queue", "response": "a"},
        ),
        (
            "olw.decision.made",
            {**common, "attempt": 1, "step": 1, "scene": "ward", "response": "ab"},
        ),
        ("olw.module.completed", {**common, "attempt": 1, "percent": 75, "best": 75}),
        ("olw.module.retried", {**common, "attempt": 2}),
        ("olw.module.completed", {**common, "attempt": 2, "percent": 100, "best": 100}),
        ("olw.card.answered", {**common, "card": "improving-try-new-things"}),
    ]


def test_a_setting_that_does_not_exist_tells_nothing(platform: Platform) -> None:
    assert everything(platform.settings(report="everything")) == []


def _documented() -> dict[str, set[str]]:
    text = DOCUMENT.read_text("utf-8")
    rows = re.findall(r"^\| `(olw\.[a-z.]+)` \|.*\| (.*) \|$", text, re.M)
    return {name: set(re.findall(r"`([a-z]+)`", fields)) for name, fields in rows}


def test_the_document_lists_every_event_with_its_fields() -> None:
    published = {}
    for name, by_report in events.FIELDS.items():
        published[name] = {f for fields in by_report.values() for f in fields}
    assert _documented() == published


@pytest.mark.parametrize("field", events.ALWAYS)
def test_the_document_names_the_common_fields(field: str) -> None:
    assert f"`{field}`" in DOCUMENT.read_text("utf-8")
