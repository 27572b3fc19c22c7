"""Why a text is no YAML, in the words of somebody who has never heard of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from olw_core.authoring.compiler.yaml_lines import (
    BLOCK,
    YamlLine,
    is_note,
    quotation,
    read_lines,
)
from olw_core.authoring.compiler.yaml_spans import Span, bracketed, quoted

LONGEST_QUOTE = 60
"""Characters of a line that are quoted."""
HIDDEN = {
    "\u00a0": "a no-break space",
    "\u2007": "a figure space",
    "\u202f": "a narrow no-break space",
    "\u3000": "a wide space",
    "\u200b": "a zero-width space",
    "\u200c": "an invisible character",
    "\u200d": "an invisible character",
    "\u2060": "an invisible character",
    "\ufeff": "an invisible byte order mark",
}
"""Characters that look like a space or like nothing, and that YAML takes for letters."""
IN_QUOTES = "Put the whole text in quotes, or begin it with `|` and write it on the lines below."
_GAP = re.compile(
    r"(?P<indent>\s*)(?:-\s*)*(?:[A-Za-z0-9_]+(?P<before>\s*):(?P<after>\W*))?"
)
_GLUED = re.compile(r"[A-Za-z_][A-Za-z0-9_]*:[^\s:/]")
_COLON = re.compile(r":(?:\s|\Z)")


class Cause(NamedTuple):
    """What is wrong, on which line, and what to do."""

    line: int
    """From 1."""
    problem: str
    remedy: str


def cause(text: str, line: int) -> Cause:
    """The likeliest cause. `line`: where the parser gave up."""
    written = text.splitlines() or [""]
    nearest: Cause | None = None
    for found in _causes(text, written):
        if found.line <= line:
            nearest = found
            if found.remedy.startswith("Close"):
                break  # all behind it is misread
    if nearest is not None:
        return nearest
    return Cause(
        min(line, len(written)),
        "The line does not fit what stands above it.",
        "Compare its indentation, quotes and colons with the lines above it.",
    )


def shown(text: str, line: int) -> str:
    """A line as it is quoted to its author; long ones are cut."""
    written = text.splitlines()
    if not 0 < line <= len(written):
        return ""
    bare = written[line - 1].strip()
    return bare if len(bare) <= LONGEST_QUOTE else f"{bare[:LONGEST_QUOTE]}..."


def _causes(text: str, written: Sequence[str]) -> Iterator[Cause]:
    """Everything that cannot be right, from the top."""
    levels = [0]
    plain: YamlLine | None = None  # the line whose unquoted text may go on below
    skip = 0
    for line in read_lines(text):
        if line.number <= skip:
            continue
        hidden = _hidden(line, written[line.number - 1])
        if hidden is not None:
            yield hidden
            continue
        if plain is not None and line.indent > plain.inner and not line.item:
            yield from _continued(line, plain)
            continue
        yield from _misplaced(line, levels)
        found, last = _value(line, written)
        yield from found
        skip = last
        plain = line if _is_plain(line.value) else None


def _hidden(line: YamlLine, written: str) -> Cause | None:
    """A tab, or a space that is none, where YAML wants plain spaces."""
    gap = _GAP.match(written)
    assert gap is not None  # every part may be empty
    spaces = "".join(part or "" for part in gap.groups())
    if "\t" in gap["indent"]:
        return Cause(
            line.number,
            "The line begins with a tab.",
            "Use spaces: two for each step further in.",
        )
    for letter, name in HIDDEN.items():
        if letter in spaces:
            return Cause(
                line.number,
                f"There is {name} where a plain space belongs.",
                "Delete the gap and type it again with the space bar.",
            )
    return None


def _continued(line: YamlLine, above: YamlLine) -> Iterator[Cause]:
    """The next line of an unquoted text, or a name that stands too far in."""
    if line.key or _COLON.search(line.value):
        name = above.key or "the text"
        yield Cause(
            line.number,
            f"The line stands further in than '{name}' on line {above.number},"
            " and so belongs to its text; a text like that may hold no colon.",
            f"Begin the text of '{name}' with `|` on a line of its own; or, if this is"
            f" a field beside it, begin the line below the first letter of '{name}'.",
        )


def _misplaced(line: YamlLine, levels: list[int]) -> Iterator[Cause]:
    """A line must begin where one above it began. `levels`: where names stand, outer first."""
    outer = [level for level in levels if level <= line.indent]
    left = len(outer) < len(levels)
    if left and outer[-1] != line.indent:
        wanted = " or ".join(str(level) for level in levels)
        yield _steps(line, wanted)
    levels[:] = outer
    for level in (line.indent, line.inner):
        if level > levels[-1]:
            levels.append(level)


def _steps(line: YamlLine, wanted: str) -> Cause:
    return Cause(
        line.number,
        f"The line stands {line.indent} in from the margin; lines that it could belong"
        f" to stand {wanted} in.",
        "Give it the indentation of its neighbours.",
    )


def _value(line: YamlLine, written: Sequence[str]) -> tuple[list[Cause], int]:
    """What is wrong with a line's value, and the number of the last line it takes."""
    value = line.value
    if value[:1] in ("'", '"') and value:
        return _quotation(line, quoted(line, written))
    if value[:1] in ("[", "{") and value:
        return _brackets(line, bracketed(line, written))
    return list(_plain(line)), line.number


