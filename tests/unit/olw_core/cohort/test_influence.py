"""Which decisions a later one depends on, in a story of a few nodes."""

from __future__ import annotations

from typing import Any

from olw_core.cohort.influence import influence

ITEMS = [{"options": [{"id": "a"}, {"id": "b"}]}]


def story(*nodes: tuple[str, dict[str, int]]) -> Any:
    """Each of a scene and where answers lead: earlier nodes, of which the first is the end."""
    found: list[dict[str, Any]] = [{"scene": "end", "item": None, "go": {}}]
    for scene, go in nodes:
        found.append({"scene": scene, "item": 0, "go": go})
    return {"story": {"nodes": found, "items": ITEMS}}


def test_what_influences_an_influence_is_an_influence() -> None:
    """On the long way `early` decides whether there is a `call`; `desk` and `office` come anyway.
    By a shorter way the call decides on the desk; by the shortest the desk on the office. So a
    figure of the office tells of the desk, that of the call, and that of what came early.
    """
    told = story(
        ("last", {"": 0}),
        ("office", {"": 1}),
        ("desk", {"": 2}),
        ("desk", {"a": 2, "b": 1}),
        ("call", {"": 3}),
        ("call", {"a": 3, "b": 2}),
        ("early", {"a": 5, "b": 3}),
        ("start", {"a": 7, "b": 6, "c": 4}),
    )
    assert influence(told) == {
        "last": set(),
        "office": {"start", "early", "call", "desk"},
        "desk": {"start", "early", "call"},
        "call": {"start", "early"},
        "early": {"start"},
        "start": set(),
    }


def test_each_influence_brings_its_own() -> None:
    """`left` and `right` both decide on the office by one way, and each has a call behind it."""
    told = story(
        ("last", {"": 0}),
        ("office", {"": 1}),
        ("left", {"": 2}),
        ("left", {"a": 2, "b": 1}),
        ("right", {"": 2}),
        ("right", {"a": 2, "b": 1}),
        ("call left", {"a": 3, "b": 2}),
        ("call right", {"a": 5, "b": 2}),
        ("start", {"a": 7, "b": 8, "c": 4, "d": 6}),
    )
    by = {"start", "left", "right", "call left", "call right"}
    assert influence(told)["office"] == by
