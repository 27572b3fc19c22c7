"""Scene pictures: small inline SVG of our own, made safe to stand inside a page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

MAX_BYTES = 6_000

_ELEMENTS = {
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "defs",
    "linearGradient",
    "stop",
    "clipPath",
    "title",
}
_SPACE = "{http://www.w3.org/2000/svg}"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def faults(svg: str) -> list[str]:
    """What keeps an SVG text from being used; empty when it is fine.

    The text is read as XML, because a pattern that looks for tags can be led astray by `>` in a value.
    """
    found = []
    if len(svg.encode()) > MAX_BYTES:
        found.append(f"it is larger than {MAX_BYTES} bytes")
    if not svg.lstrip().startswith("<svg") or "viewBox" not in svg:
        found.append(
            "it must be one <svg viewBox=...> element without XML declaration or comment before it"
        )
    bare = _COMMENT.sub("", svg)
    if "<!" in bare or "<?" in bare:  # HTML reads these differently from XML
        return [
            *found,
            "only elements and text are allowed, no CDATA and no declarations",
        ]
    try:
        root = ElementTree.fromstring(bare)  # noqa: S314 - no declarations, so no entities
    except ElementTree.ParseError as error:
        return [*found, f"it is not well-formed ({error})"]
    elements = list(root.iter())
    found += [
        f"<{name}> is not allowed"
        for name in sorted({_name(e) for e in elements} - _ELEMENTS)
    ]
    return found + _attributes(
        [(name, value) for e in elements for name, value in e.attrib.items()]
    )


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).removeprefix(_SPACE)


def _attributes(given: list[tuple[str, str]]) -> list[str]:
    rules: tuple[tuple[bool, str], ...] = (
        (any(name.lower().startswith("on") for name, _ in given), "event attributes"),
        (any("href" in name.lower() for name, _ in given), "links"),
        (
            any(re.search(r"url\((?!#)", value, re.IGNORECASE) for _, value in given),
            "outside references",
        ),
        (
            any(name.lower() == "style" for name, _ in given),
            "style attributes (a strict content security policy drops them)",
        ),
    )
    return [f"{what} are not allowed" for broken, what in rules if broken]


def tidy(svg: str) -> str:
    """The SVG on one line, without comments, hidden from focus."""
    text = _COMMENT.sub("", svg)
    text = re.sub(r">\s+<", "><", " ".join(text.split()))
    return (
        text
        if "focusable" in text
        else text.replace("<svg", '<svg focusable="false"', 1)
    )
