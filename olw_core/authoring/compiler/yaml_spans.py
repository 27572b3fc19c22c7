"""Quotations and brackets that were opened and not closed on their line: where they end, or
which line shows that the end was forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from olw_core.authoring.compiler.yaml_lines import YamlLine, named

_CLOSERS = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class Span:
    """What begins with a quotation mark or a bracket."""

    last: int
    """The number of the line on which it ends, or on which it is plain that it does not."""
    closed: bool
    noted: int = 0
    """The line on which `#` hid the rest of brackets; 0 for none."""
    rest: str = ""
    """What follows the end on its line."""
    quote: str = ""
    """The quotation mark that was opened in brackets and not closed; "" for none."""


def quoted(line: YamlLine, written: Sequence[str]) -> Span:
    """A quotation. `written`: every line of the text."""
    mark = line.value[0]
    begin = written[line.number - 1].rindex(line.value) + 1
    tail = written[line.number - 1][begin:]
    number = line.number
    while True:
        end = _end(tail, mark)
        if end >= 0:
            return Span(
                number,
                closed=True,
                rest=tail[end + 1 :],
            )
        if number >= len(written) or named(written[number]):
            return Span(number, closed=False)
        tail = written[number]
        number += 1


def _end(text: str, mark: str) -> int:
    """Where the mark that closes stands, or -1; a doubled ' and an escaped " do not close."""
    place = 0
    while place < len(text):
        if mark == '"' and text[place] == "\\":
            place += 1
        elif text[place] == mark:
            if mark == '"' or text[place + 1 : place + 2] != mark:
                return place
            place += 1
        place += 1
    return -1


def bracketed(line: YamlLine, written: Sequence[str]) -> Span:
    """Brackets, over as many lines as they take. `written`: every line of the text."""
    walk = _Walk()
    begin = written[line.number - 1].rindex(line.value)
    tail = written[line.number - 1][begin:]
    number = line.number
    while True:
        end = walk.over(tail)
        if walk.hidden and not walk.noted:
            walk.noted = number
        if end >= 0:
            return Span(
                number,
                closed=True,
                rest=tail[end:],
            )
        if number >= len(written) or named(written[number]):
            return Span(
                number,
                closed=False,
                noted=walk.noted,
                quote=walk.quote,
            )
        tail = written[number]
        number += 1


class _Walk:
    """Counts brackets over one line after the other."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.hidden = False
        """A note began on the last line, with brackets open."""
        self.noted = 0
        self.quote = ""
        """The mark of a quotation that goes on in the next line."""

    def over(self, text: str) -> int:
        """Where the last bracket closes in this line (the place behind it), or -1."""
        self.hidden = False
        place = self._out_of_quotes(text)
        before = ","
        while place < len(text):
            letter = text[place]
            if letter == "#" and text[place - 1 : place] in ("", " "):
                self.hidden = True
                return -1
            if letter in "\"'" and before in "[{,:":
                self.quote = letter
                place += self._out_of_quotes(text[place + 1 :])
            elif letter in _CLOSERS:
                self.open.append(_CLOSERS[letter])
            elif self.open and letter == self.open[-1]:
                self.open.pop()
                if not self.open:
                    return place + 1
            if not letter.isspace():
                before = letter
            place += 1
        return -1

    def _out_of_quotes(self, text: str) -> int:
        """How much of the text belongs to the quotation that is open; 0 where none is."""
        if not self.quote:
            return 0
        end = _end(text, self.quote)
        if end < 0:
            return len(text)
        self.quote = ""
        return end + 1
