"""The links that all story formats share: `[[text->target]]`, `[[target<-text]]`,
`[[text|target]]` and `[[target]]`, and SugarCube's setter behind them."""

from __future__ import annotations

import re
from typing import NamedTuple

LINK = r"\[\[(?P<link>(?:[^\[\]\n]|\](?!\])|\[(?!\[))+)\]\]"
"""For patterns; SugarCube's setter is inside."""


class Written(NamedTuple):
    """A link. `setter`: the changes of variables behind it; "" where there are none."""

    text: str
    target: str
    setter: str


def read(inside: str) -> Written:
    """What stands between the brackets.

    The rightmost arrow to the right parts text and target, or else the leftmost to the left
    (Harlowe's manual, "Link markup"; SugarCube's and Chapbook's agree for one arrow).
    """
    body, _, setter = re.sub(
        r"\]\s*\[",
        "][",
        inside,
    ).partition("][")
    text, target = _parted(body)
    return Written(
        text.strip() or target.strip(),
        target.strip(),
        setter.strip(),
    )


def _parted(body: str) -> tuple[str, str]:
    """Text and target."""
    if "->" in body:
        text, _, target = body.rpartition("->")
        return text, target
    if "<-" in body:
        target, _, text = body.partition("<-")
        return text, target
    if "|" in body:
        text, _, target = body.rpartition("|")
        return text, target
    return body, body


STRING = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'")


def strings(arguments: str) -> list[str]:
    """The quoted words among a macro's arguments."""
    found = [one or other for one, other in STRING.findall(arguments)]
    return [
        re.sub(
            r"\\(.)",
            r"\1",
            text,
        )
        for text in found
    ]
