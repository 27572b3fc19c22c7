"""Where every value of a YAML text stands: from which character to which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import yaml

Path = tuple[str | int, ...]
"""Names and numbers that lead to a value."""


@dataclass
class Span:
    """One value. `start` and `end`: characters of the text, without a note behind it."""

    start: int
    end: int
    indent: int
    """Column of its name, or of its dash; 0 for the whole."""
    in_flow: bool
    """It stands in braces or brackets of something around it."""
    style: str
    """Of a text: "" plain, or the sign it begins with. "{": in braces; "-": a group in lines."""
    is_group: bool = False
    names: tuple[str, ...] = ()
    """Of a group: its names in order."""
    name_start: int = 0
    """Where its own name stands, in a group."""


Spans = dict[Path, Span]


class _Mark(Protocol):
    """Where an event begins or ends; both of PyYAML's parsers have it."""

    line: int
    column: int


def spans(text: str) -> Spans:
    """Every value by its path. Raises yaml.YAMLError."""
    found: Spans = {}
    walker = _Walker(text, found)
    walker.document()
    return found


class _Walker:
    """Goes through the parser's events once."""

    def __init__(self, text: str, found: Spans) -> None:
        self.text = text
        self.found = found
        loader = getattr(
            yaml,
            "CSafeLoader",
            yaml.SafeLoader,
        )
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)
        self.lines = _line_starts(text)

    def document(self) -> None:
        """The one value of a file."""
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                self._value(
                    event,
                    (),
                    0,
                    False,
                )
                return

    def _offset(self, mark: _Mark | None) -> int:
        """The character that a mark names. libyaml counts lines and columns in characters."""
        assert mark is not None
        return self.lines[mark.line] + mark.column

    def _value(
        self,
        event: yaml.Event,
        path: Path,
        indent: int,
        in_flow: bool,
    ) -> Span:
        """Take one value over, with all that is in it."""
        span = Span(
            start=self._offset(event.start_mark),
            end=self._offset(event.end_mark),
            indent=indent,
            in_flow=in_flow,
            style="",
        )
        self.found[path] = span
        if isinstance(event, yaml.ScalarEvent):
            span.style = event.style or ""
            span.end = span.start + len(self.text[span.start : span.end].rstrip())
        elif isinstance(event, yaml.MappingStartEvent):
            span.style = "{" if event.flow_style else "-"
            span.is_group = True
            self._mapping(span, path)
        elif isinstance(event, yaml.SequenceStartEvent):
            span.style = "{" if event.flow_style else "-"
            self._sequence(span, path)
        return span

    def _mapping(self, span: Span, path: Path) -> None:
        """The names and values of a group."""
        inside = span.in_flow or span.style == "{"
        names = []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            assert isinstance(event, yaml.ScalarEvent)
            name = str(event.value)
            names.append(name)
            begins = self._offset(event.start_mark)
            below = self._value(
                next(self.events),
                (*path, name),
                begins - self._line_of(begins),
                inside,
            )
            below.name_start = begins
            span.end = max(span.end, below.end)
        span.names = tuple(names)
        self._close(span, event)

    def _sequence(self, span: Span, path: Path) -> None:
        """The values of a list. In lines, each stands behind a dash."""
        inside = span.in_flow or span.style == "{"
        number = 0
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            column = span.start - self._line_of(span.start)
            below = self._value(
                event,
                (*path, number),
                column,
                inside,
            )
            span.end = max(span.end, below.end)
            number += 1
        self._close(span, event)

    def _close(self, span: Span, event: yaml.Event) -> None:
        """A group in braces ends with its brace, one in lines with its last value."""
        if span.style == "{":
            span.end = self._offset(event.end_mark)

    def _line_of(self, offset: int) -> int:
        """Where the line of a character begins."""
        return (
            self.text.rfind(
                "\n",
                0,
                offset,
            )
            + 1
        )


def _line_starts(text: str) -> list[int]:
    """The first character of every line, and the end."""
    starts = [0]
    for index, letter in enumerate(text):
        if letter == "\n":
            starts.append(index + 1)
    return [*starts, len(text)]
