"""Markdown to safe HTML: commonmark without raw HTML, `@person:` paragraphs as speech,
cleaned by nh3."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping

import nh3
from markdown_it import MarkdownIt

from olw_core.authoring.authored.module import Person
from olw_core.authoring.schema.looks import PLAIN
from olw_core.errors import AuthoringError

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
SPEAKER = r"@(?P<who>[a-z][a-z0-9_]*)(?:\((?P<mood>[a-z]+)\))?:\s*"
"""What makes a paragraph speech: who says it, and in which mood."""
_SPEECH = re.compile(rf"{SPEAKER}(?P<words>.+)\Z", re.DOTALL)
_EMPTY_LINES = re.compile(r"\n\s*\n")

_TAG = re.compile(r"<[^>]+>")
_INSIDE_A_LINE = re.compile(r"</?(?:a|em|span|strong)\b[^>]*>")
"""Tags that part no words: what follows one may be a comma."""
_TAGS = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "br", "a", "div", "span"}
_ATTRIBUTES = {
    "div": {"class", "data-who", "data-mood"},
    "p": {"class"},
    "a": {"href"},
    "span": {"lang", "dir"},
}


class UnknownSpeakerError(AuthoringError):
    """A paragraph spoken by somebody who is not in `people`."""


def block(text: str, people: Mapping[str, Person]) -> str:
    """Paragraphs of a scene. Raises UnknownSpeakerError."""
    rendered = [_paragraph(one, people) for one in paragraphs(text)]
    return _clean("".join(rendered))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a Markdown text: what empty lines part."""
    parts = _EMPTY_LINES.split(text.strip())
    return [part.strip() for part in parts if part.strip()]


def _paragraph(text: str, people: Mapping[str, Person]) -> str:
    """Speech with the speaker's name and role above it, or else plain narration."""
    match = _SPEECH.match(text)
    if match is None:
        return _rendered(text)
    who = match["who"]
    if who not in people:
        raise UnknownSpeakerError(who)
    person = people[who]
    name = html.escape(f"{person['name']}, {person['role']}")
    words = _rendered(match["words"])
    said = f'data-who="{who}"{_mood(match["mood"])}'
    return f'<div class="say" {said}><p class="who">{name}</p>{words}</div>'


def _mood(mood: str | None) -> str:
    """The attribute that a face is drawn by; nothing where it is plain."""
    return f' data-mood="{mood}"' if mood and mood != PLAIN else ""


@functools.lru_cache(maxsize=8192)
def _rendered(text: str) -> str:
    """Markdown as HTML; remembered, since texts come again in other states."""
    return str(_MARKDOWN.render(text)).strip()


@functools.lru_cache(maxsize=8192)
def inline(text: str) -> str:
    """One line (prompt, option, feedback) without a surrounding paragraph."""
    one_line = " ".join(text.split())
    return _clean(_MARKDOWN.renderInline(one_line))


def _clean(dirty: str) -> str:
    """Only our own few elements and attributes, and links that open safely."""
    return nh3.clean(
        dirty,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer",
    )


def plain(markup: str) -> str:
    """The words of our own small HTML on one line, one space between them."""
    without_inline = _INSIDE_A_LINE.sub("", markup)
    without_tags = _TAG.sub(" ", without_inline)
    words = html.unescape(without_tags).split()
    return " ".join(words)


@functools.lru_cache(maxsize=8192)
def count(markup: str) -> int:
    """Words of an HTML fragment."""
    return len(plain(markup).split())
