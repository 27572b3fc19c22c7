"""The player's floors: a file imports its own floor and those below it, and never in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from olw_core.player import HERE

SRC = HERE / "src"
MAY_IMPORT = {
    "config": {"engine", "strings"},
    "strings": set(),
    "engine": {"engine"},
    "recorders": {"recorders", "engine"},
    "session": {"session", "recorders", "engine", "config", "strings"},
    "ui": {"ui", "session", "recorders", "engine", "config", "strings"},
    "more": {"more", "ui", "session", "engine", "config", "strings"},
    "kit": {"ui"},
    "whole": set(),
    "element": {"kit", "ui", "session", "recorders", "config", "strings", "whole"},
    "entries": {"element", "session", "recorders"},
}
"""Floor -> floors it may import. A floor is a folder of src/, or a file in src/ itself."""


def sources() -> dict[str, str]:
    """Text by name, like ui/scene."""
    files = [path for path in SRC.rglob("*.ts") if not path.name.endswith(".d.ts")]
    return {
        path.relative_to(SRC).with_suffix("").as_posix(): path.read_text("utf-8")
        for path in files
    }


def imports(name: str, text: str) -> Iterator[str]:
    """The sources that one imports or passes on, types included."""
    for found in re.findall(r'(?:from|^import) "(\.[^"]+)"', text, re.MULTILINE):
        target = (SRC / name).parent / found
        if target.with_name(f"{target.name}.ts").exists():
            yield target.resolve().relative_to(SRC).as_posix()


GRAPH: Mapping[str, list[str]] = {
    name: sorted(set(imports(name, text))) for name, text in sources().items()
}


def floor(name: str) -> str:
    return name.split("/")[0]


def circle(
    name: str, graph: Mapping[str, list[str]], path: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The first way from a source back to itself; () where there is none."""
    if name in path:
        return (*path[path.index(name) :], name)
    for target in graph[name]:
        if found := circle(target, graph, (*path, name)):
            return found
    return ()


@pytest.mark.parametrize("name", sorted(GRAPH))
def test_imports_point_down(name: str) -> None:
    up = [one for one in GRAPH[name] if floor(one) not in MAY_IMPORT[floor(name)]]
    assert up == []


@pytest.mark.parametrize("name", sorted(GRAPH))
def test_no_circle(name: str) -> None:
    assert circle(name, GRAPH) == ()


def test_a_circle_would_be_found() -> None:
    assert circle("a", {"a": ["b"], "b": ["c"], "c": ["b"]}) == ("b", "c", "b")


def test_imports_are_found() -> None:
    assert GRAPH["entries/player"] == ["element", "session/remote"]
    assert sum(map(len, GRAPH.values())) > 150
