"""What commands print. Words from an LMS come on the way: titles, ids, names, and what it answered.

Printed as they are, they could clear the screen, change what stands before them, or begin a line of
their own (ECMA-48; Unicode UAX 9).
"""

from __future__ import annotations

import json
import re
import unicodedata

import click

LEADING = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Kinds of characters that lead a terminal: controls, halves of a pair, ends of line."""
TURNING = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""They change the direction of what stands behind them."""
REPLACEMENT = "\ufffd"
IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What JSON leaves as it is. Controls below and line ends in a text are escaped in any case."""


def say(line: str = "") -> None:
    """Print one line. Every command prints with it, with `warn` or with `say_json`."""
    click.echo(harmless(line))


def warn(line: str) -> None:
    """Print one line where it is in no file that the output goes to (stderr)."""
    click.echo(harmless(line), err=True)


def say_json(told: object, indent: int | None = None) -> None:
    """Print JSON whose texts are what they were, and lead no terminal."""
    text = json.dumps(told, indent=indent, ensure_ascii=False)
    click.echo(IN_JSON.sub(_escaped, text))


def harmless(text: str) -> str:
    """The text in one line, with U+FFFD for what would lead a terminal."""
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    is_leading = unicodedata.category(character) in LEADING
    if is_leading or character in TURNING:
        return REPLACEMENT
    return character


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}"
