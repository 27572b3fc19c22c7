"""Twine's markup of words as Markdown: HTML, `//slanted//`, `''bold''`, styles."""

from __future__ import annotations

import re
from collections.abc import Callable

_HTML = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w-]*)(?:\s[^<>]*)?/?>")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
"""Element to the mark on both sides of what it holds."""
_BREAKS = {"br", "p", "div", "hr"}
"""Elements that begin a line."""
_SLANTED = re.compile(r"(?<![:/])//(?=\S)(.+?)(?<=\S)//(?!/)")
_BOLD = re.compile(r"''(?=\S)(.+?)(?<=\S)''")
_STYLED = re.compile(r"@@(?:[^@\n;]*;)?(.*?)@@", re.DOTALL)
_PICTURE = re.compile(r"\[<?>?img\[[^\]]*\](?:\[[^\]]*\])?\]|!\[[^\]\n]*\]\([^)\n]*\)")


def markdown(text: str, left_out: Callable[[str], None]) -> str:
    """The text in Markdown. `left_out` is told each tag and picture that has none."""

    def tag(match: re.Match[str]) -> str:
        """The mark of Markdown for an element of HTML."""
        name = match["name"].lower()
        if name in _BREAKS:
            return "\n"
        mark = _MARKS.get(name)
        if mark is None:
            left_out(match[0])
            return ""
        return mark

    def picture(match: re.Match[str]) -> str:
        """Pictures are files of media/, and stand in no text."""
        left_out(match[0])
        return ""

    def styled(match: re.Match[str]) -> str:
        """The words without their style."""
        left_out(match[0])
        return match[1]

    found = _STYLED.sub(styled, text)
    found = _PICTURE.sub(picture, found)
    found = _HTML.sub(tag, found)
    found = _SLANTED.sub(r"*\1*", found)
    return _BOLD.sub(r"**\1**", found)
