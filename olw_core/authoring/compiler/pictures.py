"""Scene pictures: small inline SVG of our own, made safe to stand inside a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from olw_core import svg

MAX_BYTES = 6_000

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OUTSIDE = re.compile(r"url\((?!#)", re.IGNORECASE)
_WHOLE = (
    "it must be one <svg viewBox=...> element without XML declaration"
    " or comment before it"
)
_DECLARED = "only elements and text are allowed, no CDATA and no declarations"
_STYLED = "style attributes (a strict content security policy drops them)"


def faults(picture: str) -> list[str]:
    """What keeps an SVG text from being used; empty when it is fine.

    The text is read as XML, because a pattern that looks for tags can be led astray by
    `>` in a value.
    """
    found = []
    if len(picture.encode()) > MAX_BYTES:
        found.append(f"it is larger than {MAX_BYTES} bytes")
    if not picture.lstrip().startswith("<svg") or "viewBox" not in picture:
        found.append(_WHOLE)
    bare = _COMMENT.sub("", picture)
    if "<!" in bare or "<?" in bare:  # HTML reads these differently from XML
        return [*found, _DECLARED]
    try:
        # No declarations, so no entities.
        root = ElementTree.fromstring(bare)  # noqa: S314
    except ElementTree.ParseError as error:
        return [*found, f"it is not well-formed ({error})"]
    return [*found, *_elements(root), *_attributes(root)]


def _elements(root: ElementTree.Element) -> list[str]:
    names = {_name(element) for element in root.iter()}
    refused = sorted(names - svg.PICTURE_ELEMENTS)
    return [f"<{name}> is not allowed" for name in refused]


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).removeprefix(f"{{{svg.NAMESPACE}}}")


def _attributes(root: ElementTree.Element) -> Iterator[str]:
    """Which kinds of forbidden attributes there are, in an order of our own."""
    names: set[str] = set()
    values: set[str] = set()
    for element in root.iter():
        names.update(name.lower() for name in element.attrib)
        values.update(element.attrib.values())
    broken = {
        "event attributes": any(svg.is_event(name) for name in names),
        "links": any("href" in name for name in names),
        "outside references": any(_OUTSIDE.search(value) for value in values),
        _STYLED: "style" in names,
    }
    for what, found in broken.items():
        if found:
            yield f"{what} are not allowed"


def tidy(picture: str) -> str:
    """The SVG on one line, without comments, hidden from focus."""
    one_line = " ".join(_COMMENT.sub("", picture).split())
    text = re.sub(r">\s+<", "><", one_line)
    if "focusable" in text:
        return text
    return text.replace("<svg", '<svg focusable="false"', 1)
