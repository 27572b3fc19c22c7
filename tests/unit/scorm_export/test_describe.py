"""Descriptions of stories, courses and cards."""

from __future__ import annotations

import pytest

from scorm_export.describe import Kind, describe, key
from tests.unit.scorm_export.samples import module

MODULES = [
    module(),
    module(
        "trusted",
        title="The rota",
        keywords=["debrief", "trust"],
        version=12,
        minutes=5,
    ),
]


@pytest.mark.parametrize(
    ("kind", "everything", "expected"),
    [
        ("course", True, "course"),
        ("menu", True, "course-menu"),
        ("cards", True, "return-cards"),
        ("course", False, "course-kind-trusted"),
        ("cards", False, "return-cards-kind-trusted"),
    ],
)
def test_keys_of_several(kind: Kind, everything: bool, expected: str) -> None:
    assert key(kind, ["kind", "trusted"], everything) == expected


def test_a_module_is_its_own_key_whatever_else_there_is() -> None:
    assert [key("module", ["kind"], everything) for everything in (True, False)] == [
        "kind",
        "kind",
    ]


def test_a_story() -> None:
    about = describe("module", "kind", MODULES[:1], {})
    assert (about.title, about.version, about.minutes, about.lang) == (
        "Back from Copse Lane",
        "3",
        6,
        "en-GB",
    )


def test_a_course() -> None:
    about = describe("course", "course", MODULES, {})
    assert (about.title, about.version, about.minutes) == (
        "Our Leadership Way: two stories",
        "3.12",
        11,
    )
    assert about.keywords == ("kindness", "debrief", "trust")
    assert [competency.id for competency in about.competencies] == ["kind", "kind"]
    stories = "Back from Copse Lane; The rota"
    assert (
        about.summary
        == f"Short workplace stories in which you decide what happens: {stories}."
    )


def test_cards() -> None:
    about = describe("cards", "return-cards", MODULES, {})
    assert (about.title, about.minutes) == ("Our Leadership Way: return cards", 2)


def test_a_trusts_own_titles() -> None:
    titles = {"course": "Leading here", "cards": "Come back"}
    assert [
        describe(kind, "x", MODULES, titles).title
        for kind in ("course", "menu", "cards")
    ] == [
        "Leading here",
        "Leading here",
        "Come back",
    ]


def test_versions_fit_the_20_characters_of_the_xsd() -> None:
    assert (
        describe("course", "course", [module(version=100)] * 6, {}).version
        == "100.100.100.100.100"
    )
