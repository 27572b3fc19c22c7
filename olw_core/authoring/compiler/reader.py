"""Reads authored YAML into plain data and remembers on which line every value stands.

Only mappings, lists, strings, whole numbers and true/false exist here: no tags, no
aliases, no surprises such as `no` = false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from typing import Any

import yaml

from olw_core.authoring.compiler.places import FieldPath, Place
from olw_core.errors import ContentError, Problem

MAX_BYTES = 1_000_000
"""No module is near this; a larger file is a mistake."""
MAX_BRACKETS = 10_000
"""YAML readers take quadratic time over open brackets; a module has about a thousand."""
MAX_DEPTH = 30
"""The format itself is nine deep."""

_WHOLE_NUMBER = re.compile(r"-?(0|[1-9]\d{0,5})")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_BEFORE = (yaml.StreamStartEvent, yaml.DocumentStartEvent)


Places = MutableMapping[FieldPath, Place]


def read_yaml(
    name: str,
    text: str,
    places: Places,
) -> dict[str, Any]:
    """The data of one file; its places are added to `places`. Raises ContentError."""
    _check_size(name, text)
    try:
        builder = _Builder(name, places, _events(text))
        return builder.document()
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
    except yaml.YAMLError:
        raise _failure(
            "yaml-broken",
            name,
            1,
            "A character stands here that no text can hold.",
            "Save the file as UTF-8 text.",
        ) from None


def _check_size(name: str, text: str) -> None:
    """Refuse what would take the reader minutes."""
    if len(text.encode()) > MAX_BYTES:
        raise _failure(
            "yaml-too-long",
            name,
            1,
            "The file is longer than 1 MB.",
            "Shorten it.",
        )
    brackets = text.count("[") + text.count("{")
    if brackets > MAX_BRACKETS:
        raise _failure(
            "yaml-nested",
            name,
            1,
            f"There are more than {MAX_BRACKETS:,} brackets.",
            "Write it out flat.",
        )


def _events(text: str) -> list[yaml.Event]:
    """Parsing events, by libyaml where PyYAML has it (every wheel does): ten times
    faster, and linear on nested text.

    Events, not nodes: composing nodes recurses inside libyaml's wrapper, and a deep text
    would end the process.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return list(yaml.parse(text, Loader=loader))


def _line(event: yaml.Event) -> int:
    """Lines count from 1."""
    assert event.start_mark is not None
    return int(event.start_mark.line) + 1


def _failure(
    code: str,
    file: str,
    line: int,
    problem: str,
    remedy: str,
) -> ContentError:
    """A problem that stops the reading: only one can be told."""
    found = Problem(
        level="error",
        code=code,
        file=file,
        line=line,
        path="(top)",
        problem=problem,
        remedy=remedy,
    )
    return ContentError([found])


class _Builder:
    """Turns the parsing events of one file into data, filling `places`."""

    def __init__(
        self,
        name: str,
        places: Places,
        events: list[yaml.Event],
    ) -> None:
        self.name = name
        self.places = places
        self.events: Iterator[yaml.Event] = iter(events)

    def document(self) -> dict[str, Any]:
        """The file's one mapping."""
        first = next(self.events)
        while isinstance(first, _BEFORE):
            first = next(self.events)
        if not isinstance(first, yaml.MappingStartEvent):
            raise self._failed(
                "yaml-not-a-mapping",
                first,
                "The file must be a list of 'name: value' lines.",
                "See docs/authors.md.",
            )
        self._remember((), first)
        data = self._mapping(())
        self._check_end()
        return data

    def _check_end(self) -> None:
        """A second document would be lost in silence."""
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise self._failed(
                    "yaml-broken",
                    event,
                    "A second document begins here.",
                    "Remove the line with three dashes.",
                )

    def _failed(
        self,
        code: str,
        event: yaml.Event,
        problem: str,
        remedy: str,
    ) -> ContentError:
        """A problem of this file, on the line of the event."""
        return _failure(code, self.name, _line(event), problem, remedy)

    def _remember(self, path: FieldPath, event: yaml.Event) -> None:
        """A value's place, unless the place of its name is known already."""
        place = (self.name, _line(event))
        self.places.setdefault(path, place)

    def _value(self, event: yaml.Event, path: FieldPath) -> Any:
        """The data that begins with this event; `path` leads to it."""
        self._remember(path, event)
        if len(path) > MAX_DEPTH:
            raise self._failed(
                "yaml-nested",
                event,
                "The text nests too deep.",
                "Write it out flat.",
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

    def _sequence(self, path: FieldPath) -> list[Any]:
        """The values up to the end of the list."""
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            below = (*path, len(values))
            values.append(self._value(event, below))
        return values

    def _mapping(self, path: FieldPath) -> dict[str, Any]:
        """The names and values up to the end of the mapping."""
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event)
            if key in values:
                raise self._failed(
                    "yaml-twice",
                    event,
                    f"'{key}' stands here twice.",
                    "Keep one.",
                )
            below = (*path, key)
            place = (self.name, _line(event))
            self.places[below] = place
            value = next(self.events)
            values[key] = self._value(value, below)
        return values

    def _key(self, event: yaml.Event) -> str:
        """The name that this event is."""
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        raise self._failed(
            "yaml-key",
            event,
            "A name must be a single word or number.",
            "Put it in quotes.",
        )


def _scalar(event: yaml.ScalarEvent) -> str | int | bool | None:
    """A text, unless it is unquoted and looks like a whole number, true, false or nothing."""
    value = str(event.value)
    if event.style:  # quoted or block: text, whatever it looks like
        return value
    if _WHOLE_NUMBER.fullmatch(value):
        return int(value)
    return _WORDS.get(value, value)
