"""SVG logos: only what is known to draw, and no more of it than a logo needs.

Which elements, attributes and functions those are stands in olw_core/svg.py; everything else
is refused, or left out where it draws nothing.
"""

from __future__ import annotations

import re

from lxml import etree

from olw_core import svg
from scorm_export.elements import Element
from scorm_export.logo_drawn import HREF, OLD_HREF, OWN_URL, UnfitDrawingError, drawn
from scorm_export.namespaces import XML, qualified

MAX_NUMBER = 100_000  # in any unit; a larger one is a trap for the browser, no drawing
MAX_DRAWN = 3_000  # elements, each use counted with all it repeats
_KEPT_AS_IT_IS = ("id", qualified(XML, "space"))
_VALUE = re.compile(r"""[\w\s#%.,()+\-'"]*+\Z""", re.ASCII)
# A function of CSS, by its name.
_FUNCTION = re.compile(r"([\w-]*+)\s*\(")
# A number of a path, without its sign.
_NUMBER = re.compile(r"\d++(?:\.\d*+)?(?:[eE][+-]?\d++)?")
_OUTSIDE = "The drawing points to something outside itself."


def tidy(root: Element) -> None:
    """Leaves in the tree what is allowed. Raises ScormError logo-refused."""
    _drop_foreign(root)
    for element in root.iter(etree.Element):
        _check_element(element)
    etree.cleanup_namespaces(root)
    if drawn(root) > MAX_DRAWN:
        raise UnfitDrawingError("The drawing draws too much for a logo.")


def _drop_foreign(root: Element) -> None:
    """Leave out what drawing programs add in their own namespaces; it draws nothing."""
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element)
        foreign = name.namespace != svg.NAMESPACE or name.localname == "metadata"
        parent = element.getparent()
        if foreign and parent is not None:
            parent.remove(element)


def _check_element(element: Element) -> None:
    """Leaves of an element's attributes what is allowed."""
    name = etree.QName(element).localname
    if name not in svg.LOGO_ELEMENTS:
        raise UnfitDrawingError(f"The drawing holds a <{name}>.")
    for key, value in list(element.attrib.items()):
        _check_attribute(element, str(key), str(value))


def _check_attribute(element: Element, key: str, value: str) -> None:
    """Leaves the attribute as it is, with what is allowed of it, or out."""
    if svg.is_event(etree.QName(key).localname):
        raise UnfitDrawingError("The drawing carries a script.")
    if key in (HREF, OLD_HREF):
        _check_link(value)
    elif key == "style":
        element.set(key, _style(value))
    elif key in _KEPT_AS_IT_IS:
        return
    elif key in svg.ATTRIBUTES:
        _check_value(value)
    else:
        del element.attrib[key]


def _check_link(value: str) -> None:
    """A link leads to a part of the drawing."""
    if not value.startswith("#"):
        raise UnfitDrawingError(_OUTSIDE)


def _style(text: str) -> str:
    """The declarations of a style attribute that are allowed."""
    if "\\" in text:
        raise UnfitDrawingError(_OUTSIDE)
    kept: list[str] = []
    for declaration in text.split(";"):
        written, _, value = declaration.partition(":")
        name = written.strip()
        known = name.lower() in svg.STYLES
        if known or _FUNCTION.search(value):
            _check_value(value)
        if known:
            kept.append(f"{name}:{value.strip()}")
    return ";".join(kept)


def _check_value(value: str) -> None:
    """Known characters and functions only, url() only of the drawing itself, no huge number."""
    if not _VALUE.match(value):
        raise UnfitDrawingError(_OUTSIDE)
    called = _FUNCTION.findall(value)
    own = OWN_URL.findall(value)
    if not svg.FUNCTIONS.issuperset(called) or called.count("url") != len(own):
        raise UnfitDrawingError(_OUTSIDE)
    for number in _NUMBER.findall(value):
        if float(number) > MAX_NUMBER:
            raise UnfitDrawingError("The drawing holds a number that is far too large.")
