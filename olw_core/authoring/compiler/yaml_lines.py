"""Looks at a text that is no YAML line by line, for what its author meant.

A YAML parser gives up where it can no longer go on, often far behind the mistake. Here every
line is taken for what authors write: a name, a colon and a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(
    r"""
    (?P<indent>\s*) (?P<dashes>(?:-\ +)*)
    (?: (?P<key>[A-Za-z0-9_.-]+|"[^"]*"|'[^']*') \s*:(?:\s+|\Z) )?
    (?P<value>.*) \Z
    """,
    re.VERBOSE,
)
BLOCK = re.compile(r"[|>][-+0-9]{0,2}\s*(?:#.*)?")
"""What begins a text on the lines below."""
_NO_TEXT = 10**6
_NAMED = re.compile(r"\s*(?:- +)*[A-Za-z_][A-Za-z0-9_]*:(?:\s|\Z)")
_CLOSED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"'),
    "'": re.compile(r"'(?:[^']|'')*'"),
}


@dataclass(frozen=True)
class YamlLine:
    """One line that is neither empty, nor a note, nor inside a longer text."""

    number: int
    """From 1."""
    indent: int
    """Columns before it begins."""
    inner: int
    """Columns before its name, behind the dashes of a list."""
    item: bool
    """It begins an entry of a list."""
    key: str
    """Its name, or "" where it has none."""
    value: str
    """What follows the name: text, brackets, a quotation; without the spaces around."""


def read_lines(text: str) -> Iterator[YamlLine]:
    """The lines of a text, from the top; those of a text that `|` begins are passed over."""
    above = _NO_TEXT  # the indent of what began the text we are in
    inside = 0  # the indent of that text, given by its first line
    for number, written in enumerate(text.splitlines(), 1):
        bare = written.strip()
        if not bare:
            continue
        indent = _indent(written)
        if indent > above:
            inside = inside or indent
            if indent >= inside:
                continue
        above = _NO_TEXT
        if bare.startswith("#"):
            continue
        line = _line(number, written)
        if BLOCK.fullmatch(line.value):
            above = line.inner if line.key else line.indent
            inside = 0
        yield line


def _line(number: int, written: str) -> YamlLine:
    """A line's parts."""
    match = _LINE.match(written)
    assert match is not None  # every part may be empty
    indent = len(match["indent"])
    dashes = match["dashes"]
    return YamlLine(
        number=number,
        indent=indent,
        inner=indent + len(dashes),
        item=bool(dashes),
        key=match["key"] or "",
        value=match["value"].strip(),
    )


def _indent(written: str) -> int:
    return len(written) - len(written.lstrip(" "))


def named(written: str) -> bool:
    """Whether a line begins with a name and a colon."""
    return bool(_NAMED.match(written))


def quotation(value: str) -> str:
    """The closed quotation that a value begins with, or ""."""
    match = _CLOSED[value[0]].match(value)
    return match[0] if match else ""


def is_note(rest: str) -> bool:
    """Whether nothing but a note stands there."""
    bare = rest.strip()
    return not bare or bare.startswith("#")
