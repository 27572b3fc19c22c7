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
    """After `call` the `desk` is met or not, and then `office` always. Who comes to the desk by
    another way may miss the office; so a figure of it tells of the desk, and that of the call.
    """
    told = story(
        ("last", {"": 0}),
        ("office", {"": 1}),
        ("desk", {"": 2}),
        ("desk", {"a": 2, "b": 1}),
        ("call", {"a": 3, "b": 2}),
        ("start", {"a": 5, "b": 4}),
    )
    assert influence(told) == {
        "last": set(),
        "office": {"start", "desk", "call"},
        "desk": {"start", "call"},
        "call": {"start"},
        "start": set(),
    }
