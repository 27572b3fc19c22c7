"""Tags and attributes of an HTML page, in time that grows no faster than the page.

libxml2's HTML parser compares each attribute of an element with all others, so one hostile element of 300,000
attributes holds it for minutes; each pattern here moves forward only and gives nothing back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_NAME = re.compile(r"[A-Za-z][^\s/>]*+")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?P<name>[^\s=/>]++)"""
    r"""(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>]*+)))?+"""
)
# What stands inside these is text, up to their end tag (HTML, 13.2.6.2).
_RAW = ("script", "style", "textarea", "title", "noscript")


def tags(page: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """(name in lower case, attributes with values unescaped, raw text of a script or style) of each start tag."""
    lowered = page.lower() if len(page.lower()) == len(page) else page
    at = page.find("<")
    while at >= 0:
        name = _NAME.match(page, at + 1)
        if not name:
            at = page.find("<", _past(page, at))
            continue
        attributes, at = _attributes(page, name.end())
        tag, text = name.group().lower(), ""
        if tag in _RAW:
            end = lowered.find(f"</{tag}", at)
            text = page[at : end if end >= 0 else len(page)]
            at += len(text)
        yield tag, attributes, text
        at = page.find("<", at)


def _past(page: str, at: int) -> int:
    """Where a comment, declaration, end tag or lone `<` at this place is over."""
    for begin, end in (("<!--", "-->"), ("<!", ">"), ("<?", ">"), ("</", ">")):
        if page.startswith(begin, at):
            found = page.find(end, at)
            return found + len(end) if found >= 0 else len(page)
    return at + 1


def _attributes(page: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes from this place on, the first of each name, and where the tag ends."""
    read: dict[str, str] = {}
    while match := _ATTRIBUTE.match(page, at):
        value = match["double"] or match["single"] or match["bare"] or ""
        read.setdefault(match["name"].lower(), unescape(value))
        at = match.end()
    return read, at
