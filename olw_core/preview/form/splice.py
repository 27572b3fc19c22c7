"""Puts a value in the place of another, or beside it; the rest of the text stays as it is typed.

How a text is written - plain, in quotes, in lines behind a bar - is what the compiler's own reader
reads back as that text without a complaint.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from olw_core.authoring.compiler.reader import read_yaml
from olw_core.errors import ContentError
from olw_core.preview.form.spans import Path, Span, spans

Value = str | int | bool | Sequence[str] | Mapping[str, "Value"]
STEP = 2
"""Spaces by which what belongs inside stands further in."""
BLOCKS = ("|", ">")
"""How a text begins whose lines stand below its name."""


def replaced(text: str, values: Mapping[Path, Value]) -> str:
    """The text with other values at paths that are there, none inside another.

    Raises KeyError where one is not there.
    """
    found = spans(text)
    last_first = sorted(values, key=lambda path: -found[path].start)
    for path in last_first:
        text = _replaced(
            text,
            found[path],
            values[path],
        )
    return text


def _replaced(
    text: str,
    span: Span,
    value: Value,
) -> str:
    """The text with another value in the place of one."""
    made = _inline(value)
    if isinstance(value, str):
        made = _same_form(value, span)
    gap = "" if span.start and text[span.start - 1] in " \n[{" else " "
    end = span.end
    if made[0] in "|>" and "\n" in made:
        note = _note(text, span)
        if span.style not in BLOCKS:
            end = _line_end(text, span.end)
        sign, _, lines = made.partition("\n")
        made = f"{sign}{note}\n{lines}"
    before = text[: span.start]
    behind = text[end:]
    return f"{before}{gap}{made}{behind}"


def _note(text: str, span: Span) -> str:
    """The note on the line on which a value begins or stands; "" where there is none."""
    at = span.start if span.style in BLOCKS else span.end
    end = _line_end(text, at)
    rest = text[at:end]
    _, sign, note = rest.partition(" #")
    return f"{sign}{note}"


def added(
    text: str,
    path: Sequence[str | int],
    value: Value,
    order: Sequence[str],
) -> str:
    """The text with one more field in a group. `order`: the names of the group's fields as authors
    order them; a field that is not among them comes last.

    Raises KeyError where the group is not there.
    """
    *above, name = path
    found = spans(text)
    group = found[tuple(above)]
    before = _before(
        group.names,
        str(name),
        order,
    )
    if group.style == "{":
        last = found.get((*above, before))
        made = f"{name}: {_inline(value)}"
        return _added_in_line(text, group, last, made)
    topmost = group.names[0]
    first = found[(*above, topmost)]
    lines = _lines(
        str(name),
        value,
        first.indent,
    )
    if before:
        behind = found[(*above, before)]
        end = _line_end(text, behind.end)
        return _between(text, end, f"\n{lines}")
    shift = " " * first.indent
    begin = lines.lstrip()
    return _between(text, first.name_start, f"{begin}\n{shift}")


def cut(text: str, path: Path) -> str:
    """The text without a field, its lines and the note behind it. Raises KeyError."""
    found = spans(text)
    span = found[path]
    group = found[path[:-1]]
    if group.style == "{":
        return _cut_in_line(text, span)
    before = text[: span.name_start]
    _, _, shift = before.rpartition("\n")
    end = _line_end(text, span.end)
    behind = text[end:]
    whole_lines = before.removesuffix(shift)
    return whole_lines + behind.removeprefix("\n")


def _cut_in_line(text: str, span: Span) -> str:
    """Without a field that stands in braces, and without one comma beside it."""
    before = text[: span.name_start]
    behind = text[span.end :]
    following = behind.lstrip()
    if following.startswith(","):
        following = following.removeprefix(",")
        return before + following.lstrip()
    before = before.rstrip()
    return before.removesuffix(",") + behind


def _added_in_line(
    text: str,
    group: Span,
    before: Span | None,
    made: str,
) -> str:
    """A field in a group that stands in braces. `before`: the field it stands behind."""
    if before is not None:
        return _between(text, before.end, f", {made}")
    comma = ", " if group.names else ""
    return _between(text, group.start + 1, f"{made}{comma}")


def _between(
    text: str,
    at: int,
    made: str,
) -> str:
    """The text with something more at one place."""
    before = text[:at]
    behind = text[at:]
    return f"{before}{made}{behind}"


def _before(
    names: Sequence[str],
    name: str,
    order: Sequence[str],
) -> str:
    """The name behind which a new one belongs; "" where it comes first."""
    if name not in order:
        return names[-1] if names else ""
    place = order.index(name)
    earlier = order[:place]
    there = [one for one in names if one in earlier]
    return there[-1] if there else ""


def _line_end(text: str, at: int) -> int:
    """The end of the line on which a value ends, behind its note."""
    end = text.find("\n", at)
    return len(text.rstrip("\n")) if end < 0 else end


def _lines(
    name: str,
    value: Value,
    indent: int,
) -> str:
    """A field in lines of its own, without the last end of line."""
    shift = " " * indent
    start = f"{shift}{name}:"
    if isinstance(value, Mapping):
        lines = [start]
        for field, one in value.items():
            inner = _lines(field, one, indent + STEP)
            lines.append(inner)
        return "\n".join(lines)
    if isinstance(value, str) and "\n" in value:
        return f"{start} {_block('|', value, indent)}"
    if isinstance(value, str):
        return f"{start} {_one_line(value, in_flow=False)}"
    return f"{start} {_inline(value)}"


def _inline(value: Value) -> str:
    """A value on one line, in braces where it is a group."""
    if isinstance(value, Mapping):
        fields = [f"{name}: {_inline(one)}" for name, one in value.items()]
        listed = ", ".join(fields)
        return f"{{{listed}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        listed = ", ".join(map(_inline, value))
        return f"[{listed}]"
    return _one_line(value, in_flow=True)


def _same_form(words: str, span: Span) -> str:
    """Words in the form of those before, where that can hold them."""
    lines = "\n" in words
    if words and not span.in_flow and span.style in BLOCKS:
        sign = "|" if lines or span.style == "|" else ">-"
        return _block(
            sign,
            words,
            span.indent,
        )
    if not span.in_flow and lines:
        return _block(
            "|",
            words,
            span.indent,
        )
    if span.style == "'" and not lines:
        doubled = words.replace("'", "''")
        return f"'{doubled}'"
    if span.style == '"':
        return _quoted(words)
    return _one_line(words, in_flow=span.in_flow)


def _block(
    sign: str,
    words: str,
    indent: int,
) -> str:
    """Words in lines of their own. `indent`: of the name they belong to."""
    shift = " " * (indent + STEP)
    lines = re.sub(r"(?m)^(?=.)", shift, words)
    return f"{sign}\n{lines}"


def _one_line(value: str | int | bool, *, in_flow: bool) -> str:
    """A value as plain as the reader takes it, or else in quotes."""
    if not isinstance(value, str):
        return json.dumps(value)
    written = f"{{k: {value}}}" if in_flow else f"k: {value}"
    try:
        data, complaints = read_yaml(
            "module.yaml",
            written,
            {},
        )
    except ContentError:
        return _quoted(value)
    is_plain = data == {"k": value} and not complaints and value.isprintable()
    return value if is_plain else _quoted(value)


def _quoted(words: str) -> str:
    """In double quotes: what JSON writes is YAML (YAML 1.2, section 1.3)."""
    return json.dumps(words, ensure_ascii=False)
