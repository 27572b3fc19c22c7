"""Words that YAML reads without complaint and that no learner would see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import yaml

from olw_core.authoring.compiler.yaml_causes import HIDDEN
from olw_core.errors import Level

_GLUED_NOTE = re.compile(r"\s+#\S")
_NEAR_NOTE = re.compile(r" # ?\S")
_WORDS = re.compile(r"[A-Z]|.* ", re.DOTALL)
"""What begins as a sentence does, or is several words: behind a number or an id stands a note."""
_NOTED = "Put the text in quotes, or begin it with `|` on a line of its own."


class Loss(NamedTuple):
    """What would be lost, and what to do about it."""

    level: Level
    code: str
    problem: str
    remedy: str


def losses(event: yaml.ScalarEvent, written: Sequence[str]) -> Iterator[Loss]:
    """What this text loses. `written`: every line of the file."""
    if event.anchor or event.tag not in (None, "!"):
        yield _marked(event)
    if not event.style:
        yield from _note(event, written)
    if event.style != "|":
        yield from _paragraphs(event, written)


def _marked(event: yaml.ScalarEvent) -> Loss:
    """An anchor or a tag: the first word of a text that begins with & or !."""
    word = f"&{event.anchor}" if event.anchor else str(event.tag)
    return Loss(
        "error",
        "yaml-mark",
        f"'{word}' at the start is taken for a mark and not shown.",
        "Put the text in quotes.",
    )


def _note(event: yaml.ScalarEvent, written: Sequence[str]) -> Iterator[Loss]:
    """What follows ` #` is a note for YAML; here it may have been meant as words."""
    assert event.end_mark is not None
    line = written[event.end_mark.line] if event.end_mark.line < len(written) else ""
    rest = line[event.end_mark.column :]
    lost = rest.strip()
    if not event.value:
        return
    if _GLUED_NOTE.match(rest):
        yield Loss(
            "error",
            "yaml-hash",
            f"'{lost}' is not shown: for YAML a note begins at the #.",
            f"{_NOTED} If it is a note, put a space behind the #.",
        )
    elif _NEAR_NOTE.match(rest) and _WORDS.match(event.value):
        yield Loss(
            "warning",
            "yaml-hash",
            f"'{lost}' is not shown: for YAML a note begins at the #.",
            f"{_NOTED} If it is a note, put two spaces before the #.",
        )


def _paragraphs(event: yaml.ScalarEvent, written: Sequence[str]) -> Iterator[Loss]:
    """An empty line parts paragraphs only behind `|`."""
    assert event.start_mark is not None and event.end_mark is not None
    last = event.end_mark.line + (event.end_mark.column > 0)
    inside = written[event.start_mark.line : last]
    words = [index for index, line in enumerate(inside) if line.strip()]
    between = inside[: words[-1]] if words else []
    empty = any(not line.strip() for line in between)
    if empty and "\n\n" not in event.value.strip():
        yield Loss(
            "error",
            "yaml-paragraphs",
            "The paragraphs of this text would be shown as one.",
            "Begin it with `|` and write it on the lines below.",
        )


def lost_names(key: yaml.Event, value: yaml.Event) -> Iterator[Loss]:
    """What is wrong with a name although YAML takes it for one."""
    assert isinstance(key, yaml.ScalarEvent)  # the reader has looked
    for letter, name in HIDDEN.items():
        if letter in key.value:
            yield Loss(
                "error",
                "yaml-key",
                f"There is {name} in the name '{key.value}'.",
                "Delete the line and type it again.",
            )
            return
    if _is_cut_off(key, value):
        yield Loss(
            "error",
            "yaml-comma",
            f"In {{ }} a comma ends a text, and '{key.value}' is cut off.",
            "Put the text with the comma in quotes.",
        )


def _is_cut_off(key: yaml.ScalarEvent, value: yaml.Event) -> bool:
    """In { } a comma ends a text; what follows is then a name without a value."""
    if not isinstance(value, yaml.ScalarEvent) or value.value or value.style:
        return False
    return not key.style and " " in key.value
