"""Reads authored YAML into plain data and remembers on which line every value stands.

Only mappings, lists, strings, whole numbers and true/false exist here: no tags, no aliases, no surprises such as `no` = false.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from olw_core.errors import ContentError, Problem

Path = tuple[str | int, ...]

MAX_BYTES = 1_000_000
"""No module is near this; a larger file is a mistake."""


@dataclass
class Source:
    """One module's authored data, with the place of every value."""

    data: dict[str, Any]
    places: dict[Path, tuple[str, int]] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)

    def place(self, path: Path) -> tuple[str, int]:
        """(file, line) of the nearest known value at or above `path`."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, ("module.yaml", 1))

    def problem(self, level: Literal["error", "warning"], code: str, path: Path, problem: str, remedy: str) -> Problem:
        file, line = self.place(path)
        return Problem(level, code, file, line, ".".join(str(p) for p in path) or "(top)", problem, remedy)


def read_source(files: Mapping[str, str], media: Mapping[str, str]) -> Source:
    """Parse and merge a module's files ({name: text}: module.yaml and optionally cards.yaml, facilitator.yaml).

    Raises ContentError for text that is not YAML, with file and line.
    """
    source = Source(data={}, media=media)
    for name, text in files.items():
        data = _parse(name, text, source)
        for key, value in data.items():
            if key in source.data:
                raise ContentError(
                    [
                        source.problem(
                            "error", "yaml-twice", (key,), f"'{key}' stands in two files.", "Keep it in one of them."
                        )
                    ]
                )
            source.data[key] = value
    return source


def _parse(name: str, text: str, source: Source) -> dict[str, Any]:
    if len(text.encode()) > MAX_BYTES:
        raise _failure("yaml-too-long", name, 1, "The file is longer than 1 MB.", "Shorten it.")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise _failure(
            "yaml-broken",
            name,
            line,
            f"This is not valid YAML: {error.problem or error.context}.",
            "Check indentation, quotes and colons on this line and the one above.",
        ) from None
    except yaml.YAMLError as error:
        raise _failure(
            "yaml-broken", name, 1, f"This is not valid YAML: {error}.", "Save the file as plain UTF-8 text."
        ) from None
    if not isinstance(node, yaml.MappingNode):
        raise _failure(
            "yaml-not-a-mapping", name, 1, "The file must be a list of 'name: value' lines.", "See docs/authors.md."
        )
    data: dict[str, Any] = _Builder(name, source).build(node, (), frozenset())
    return data


def _failure(code: str, file: str, line: int, problem: str, remedy: str) -> ContentError:
    return ContentError([Problem("error", code, file, line, "(top)", problem, remedy)])


class _Builder:
    """Turns composed nodes into data, filling `source.places`."""

    def __init__(self, name: str, source: Source) -> None:
        self.name = name
        self.source = source

    def build(self, node: yaml.Node, path: Path, open_nodes: frozenset[int]) -> Any:
        line = node.start_mark.line + 1
        self.source.places[path] = (self.name, line)
        if id(node) in open_nodes or len(path) > 30:
            raise _failure(
                "yaml-nested", self.name, line, "The text refers to itself or nests too deep.", "Write it out flat."
            )
        inside = open_nodes | {id(node)}
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, inside)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, i), inside) for i, child in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path, inside: frozenset[int]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise _failure(
                    "yaml-key", self.name, line, "A name must be a single word or number.", "Put it in quotes."
                )
            key = str(key_node.value)
            if key in result:
                raise _failure("yaml-twice", self.name, line, f"'{key}' stands here twice.", "Keep one.")
            result[key] = self.build(value_node, (*path, key), inside)
            self.source.places[(*path, key)] = (self.name, line)
        return result


def _scalar(node: yaml.ScalarNode) -> Any:
    value = str(node.value)
    if node.style is not None:
        return value
    if re.fullmatch(r"-?(0|[1-9]\d{0,5})", value):
        return int(value)
    return {"true": True, "false": False, "null": None, "~": None, "": None}.get(value, value)
