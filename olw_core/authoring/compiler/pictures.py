"""Scene pictures: small inline SVG of our own, made safe to stand inside a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from olw_core import svg
from olw_core.authoring.authored.module import Module, Picture
from olw_core.authoring.compiler.places import FieldPath, at_scene

MAX_BYTES = 6_000
"""Of one picture, which is sent inside the page."""

_SVG = f"{{{svg.NAMESPACE}}}"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OUTSIDE = re.compile(r"url\((?!#)", re.IGNORECASE)
_WHOLE = (
    "it must be one <svg viewBox=...> element without XML declaration"
    " or comment before it"
)
_DECLARED = "only elements and text are allowed, no CDATA and no declarations"
_STYLED = (
    "style attributes (a strict content security policy drops them) are not allowed"
)


Placed = tuple[FieldPath, Picture]
"""A picture behind its place."""


def pictures_of(module: Module) -> Iterator[Placed]:
    """Every picture of scenes, endings and what was spent, with its place."""
    story = module["story"]
    for scene_id, scene in story["scenes"].items():
        path = at_scene(scene_id, "picture")
        yield from _placed(scene["picture"], path)
    yield from _placed(story["spent"], ("story", "spent"))


def _placed(pictures: Sequence[Picture], path: FieldPath) -> Iterator[Placed]:
    """A picture alone stands at `path`, those of a list by their numbers below it."""
    if len(pictures) == 1:
        yield path, pictures[0]
        return
    for index, picture in enumerate(pictures):
        yield (*path, index), picture


def faults(picture: str) -> list[str]:
    """What keeps an SVG text from being used; empty when it is fine.

    The text is read as XML, because a pattern that looks for tags can be led astray by
    `>` in a value.
    """
    found = []
    if len(picture.encode()) > MAX_BYTES:
        found.append(f"it is larger than {MAX_BYTES} bytes")
    begins = picture.lstrip().startswith("<svg")
    if not begins or "viewBox" not in picture:
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
    """Which elements are not among those that a picture may hold."""
    names = {_name(element) for element in root.iter()}
    refused = sorted(names - svg.PICTURE_ELEMENTS)
    return [f"<{name}> is not allowed" for name in refused]


def _name(element: ElementTree.Element) -> str:
    """The name as authors write it; with its namespace where that is not SVG's."""
    tag = str(element.tag)
    return tag.removeprefix(_SVG)


def _attributes(root: ElementTree.Element) -> Iterator[str]:
    """Which kinds of forbidden attributes there are, in an order of our own."""
    names: list[str] = []
    values: list[str] = []
    for element in root.iter():
        for name, value in element.attrib.items():
            names.append(name.lower())
            values.append(value)
    if any(map(svg.is_event, names)):
        yield "event attributes are not allowed"
    if any("href" in name for name in names):
        yield "links are not allowed"
    if any(map(_OUTSIDE.search, values)):
        yield "outside references are not allowed"
    if "style" in names:
        yield _STYLED


def tidy(picture: str) -> str:
    """The SVG on one line, without comments, hidden from focus."""
    bare = _COMMENT.sub("", picture)
    one_line = " ".join(bare.split())
    text = re.sub(r">\s+<", "><", one_line)
    if "focusable" in text:
        return text
    return text.replace("<svg", '<svg focusable="false"', 1)