def _quotation(line: YamlLine, span: Span) -> tuple[list[Cause], int]:
    """A text in quotes ends with its quote."""
    if not span.closed:
        return [_never_closed(line, line.value[0])], span.last
    if is_note(span.rest):
        return [], span.last
    inside = quotation(line.value) or line.value[0]
    goes_on = Cause(
        line.number,
        f"The text begins with a quotation mark, which ends at {inside[-20:]} - and the"
        " text goes on.",
        "Begin the text with `|` and write it on the lines below; or put the whole in"
        " the other kind of quotation marks.",
    )
    return [goes_on], span.last


def _never_closed(line: YamlLine, mark: str) -> Cause:
    return Cause(
        line.number,
        f"The quotation mark {mark} that opens this text is never closed.",
        f"Close it with {mark} at the end of the text, or begin the text with `|`.",
    )


def _brackets(line: YamlLine, span: Span) -> tuple[list[Cause], int]:
    """What is in brackets ends with its bracket."""
    opening = line.value[0]
    if span.closed:
        if is_note(span.rest):
            return [], span.last
        goes_on = Cause(
            line.number,
            f"The text begins with {opening}, which stands for a list or a group.",
            IN_QUOTES,
        )
        return [goes_on], span.last
    if span.quote:
        return [_never_closed(line, span.quote)], span.last
    if span.noted:
        hash_mark = Cause(
            span.noted,
            "A # hides the rest of the line, and with it the closing bracket.",
            "Put the text with the # in quotes.",
        )
        return [hash_mark], span.last
    closing = {"[": "]", "{": "}"}[opening]
    missing = Cause(
        line.number,
        f"The bracket {opening} on this line is never closed.",
        f"Close it with {closing}; put a text with a colon, a comma or a bracket in quotes.",
    )
    return [missing], span.last


def _plain(line: YamlLine) -> Iterator[Cause]:
    """What an unquoted text may not hold."""
    value = line.value
    text, _, _ = value.partition(" #")
    if not line.key and not line.item:
        yield from _nameless(line)
    elif value[:1] in ("@", "`", "%", "*", "&", "!"):
        yield Cause(
            line.number,
            f"An unquoted text cannot begin with {value[0]}.",
            IN_QUOTES,
        )
    elif value[:1] in ("|", ">") and not BLOCK.fullmatch(value):
        yield Cause(
            line.number,
            f"Nothing may follow the {value[0]} on its line.",
            "Write the text on the lines below, two spaces further in.",
        )
    elif value.startswith("- ") and line.key:
        yield Cause(
            line.number,
            "A list begins on the line below its name.",
            "Move it there; if it is a text, put it in quotes.",
        )
    elif _COLON.search(text):
        yield Cause(
            line.number,
            "There is a colon in the unquoted text.",
            IN_QUOTES,
        )
    elif _GLUED.match(value) and line.item:
        yield _glued(line)


def _nameless(line: YamlLine) -> Iterator[Cause]:
    """Not a name, a colon and a value."""
    if _GLUED.match(line.value):
        yield _glued(line)
    elif line.value not in ("---", "...", "-"):
        yield Cause(
            line.number,
            "The line has no name with a colon.",
            "Write `name: value`. If it belongs to the text above, begin that text with"
            " `|` and put this line two spaces further in than its name.",
        )


def _glued(line: YamlLine) -> Cause:
    return Cause(
        line.number,
        "There is no space after the colon.",
        "Put a space after the colon.",
    )


def _is_plain(value: str) -> bool:
    """Whether an unquoted text begins that may go on below."""
    if not value or value.startswith("#"):
        return False
    return value[0] not in "\"'[{|>"
