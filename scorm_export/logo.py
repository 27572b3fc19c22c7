"""Logos: what may go into a package. An SVG that carries script or reaches outside is refused, a PNG must be small.

A logo is the one file a stranger may upload (the web form), and an LMS serves it from its own origin: a script in it
would run with the learner's session.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from lxml import etree

from scorm_export.errors import ScormError

MAX_SVG = 30_000  # bytes
MAX_PNG = 60_000  # bytes
MAX_PIXELS = 1_000  # per side
_SVG = "http://www.w3.org/2000/svg"
_SHAPES = {
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "title",
    "desc",
    "text",
    "tspan",
}
_ELEMENTS = _SHAPES | {"defs", "linearGradient", "radialGradient", "stop", "clipPath", "use", "symbol", "mask"}
_REACHES_OUT = re.compile(r"url\s*\(\s*['\"]?(?!#)|@import|javascript:|expression\s*\(|\\", re.IGNORECASE)
_PNG = b"\x89PNG\r\n\x1a\n"

# Three strokes for heart, head and hands; ours, and no NHS mark.
DEFAULT_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">'
    b'<rect width="48" height="48" rx="8" fill="#003087"/>'
    b'<path d="M12 32c0-9 5-16 12-16s12 7 12 16" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round"/>'
    b'<circle cx="24" cy="12" r="4" fill="#fff"/>'
    b'<path d="M18 34h12" stroke="#fff" stroke-width="4" stroke-linecap="round"/>'
    b"</svg>\n"
)


@dataclass(frozen=True)
class Logo:
    """A logo fit for a package: its file name there and its bytes."""

    name: str
    data: bytes


def default_logo() -> Logo:
    """The logo of a package whose organisation gave none."""
    return Logo("logo.svg", DEFAULT_SVG)


def accept(data: bytes) -> Logo:
    """The logo, SVG or PNG, told apart by its bytes. Raises ScormError logo-refused."""
    return _accept_png(data) if data.startswith(_PNG) else _accept_svg(data)


def _refuse(problem: str, remedy: str) -> ScormError:
    return ScormError("logo-refused", "logo", problem, remedy)


def _accept_png(data: bytes) -> Logo:
    if len(data) > MAX_PNG:
        raise _refuse(f"The picture has {len(data):,} bytes.", f"Make it smaller than {MAX_PNG:,} bytes.")
    if len(data) < 33 or data[12:16] != b"IHDR":
        raise _refuse("The picture is damaged.", "Save it again as PNG.")
    width, height = struct.unpack(">II", data[16:24])
    if not 0 < width <= MAX_PIXELS or not 0 < height <= MAX_PIXELS:
        raise _refuse(f"The picture is {width} by {height} pixels.", f"Use at most {MAX_PIXELS} pixels on a side.")
    return Logo("logo.png", data)


def _accept_svg(data: bytes) -> Logo:
    if len(data) > MAX_SVG:
        raise _refuse(f"The drawing has {len(data):,} bytes.", f"Make it smaller than {MAX_SVG:,} bytes, or use PNG.")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        data = re.sub(rb"<!DOCTYPE[^\[>]*>", b"", data)  # the plain public one that drawing programs write
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _refuse("The drawing defines entities.", "Save it as plain SVG, or use PNG.")
    parser = etree.XMLParser(
        no_network=True, resolve_entities=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise _refuse("This is neither a PNG picture nor an SVG drawing.", "Choose a .png or .svg file.") from None
    if root.tag != f"{{{_SVG}}}svg":
        raise _refuse("This is not an SVG drawing.", "Choose a .png or .svg file.")
    _drop_foreign(root)
    for element in root.iter(etree.Element):
        _check_element(element)
    return Logo("logo.svg", etree.tostring(root) + b"\n")


def _drop_foreign(root: etree._Element) -> None:
    """Leave out what drawing programs add in their own namespaces; it draws nothing."""
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element)
        parent = element.getparent()
        if parent is not None and (name.namespace != _SVG or name.localname == "metadata"):
            parent.remove(element)
            continue
        for key in list(element.attrib):
            if etree.QName(key).namespace not in (
                None,
                "http://www.w3.org/1999/xlink",
                "http://www.w3.org/XML/1998/namespace",
            ):
                del element.attrib[key]
    etree.cleanup_namespaces(root)


def _check_element(element: etree._Element) -> None:
    name = etree.QName(element).localname
    if name not in _ELEMENTS:
        raise _refuse(
            f"The drawing holds a <{name}>.", "Save it as plain SVG without script, styles or pictures, or use PNG."
        )
    for key, value in element.attrib.items():
        local = etree.QName(key).localname.lower()
        text = str(value)
        if local.startswith("on"):
            raise _refuse("The drawing carries a script.", "Save it as plain SVG, or use PNG.")
        if (local == "href" and not text.startswith("#")) or _REACHES_OUT.search(text):
            raise _refuse("The drawing points to something outside itself.", "Save it as plain SVG, or use PNG.")
