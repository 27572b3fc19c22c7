"""SVG logos: only elements, attributes and values that are known to draw, and no more of them than a logo needs.

Allowed is what stands in the lists below; everything else is refused, or left out where it draws nothing. A deny-list
is outwitted by the next spelling (image-set, escapes, cross-fade).
"""

from __future__ import annotations

import re

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ELEMENTS_NAMES = """
svg g path rect circle ellipse line polyline polygon title desc text tspan defs
linearGradient radialGradient stop clipPath use symbol mask
"""
ELEMENTS = frozenset(_ELEMENTS_NAMES.split())
# No stroke-dasharray: dashes of a thousandth of a pixel along a line hold a browser for minutes.
_STYLES_NAMES = """
clip-path clip-rule color display dominant-baseline fill fill-opacity fill-rule
font-family font-size font-style font-weight letter-spacing mask opacity overflow
stop-color stop-opacity stroke stroke-linecap stroke-linejoin stroke-miterlimit
stroke-opacity stroke-width text-anchor transform visibility word-spacing
"""
_STYLES = frozenset(_STYLES_NAMES.split())
_ATTRIBUTES_NAMES = """
id version baseProfile viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d
points dx dy offset href style gradientUnits gradientTransform spreadMethod clipPathUnits
maskUnits maskContentUnits preserveAspectRatio rotate textLength lengthAdjust pathLength
"""
_ATTRIBUTES = _STYLES | frozenset(_ATTRIBUTES_NAMES.split())
_FUNCTIONS_NAMES = """
rgb rgba hsl hsla matrix translate scale rotate skewX skewY url
"""
_FUNCTIONS = frozenset(_FUNCTIONS_NAMES.split())
_VALUE = re.compile(r"""[\w\s#%.,()+\-'"]*+\Z""", re.ASCII)
_FUNCTION = re.compile(r"([\w-]*+)\s*\(")
_OWN = re.compile(r"""url\(\s*['"]?#([\w.\-]++)['"]?\s*\)""")
_NUMBER = re.compile(r"\d++(?:\.\d*+)?(?:[eE][+-]?\d++)?")
MAX_NUMBER = (
    100_000  # in any unit; a larger one is a trap for the browser, not a drawing
)
MAX_DRAWN = 3_000  # elements, each use counted with all it repeats
_DATA_A_POINT = 200  # characters of attributes that count as one more element
_OUTSIDE = "The drawing points to something outside itself."
_TOO_MUCH = "The drawing draws too much for a logo."


class RefusedError(ValueError):
    """The drawing may not go into a package; the argument says why."""


def tidy(root: etree._Element) -> None:
    """Leaves in the tree what is allowed. Raises RefusedError."""
    _drop_foreign(root)
    for element in root.iter(etree.Element):
        _check_element(element)
    etree.cleanup_namespaces(root)
    if _Weights(root).drawn() > MAX_DRAWN:
        raise RefusedError(_TOO_MUCH)


def _drop_foreign(root: etree._Element) -> None:
    """Leave out what drawing programs add in their own namespaces; it draws nothing."""
    for element in list(root.iter(etree.Element)):
        name, parent = etree.QName(element), element.getparent()
        if parent is not None and (
            name.namespace != SVG or name.localname == "metadata"
        ):
            parent.remove(element)


def _check_element(element: etree._Element) -> None:
    name = etree.QName(element).localname
    if name not in ELEMENTS:
        raise RefusedError(f"The drawing holds a <{name}>.")
    for key, value in list(element.attrib.items()):
        local = str(key)
        if etree.QName(key).localname.lower().startswith("on"):
            raise RefusedError("The drawing carries a script.")
        if local in ("href", _XLINK_HREF):
            _check_link(str(value))
        elif local == "style":
            element.set("style", _style(str(value)))
        elif local in _ATTRIBUTES and local != "id":
            _check_value(str(value))
        elif local not in ("id", _SPACE):
            del element.attrib[key]


def _check_link(value: str) -> None:
    if not value.startswith("#"):
        raise RefusedError(_OUTSIDE)


def _style(text: str) -> str:
    """The declarations of a style attribute that are allowed."""
    if "\\" in text:
        raise RefusedError(_OUTSIDE)
    kept = []
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        if _FUNCTION.search(value) or name.strip().lower() in _STYLES:
            _check_value(value)
        if name.strip().lower() in _STYLES:
            kept.append(f"{name.strip()}:{value.strip()}")
    return ";".join(kept)


def _check_value(value: str) -> None:
    """Known characters and functions only, url() only of the drawing itself, and no number out of all measure."""
    if not _VALUE.match(value):
        raise RefusedError(_OUTSIDE)
    names = _FUNCTION.findall(value)
    if not _FUNCTIONS.issuperset(names) or names.count("url") != len(
        _OWN.findall(value)
    ):
        raise RefusedError(_OUTSIDE)
    if any(float(number) > MAX_NUMBER for number in _NUMBER.findall(value)):
        raise RefusedError("The drawing holds a number that is far too large.")


class _Weights:
    """How much a drawing draws: an element counts once wherever it is drawn, so nested uses multiply."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._by_id = {
            str(one.get("id")): one for one in root.iter(etree.Element) if one.get("id")
        }
        self._known: dict[etree._Element, int] = {}
        self._open: set[etree._Element] = set()

    def drawn(self) -> int:
        """The weight of the whole drawing. Raises RefusedError for a drawing that holds itself."""
        return self._of(self._root)

    def _of(self, element: etree._Element) -> int:
        if element in self._known:
            return self._known[element]
        if element in self._open:
            raise RefusedError("The drawing repeats itself without end.")
        self._open.add(element)
        below = [*element.iterchildren(etree.Element), *self._named(element)]
        weight = _own_weight(element) + sum(self._of(one) for one in below)
        self._open.discard(element)
        self._known[element] = weight
        return weight

    def _named(self, element: etree._Element) -> list[etree._Element]:
        """What an element draws by name: a use, a gradient, a mask, a clip path."""
        values = [str(value) for value in element.attrib.values()]
        names = [name for value in values for name in _OWN.findall(value)]
        link = element.get("href") or element.get(_XLINK_HREF)
        if link:
            names.append(str(link)[1:])
        return [self._by_id[name] for name in names if name in self._by_id]


def _own_weight(element: etree._Element) -> int:
    return (
        1 + sum(len(str(value)) for value in element.attrib.values()) // _DATA_A_POINT
    )
