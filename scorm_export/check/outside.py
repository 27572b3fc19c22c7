"""Requests to other sites that a package's pages and styles make.

Many trusts block them, and they are a privacy question. Reads HTML, SVG and CSS only; what
a script fetches cannot be told from its text, so an empty list is no proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorm_export.check.archive import Archive
from scorm_export.check.findings import Findings, found
from scorm_export.check.tags import Tag, tags

MAX_LOOK = 100_000_000  # bytes of pages and styles looked into; a course has far less
_PAGES = ("html", "htm", "xhtml", "svg")
_STYLES = "css"
# An address on another host, at the beginning of a value.
_FAR = re.compile(r"\s*+((?:https?:)?//[^\s,]++)", re.IGNORECASE)
# A web page may be linked to; these elements load what they name.
_LOADS = {
    "src": (
        "script",
        "img",
        "iframe",
        "audio",
        "video",
        "source",
        "embed",
        "input",
        "track",
    ),
    "href": ("link", "image", "use", "feimage"),
    "xlink:href": ("image", "use", "feimage", "script"),
    "data": ("object",),
    "poster": ("video",),
    "background": ("body", "table", "td"),
    "srcset": ("img", "source"),
}
# <link> loads these; canonical, license and the like are only named.
_LINKS = (
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "manifest",
)
# Removed first: an address in a comment is not fetched.
_CSS_COMMENT = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)")
# A character by its number, or any character as itself (css-syntax 4.3.7).
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
# Names of vocabularies look like addresses and are not fetched.
_CSS_NAMESPACE = re.compile(r"@namespace[^;]*+(?:;|\Z)", re.IGNORECASE)
# In a style sheet a full address is loaded wherever it stands: url(), src(), image-set(), @import.
_CSS_ADDRESS = re.compile(
    r"""
    (?: url\( \s*+ ["']? | @import \s*+ ["'] | ["'] (?=https?:) )
    ( (?: https?: )? // [^"')\s]++ )
    """,
    re.IGNORECASE | re.VERBOSE,
)


def outside(archive: Archive) -> Findings:
    """One warning for each file that loads something from another site."""
    left = MAX_LOOK
    for name in sorted(archive.names):
        ending = name.rsplit(".", 1)[-1].lower()
        if ending != _STYLES and ending not in _PAGES:
            continue
        text = (archive.read(name) or b"").decode("utf-8", "replace")
        left -= len(text)
        if left < 0:
            yield found("outside-unread", name, most=MAX_LOOK // 1_000_000)
            return
        addresses = css_addresses(text) if ending == _STYLES else _in_page(text)
        first = next(addresses, None)
        if first:
            yield found("outside-request", name, url=first)


def _in_page(text: str) -> Iterator[str]:
    """Every address of another site that a page loads, in its order."""
    for tag in tags(text):
        for name, elements in _LOADS.items():
            if tag.name in elements and name in tag.attributes and _loads(tag):
                yield from _far(tag.attributes[name])
        yield from css_addresses(tag.attributes.get("style", ""))
        if tag.name == "style":
            yield from css_addresses(tag.text)


def _loads(tag: Tag) -> bool:
    """False for a <link> that only names what it points to."""
    if tag.name != "link":
        return True
    kinds = tag.attributes.get("rel", "").lower().split()
    return any(kind in _LINKS for kind in kinds)


def _far(value: str) -> Iterator[str]:
    """The address in an attribute's value where it is one of another site."""
    match = _FAR.match(value)
    if match:
        yield match[1]


def css_addresses(text: str) -> Iterator[str]:
    """Every address of another site in a style sheet, also where it is written with escapes."""
    bare = _CSS_COMMENT.sub(" ", text)
    plain = _CSS_ESCAPE.sub(_unescaped, bare)
    loading = _CSS_NAMESPACE.sub(" ", plain)
    for match in _CSS_ADDRESS.finditer(loading):
        yield match[1]


def _unescaped(match: re.Match[str]) -> str:
    """What a CSS escape stands for (CSS Syntax 3, 4.3.7)."""
    if not match[1]:
        return match[2]
    number = int(match[1], 16)
    surrogate = 0xD800 <= number <= 0xDFFF
    if surrogate or not 0 < number <= 0x10FFFF:
        return "\ufffd"
    return chr(number)
