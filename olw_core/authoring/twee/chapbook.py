"""Reads a passage of Chapbook: variables above a line of two dashes, `[modifiers]`, `{inserts}`
and links.

Names are those of the guide: `[if]`, `[unless]`, `[else]`, `[continue]`, `{embed passage}`. A
modifier holds up to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from olw_core.authoring.twee import changes, links, logic
from olw_core.authoring.twee.parts import (
    NOT_UNDERSTOOD,
    SHOWN,
    Branch,
    If,
    Include,
    Link,
    Note,
    Part,
    Words,
)

_DASHES = re.compile(r"^--$", re.MULTILINE)
_MODIFIER = re.compile(r"\[(?!\[)(?P<words>[^\[\]]+)\]\s*")
_ASKS = re.compile(r"(?P<how>if|unless)\s+(?P<what>.+)", re.IGNORECASE)
_TOKEN = re.compile(rf"{links.LINK}|(?P<insert>\{{[^{{}}\n]*\}})")
_SOFT = re.compile(r"(?<!\n)\n(?!\n|\s*(?:[*+>-]|\d+\.)\s|$)")
"""An end of line that Markdown reads as a space."""
_PLAIN = {"continue", "continued", "cont", "cont'd"}
_SECRET = {"note", "note to myself", "n.b.", "fixme", "todo", "css", "javascript", "js"}
_HIDDEN = "is not shown"


def parse(text: str, line: int) -> list[Part]:
    """The parts of a passage. `line`: of its first line of text."""
    above = _DASHES.search(text)
    found: list[Part] = []
    if above:
        found += _variables(text[: above.start()], line)
        line += text.count(
            "\n",
            0,
            above.end(),
        )
        text = text[above.end() :]
    return [*found, *_modified(text, line)]


def _variables(text: str, line: int) -> Iterator[Part]:
    """`name: value` lines; a condition in brackets behind the name is not understood."""
    for number, written in enumerate(text.split("\n"), line):
        if not written.strip():
            continue
        try:
            yield from list(changes.read(written, sigil=False))
        except logic.UnclearError:
            yield Note(
                written.strip(),
                NOT_UNDERSTOOD,
                number,
            )


def _modified(text: str, line: int) -> Iterator[Part]:
    """The text in pieces, each under its modifier."""
    modifier, start, opened = "", line, line
    piece: list[str] = []
    branches: list[Branch] = []
    for number, written in enumerate([*text.split("\n"), "[continue]"], line):
        match = _MODIFIER.fullmatch(written)
        if match is None:
            piece.append(written)
            continue
        words = "\n".join(piece)
        if modifier == "else" and branches:
            branches.append(
                Branch(
                    logic.ALWAYS,
                    "[else]",
                    list(_inside(words, start)),
                )
            )
        else:
            if branches:
                yield If(tuple(branches), opened)
            branches = []
            when = _ASKS.match(modifier)
            if when:
                opened = start - 1
                branches = [
                    _branch(
                        when,
                        modifier,
                        words,
                        start,
                    )
                ]
            else:
                yield from _unasked(
                    modifier,
                    words,
                    start,
                )
        modifier, piece, start = match["words"].strip(), [], number + 1
    if branches:
        yield If(tuple(branches), opened)


def _branch(
    when: re.Match[str],
    modifier: str,
    words: str,
    line: int,
) -> Branch:
    """A piece that is shown where something holds."""
    asked = when["what"].partition(";")[0]
    condition: logic.Condition | None
    try:
        condition = logic.read(asked, sigil=False)
        if when["how"].lower() == "unless":
            condition = logic.opposite(condition)
    except logic.UnclearError:
        condition = None
    return Branch(
        condition,
        f"[{modifier}]",
        list(_inside(words, line)),
    )


def _unasked(
    modifier: str,
    words: str,
    line: int,
) -> Iterator[Part]:
    """A piece under a modifier that asks nothing."""
    name = modifier.lower()
    if name.partition(" ")[0] in _SECRET or name in _SECRET:
        yield Note(
            f"[{modifier}]\n{words}".strip(),
            _HIDDEN,
            line - 1,
        )
        return
    if name and name not in _PLAIN:
        yield Note(
            f"[{modifier}]",
            NOT_UNDERSTOOD,
            line - 1,
        )
    yield from _inside(words, line)


def _inside(text: str, line: int) -> Iterator[Part]:
    """Words, links and inserts; a modifier parts what stands around it."""
    position = 0
    yield Words("\n")
    for token in _TOKEN.finditer(text):
        here = line + text.count(
            "\n",
            0,
            token.start(),
        )
        yield Words(_SOFT.sub(" ", text[position : token.start()]))
        position = token.end()
        if token["link"]:
            written = links.read(token["link"])
            yield Link(
                written.text,
                written.target,
                here,
            )
        else:
            yield _insert(token["insert"], here)
    yield Words(_SOFT.sub(" ", text[position:]))
    yield Words("\n")


def _insert(raw: str, line: int) -> Part:
    """`{embed passage: 'name'}`; `{link to: 'name', label: 'text'}`; or a value that is shown."""
    named = links.strings(raw)
    if raw.startswith("{embed passage:") and named:
        return Include(named[0], line)
    if raw.startswith("{link to:") and named:
        return Link(
            named[-1],
            named[0],
            line,
        )
    why = SHOWN if re.fullmatch(r"\{[\w.]+\}", raw) else NOT_UNDERSTOOD
    return Note(
        raw,
        why,
        line,
    )
