"""How much a drawing draws: an element counts wherever it is drawn, so nested uses multiply."""

from __future__ import annotations

import re

from lxml import etree

from scorm_export.elements import Element
from scorm_export.errors import ScormError
from scorm_export.namespaces import XLINK, qualified

HREF = "href"
OLD_HREF = qualified(XLINK, "href")
"""The attributes by which an element draws another one (SVG 2 and SVG 1.1)."""
OWN_URL = re.compile(r"""url\(\s*['"]?#([\w.\-]++)['"]?\s*\)""")
"""A url() of the drawing itself; group 1 is the id."""
_REMEDY = "Save it as plain SVG without script, styles or pictures, or use PNG."
_DATA_A_POINT = 200  # characters of attributes that count as one more element


class UnfitDrawingError(ScormError):
    """The drawing may not go into a package; `problem` says why."""

    def __init__(self, problem: str) -> None:
        super().__init__("logo-refused", "logo", problem, _REMEDY)


def drawn(root: Element) -> int:
    """Elements that are drawn, with one more for each 200 characters of attributes.

    Raises ScormError logo-refused for a drawing that holds itself.
    """
    return _Weights(root).of(root)


class _Weights:
    """Weighs each element once, however often it is drawn."""

    def __init__(self, root: Element) -> None:
        self._known: dict[Element, int] = {}
        self._open: set[Element] = set()
        self._by_id: dict[str, Element] = {}
        for element in root.iter(etree.Element):
            name = element.get("id")
            if name:
                self._by_id[name] = element

    def of(self, element: Element) -> int:
        """The weight of an element with all that it draws."""
        if element in self._known:
            return self._known[element]
        if element in self._open:
            raise UnfitDrawingError("The drawing repeats itself without end.")
        self._open.add(element)
        weight = _own_weight(element)
        for child in element.iterchildren(etree.Element):
            weight += self.of(child)
        for named in self._named(element):
            weight += self.of(named)
        self._open.discard(element)
        self._known[element] = weight
        return weight

    def _named(self, element: Element) -> list[Element]:
        """What an element draws by name: a use, a gradient, a mask, a clip path."""
        names: list[str] = []
        for value in element.attrib.values():
            names += OWN_URL.findall(str(value))
        link = element.get(HREF) or element.get(OLD_HREF)
        if link:
            names.append(link[1:])
        return [self._by_id[name] for name in names if name in self._by_id]


def _own_weight(element: Element) -> int:
    """The weight of an element alone."""
    characters = 0
    for value in element.attrib.values():
        characters += len(value)
    return 1 + characters // _DATA_A_POINT
