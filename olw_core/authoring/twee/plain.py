"""Reads a passage of any other story format: its links, and code as notes.

Snowman's `<% %>` is JavaScript, which nobody can take over; Twee 1 knew the links.
"""

from __future__ import annotations

import re

from olw_core.authoring.twee import links
from olw_core.authoring.twee.parts import NOT_UNDERSTOOD, Link, Note, Part, Words

_TOKEN = re.compile(rf"{links.LINK}|(?P<code><%.*?%>|<!--.*?-->|<<.*?>>)", re.DOTALL)


def parse(text: str, line: int) -> list[Part]:
    """The parts of a passage. `line`: of its first line of text."""
    found: list[Part] = []
    position = 0
    for token in _TOKEN.finditer(text):
        here = line + text.count(
            "\n",
            0,
            token.start(),
        )
        found.append(Words(text[position : token.start()]))
        position = token.end()
        if token["link"]:
            written = links.read(token["link"])
            found.append(
                Link(
                    written.text,
                    written.target,
                    here,
                )
            )
        else:
            found.append(
                Note(
                    token[0],
                    NOT_UNDERSTOOD,
                    here,
                )
            )
    return [*found, Words(text[position:])]
