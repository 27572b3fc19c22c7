"""Tags and attributes of an HTML page, in time that grows no faster than the page.

libxml2's HTML parser compares each attribute of an element with all others, so one hostile
element of 300,000 attributes holds it for minutes; each pattern here moves forward only and
gives nothing back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

# A start tag's name (HTML 13.2.5.8 ends it at space, / and >).
_NAME = re.compile(r"[A-Za-z][^\s/>]*+")
_ATTRIBUTE = re.compile(
    r"""
    [\s/]*+ (?P<name> [^\s=/>]++ )
    (?: \s*+ = \s*+
        (?: "(?P<double> [^"]*+ )"
          | '(?P<single> [^']*+ )'
          | (?P<bare> [^\s>]*+ )
        )
    )?+
    """,
    re.VERBOSE,
)
# What stands inside these is text, up to their end tag (HTML, 13.2.6.2).
_RAW = ("script", "style", "textarea", "title", "noscript")
# How what is no start tag begins, and what ends it; the first that fits holds.
_OTHERS = (("<!--", "-->"), ("<!", ">"), ("<?", ">"), ("</", ">"))


class Tag(NamedTuple):
    """A start tag.

    name: in lower case.
    attributes: names in lower case, values unescaped; the first of each name.
    text: what stands raw in a script or style, else "".
    """

    name: str
    attributes: dict[str, str]
    text: str


def tags(page: str) -> Iterator[Tag]:
    """Every start tag of a page, in its order."""
    lowered = page.lower()
    if len(lowered) != len(page):
        lowered = (
            page  # some capitals have longer small letters, and places would differ
        )
    at = page.find("<")
    while at >= 0:
        name = _NAME.match(page, at + 1)
        if name is None:
            at = page.find("<", _past(page, at))
            continue
        tag = name.group().lower()
        attributes, at = _attributes(page, name.end())
        text = _raw_text(page, lowered, tag, at)
        yield Tag(tag, attributes, text)
        at = page.find("<", at + len(text))


def _raw_text(page: str, lowered: str, tag: str, at: int) -> str:
    """What stands from this place up to the end tag of a raw element, else ""."""
    if tag not in _RAW:
        return ""
    end = lowered.find(f"</{tag}", at)
    if end < 0:
        return page[at:]
    return page[at:end]


def _past(page: str, at: int) -> int:
    """Where a comment, declaration, end tag or lone `<` at this place is over."""
    for begin, end in _OTHERS:
        if page.startswith(begin, at):
            found = page.find(end, at)
            return found + len(end) if found >= 0 else len(page)
    return at + 1


def _attributes(page: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes from this place on, the first of each name, and where the tag ends."""
    read: dict[str, str] = {}
    while match := _ATTRIBUTE.match(page, at):
        value = match["double"] or match["single"] or match["bare"] or ""
        name = match["name"].lower()
        read.setdefault(name, unescape(value))
        at = match.end()
    return read, at
