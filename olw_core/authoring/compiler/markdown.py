"""Markdown to safe HTML: commonmark without raw HTML, `@person:` paragraphs as speech, cleaned by nh3."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping

import nh3
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_SPEECH = re.compile(r"@(?P<who>[a-z][a-z0-9_]*):\s*(?P<words>.+)\Z", re.DOTALL)

_TAG = re.compile(r"<[^>]+>")
_TAGS = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "br", "a", "div", "span"}
_ATTRIBUTES = {
    "div": {"class", "data-who"},
    "p": {"class"},
    "a": {"href"},
    "span": {"lang", "dir"},
}


class UnknownSpeakerError(ValueError):
    """A paragraph spoken by somebody who is not in `people`."""


def block(text: str, people: Mapping[str, Mapping[str, str]]) -> str:
    """Paragraphs of a scene. Raises UnknownSpeakerError."""
    return _clean("".join(_paragraph(p, people) for p in paragraphs(text)))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a Markdown text: what empty lines part."""
    return [p.strip() for p in re.split(r"\n\s*\n", text.strip()) if p.strip()]


def _paragraph(text: str, people: Mapping[str, Mapping[str, str]]) -> str:
    match = _SPEECH.match(text)
    if match is None:
        return _rendered(text)
    person = people.get(match["who"])
    if person is None:
        raise UnknownSpeakerError(match["who"])
    who = html.escape(f"{person['name']}, {person['role']}")
    return f'<div class="say" data-who="{match["who"]}"><p class="who">{who}</p>{_rendered(match["words"])}</div>'


@functools.lru_cache(maxsize=8192)
def _rendered(text: str) -> str:
    return str(_MARKDOWN.render(text)).strip()


@functools.lru_cache(maxsize=8192)
def inline(text: str) -> str:
    """One line (prompt, option, feedback) without a surrounding paragraph."""
    return _clean(_MARKDOWN.renderInline(" ".join(text.split())))


def _clean(dirty: str) -> str:
    return nh3.clean(
        dirty,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer",
    )


def plain(markup: str) -> str:
    """The words of our own small HTML on one line, one space between them."""
    without_tags = _TAG.sub(" ", markup)
    return " ".join(html.unescape(without_tags).split())
