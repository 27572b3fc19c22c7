"""What a text loses or shows as typed: pictures and addresses that are dropped, HTML, curly quotes
meant for YAML, marks that our pages do not show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler.lint.texts import all_texts
from olw_core.authoring.compiler.problems import Problems

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_SAFE = re.compile(r"(https|mailto):", re.IGNORECASE)
_HTML = re.compile(
    r"</?(?:a|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|s|small"
    r"|span|strong|sub|sup|table|td|th|tr|u|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_CURLY = re.compile(r"“[^“”]*”|‘[^‘’]*’", re.DOTALL)
_PLAIN = {
    "heading_open": "A heading",
    "hr": "A line across the page",
    "fence": "A code block",
    "code_inline": "A piece of code",
    "table_open": "A table",
}
"""Tokens of Markdown that our pages do not show as such."""


class _Fault(NamedTuple):
    """`lost`: words or an address never reach the learner."""

    lost: bool
    problem: str
    remedy: str


def check_lost(module: Module, problems: Problems) -> None:
    """Report every text that learners would not see as its author meant it."""
    for text in all_texts(module):
        for fault in dict.fromkeys(_faults(text.words)):
            if fault.lost:
                problems.error(
                    "text-lost",
                    text.path,
                    fault.problem,
                    fault.remedy,
                )
            else:
                problems.warning(
                    "text-as-typed",
                    text.path,
                    fault.problem,
                    fault.remedy,
                )


def _faults(words: str) -> Iterator[_Fault]:
    """Each kind that this text has."""
    for token in _tokens(words):
        yield from _token(token)
    html = _HTML.search(words)
    if html:
        yield _Fault(
            False,
            f"'{html[0]}' is shown as it is typed.",
            "Leave HTML out: *word* makes a word stand out, an empty line parts paragraphs.",
        )
    if _CURLY.fullmatch(words.strip()):
        yield _Fault(
            False,
            f"The curly quotes {words.strip()[0]} {words.strip()[-1]} are shown.",
            "Use straight quotes where they only hold the text together.",
        )


def _tokens(words: str) -> Iterator[Token]:
    """Every token of a Markdown text, those inside of lines too."""
    for token in _MARKDOWN.parse(words):
        yield token
        yield from token.children or ()


def _token(token: Token) -> Iterator[_Fault]:
    """What is the matter with one token."""
    if token.type == "image":
        yield _Fault(
            True,
            f"The picture '{token.attrs.get('src', '')}' is not shown in a text.",
            "Use `picture:` of the scene, with a file in media/.",
        )
    if token.type == "link_open":
        address = str(token.attrs.get("href", ""))
        if not _SAFE.match(address):
            yield _Fault(
                True,
                f"The link to '{address}' loses its address.",
                "Write an address that begins with https:// or mailto:.",
            )
    if token.type in _PLAIN:
        yield _Fault(
            False,
            f"{_PLAIN[token.type]} is shown as plain words.",
            "Write it as a sentence or as a list.",
        )
