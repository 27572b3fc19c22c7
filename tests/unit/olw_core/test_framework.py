"""The framework as data: 3 parts, 6 principles, 33 behaviours, ids that never change."""

from __future__ import annotations

import pytest

from olw_core import content

FRAMEWORK = content.framework()


def test_the_whole_framework() -> None:
    assert (FRAMEWORK.id, FRAMEWORK.title, FRAMEWORK.publisher) == (
        "our-leadership-way",
        "Our Leadership Way",
        "NHS England",
    )
    assert [(p.id, p.title, p.quality) for p in FRAMEWORK.parts] == [
        ("heart", "Heart", "Compassionate"),
        ("head", "Head", "Curious"),
        ("hands", "Hands", "Collaborative"),
    ]
    assert [(p.id, p.part, len(p.behaviours)) for p in FRAMEWORK.principles] == [
        ("inclusive", "heart", 7),
        ("kind", "heart", 8),
        ("improving", "head", 3),
        ("trusted", "head", 4),
        ("collaborating", "hands", 6),
        ("celebrating", "hands", 5),
    ]


def test_ids_are_unique_and_begin_with_their_principle() -> None:
    ids = [(p.id, b.id) for p in FRAMEWORK.principles for b in p.behaviours]
    assert len({b for _, b in ids}) == 33
    assert [b for p, b in ids if not b.startswith(f"{p}-")] == []


def test_look_ups() -> None:
    assert FRAMEWORK.principle("kind").short_label == "Kind and respectful"
    assert FRAMEWORK.part("head").title == "Head"
    for look_up in (FRAMEWORK.principle, FRAMEWORK.part):
        with pytest.raises(KeyError):
            look_up("nothing")
