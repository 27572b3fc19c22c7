"""Reads authored YAML into plain data and remembers on which line every value stands.

Only mappings, lists, strings, whole numbers and true/false exist here: no tags, no
aliases, no surprises such as `no` = false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from typing import Any

import yaml

from olw_core.authoring.compiler.places import FieldPath, Place, dotted
from olw_core.authoring.compiler.yaml_loss import Loss, losses, lost_names
from olw_core.authoring.compiler.yaml_refused import (
    broken,
    check_size,
    failure,
    unreadable,
)
from olw_core.errors import ContentError, Problem

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
) -> tuple[dict[str, Any], list[Problem]]:
    """The data of one file, and the warnings; its places are added to `places`.

    Raises ContentError with everything found in the file.
    """
    check_size(name, text)
    builder = _Builder(
        name,
        places,
        text,
    )
    try:
        data = builder.document(_events(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        raise broken(
            name,
            text,
            line + 1,
        ) from None
    except yaml.YAMLError:
        raise unreadable(name, text) from None
    if any(one.level == "error" for one in builder.found):
        raise ContentError(builder.found)
    return data, builder.found


def _events(text: str) -> list[yaml.Event]:
    """Parsing events, by libyaml where PyYAML has it (every wheel does): ten times
    faster, and linear on nested text.

    Events, not nodes: composing nodes recurses inside libyaml's wrapper, and a deep text
    would end the process.
    """
    loader = getattr(
        yaml,
        "CSafeLoader",
        yaml.SafeLoader,
    )
    return list(yaml.parse(text, Loader=loader))


def _line(event: yaml.Event) -> int:
    """Lines count from 1."""
    assert event.start_mark is not None
    return int(event.start_mark.line) + 1


class _Builder:
    """Turns the parsing events of one file into data, filling `places`."""

    def __init__(
        self,
        name: str,
        places: Places,
        text: str,
    ) -> None:
        self.name = name
        self.places = places
        self.written = text.splitlines()
        self.events: Iterator[yaml.Event] = iter(())
        self.found: list[Problem] = []
        """What does not stop the reading."""

    def document(self, events: Sequence[yaml.Event]) -> dict[str, Any]:
        """The file's one mapping."""
        self.events = iter(events)
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
        return failure(
            code,
            self.name,
            _line(event),
            problem,
            remedy,
        )

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
        for loss in losses(event, self.written):
            self._tell(
                loss,
                (self.name, _line(event)),
                path,
            )
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
            below = (*path, key)
            place = (self.name, _line(event))
            if key in values:
                self._twice(
                    place,
                    below,
                    values,
                )
            else:
                self.places[below] = place
            value = next(self.events)
            for loss in lost_names(event, value):
                self._tell(
                    loss,
                    place,
                    below,
                )
            values[key] = self._value(value, below)
        return values

    def _twice(
        self,
        place: Place,
        path: FieldPath,
        before: Mapping[str, object],
    ) -> None:
        """Tell of a name that stands in one group twice. `before`: the group so far."""
        *above, key = path
        remedy = "Keep one."
        empty = [name for name, value in before.items() if value is None]
        if empty:
            _, line = self.places[(*above, empty[-1])]
            remedy += (
                f" If '{empty[-1]}' on line {line} begins something new, it stands too"
                " far in: begin it below the one before it, and what belongs to it too."
            )
        twice = Loss(
            "error",
            "yaml-twice",
            f"'{key}' stands here twice.",
            remedy,
        )
        self._tell(
            twice,
            place,
            path,
        )

    def _tell(
        self,
        loss: Loss,
        place: Place,
        path: FieldPath,
    ) -> None:
        """Keep what was found; the reading goes on."""
        file, line = place
        problem = Problem(
            level=loss.level,
            code=loss.code,
            file=file,
            line=line,
            path=dotted(path),
            problem=loss.problem,
            remedy=loss.remedy,
        )
        self.found.append(problem)

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
