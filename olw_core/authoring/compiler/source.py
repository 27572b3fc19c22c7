"""Reads authored YAML into plain data and remembers on which line every value stands.

Only mappings, lists, strings, whole numbers and true/false exist here: no tags, no aliases, no surprises such as `no` = false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from olw_core.errors import ContentError, Problem

Path = tuple[str | int, ...]

MAX_BYTES = 1_000_000
"""No module is near this; a larger file is a mistake."""
MAX_BRACKETS = 10_000
"""YAML readers take quadratic time over open brackets; a whole module has about a thousand."""
MAX_DEPTH = 30
"""The format itself is nine deep."""


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

    def problem(
        self,
        level: Literal["error", "warning"],
        code: str,
        path: Path,
        problem: str,
        remedy: str,
    ) -> Problem:
        file, line = self.place(path)
        return Problem(
            level,
            code,
            file,
            line,
            ".".join(str(p) for p in path) or "(top)",
            problem,
            remedy,
        )


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
                            "error",
                            "yaml-twice",
                            (key,),
                            f"'{key}' stands in two files.",
                            "Keep it in one of them.",
                        )
                    ]
                )
            source.data[key] = value
    return source


def _parse(name: str, text: str, source: Source) -> dict[str, Any]:
    if len(text.encode()) > MAX_BYTES:
        raise _failure(
            "yaml-too-long", name, 1, "The file is longer than 1 MB.", "Shorten it."
        )
    if text.count("[") + text.count("{") > MAX_BRACKETS:
        raise _failure(
            "yaml-nested",
            name,
            1,
            f"There are more than {MAX_BRACKETS:,} brackets.",
            "Write it out flat.",
        )
    try:
        builder = _Builder(name, source, _events(text))
        data: dict[str, Any] = builder.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _failure(
            "yaml-broken",
            name,
            mark.line + 1 if mark else 1,
            f"This is not valid YAML: {error.problem or error.context}.",
            "Check indentation, quotes and colons on this line and the one above.",
        ) from None
    except yaml.YAMLError:
        raise _failure(
            "yaml-broken",
            name,
            1,
            "A character stands here that no text can hold.",
            "Save the file as UTF-8 text.",
        ) from None
    return data


def _events(text: str) -> list[yaml.Event]:
    """Parsing events, by libyaml where PyYAML has it (every wheel does): ten times faster, and linear on nested text.

    Events, not nodes: composing nodes recurses inside libyaml's wrapper, and a deep text would end the process.
    """
    return list(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None
    return int(event.start_mark.line) + 1


def _failure(
    code: str, file: str, line: int, problem: str, remedy: str
) -> ContentError:
    return ContentError([Problem("error", code, file, line, "(top)", problem, remedy)])


class _Builder:
    """Turns parsing events into data, filling `source.places`."""

    def __init__(self, name: str, source: Source, events: list[yaml.Event]) -> None:
        self.name = name
        self.source = source
        self.events: Iterator[yaml.Event] = iter(events)

    def document(self) -> dict[str, Any]:
        """The file's one mapping."""
        kinds = (yaml.StreamStartEvent, yaml.DocumentStartEvent)
        first = next(e for e in self.events if not isinstance(e, kinds))
        if not isinstance(first, yaml.MappingStartEvent):
            raise self._failed(
                "yaml-not-a-mapping",
                first,
                "The file must be a list of 'name: value' lines.",
                "See docs/authors.md.",
            )
        data: dict[str, Any] = self._build(first, ())
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise self._failed(
                    "yaml-broken",
                    event,
                    "A second document begins here.",
                    "Remove the line with three dashes.",
                )
        return data

    def _failed(
        self, code: str, event: yaml.Event, problem: str, remedy: str
    ) -> ContentError:
        return _failure(code, self.name, _line(event), problem, remedy)

    def _build(self, event: yaml.Event, path: Path) -> Any:
        self.source.places.setdefault(path, (self.name, _line(event)))
        if len(path) > MAX_DEPTH:
            raise self._failed(
                "yaml-nested", event, "The text nests too deep.", "Write it out flat."
            )
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        if isinstance(event, yaml.AliasEvent):
            raise self._failed(
                "yaml-alias",
                event,
                f"'*{event.anchor}' repeats another place.",
                "Write the text out in full.",
            )
        assert isinstance(event, yaml.ScalarEvent)
        return _scalar(event)

    def _sequence(self, path: Path) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            result.append(self._build(event, (*path, len(result))))
        return result

    def _mapping(self, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._failed(
                    "yaml-key",
                    event,
                    "A name must be a single word or number.",
                    "Put it in quotes.",
                )
            key = str(event.value)
            if key in result:
                raise self._failed(
                    "yaml-twice", event, f"'{key}' stands here twice.", "Keep one."
                )
            self.source.places[(*path, key)] = (self.name, _line(event))
            result[key] = self._build(next(self.events), (*path, key))
        return result


def _scalar(event: yaml.ScalarEvent) -> Any:
    value = str(event.value)
    if event.style:  # quoted or block: text, whatever it looks like
        return value
    if re.fullmatch(r"-?(0|[1-9]\d{0,5})", value):
        return int(value)
    return {"true": True, "false": False, "null": None, "~": None, "": None}.get(
        value, value
    )
