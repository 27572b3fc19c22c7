"""Logos: what may go into a package. Script and what reaches outside is refused; all is small.

What may stand in each is told in logo_svg.py and logo_png.py. A logo is the one file a
stranger may upload (the web form), and an LMS serves it from its own origin: a script in it
would run with the learner's session.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from olw_core import svg
from scorm_export import logo_png, logo_svg
from scorm_export.elements import Element
from scorm_export.errors import ScormError
from scorm_export.namespaces import qualified

MAX_SVG = 30_000  # bytes
MAX_PNG = 60_000  # bytes
MAX_PIXELS = 1_000  # per side

# Three strokes for heart, head and hands; ours, and no NHS mark.
DEFAULT_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">'
    b'<rect width="48" height="48" rx="8" fill="#003087"/>'
    b'<path d="M12 32c0-9 5-16 12-16s12 7 12 16" fill="none" stroke="#fff"'
    b' stroke-width="4" stroke-linecap="round"/>'
    b'<circle cx="24" cy="12" r="4" fill="#fff"/>'
    b'<path d="M18 34h12" stroke="#fff" stroke-width="4" stroke-linecap="round"/>'
    b"</svg>\n"
)


@dataclass(frozen=True)
class Logo:
    """A logo fit for a package: its file name there and its bytes."""

    name: str
    """logo.svg or logo.png."""
    data: bytes
    """Safe to serve as they are."""


def default_logo() -> Logo:
    """The logo of a package whose organisation gave none."""
    return Logo("logo.svg", DEFAULT_SVG)


def accept(data: bytes) -> Logo:
    """The logo, SVG or PNG, told apart by its bytes. Raises ScormError logo-refused."""
    if data.startswith(logo_png.SIGNATURE):
        return Logo("logo.png", _png(data))
    return Logo("logo.svg", _svg(data))


def _refuse(problem: str, remedy: str) -> ScormError:
    """Both are sentences for people."""
    return ScormError("logo-refused", "logo", problem, remedy)


def _png(data: bytes) -> bytes:
    """The picture as it goes into a package."""
    if len(data) > MAX_PNG:
        problem = f"The picture has {len(data):,} bytes."
        raise _refuse(problem, f"Make it smaller than {MAX_PNG:,} bytes.")
    width, height = logo_png.size(data)
    if not 0 < width <= MAX_PIXELS or not 0 < height <= MAX_PIXELS:
        problem = f"The picture is {width} by {height} pixels."
        raise _refuse(problem, f"Use at most {MAX_PIXELS} pixels on a side.")
    return logo_png.tidy(data)


def _svg(data: bytes) -> bytes:
    """The drawing as it goes into a package."""
    if len(data) > MAX_SVG:
        problem = f"The drawing has {len(data):,} bytes."
        raise _refuse(problem, f"Make it smaller than {MAX_SVG:,} bytes, or use PNG.")
    root = _parsed(_without_doctype(data))
    if root.tag != qualified(svg.NAMESPACE, "svg"):
        raise _refuse("This is not an SVG drawing.", "Choose a .png or .svg file.")
    logo_svg.tidy(root)
    return etree.tostring(root) + b"\n"


def _parsed(data: bytes) -> Element:
    """The drawing's root without comments; entities stay as they are, nothing is fetched."""
    parser = etree.XMLParser(
        no_network=True,
        resolve_entities=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        problem = "This is neither a PNG picture nor an SVG drawing."
        raise _refuse(problem, "Choose a .png or .svg file.") from None


def _without_doctype(data: bytes) -> bytes:
    """The drawing without the plain public DOCTYPE that drawing programs write.

    Raises ScormError logo-refused for entities.
    """
    start = data.find(b"<!DOCTYPE")
    end = data.find(b">", start)
    if start >= 0 and end >= 0 and b"[" not in data[start:end]:
        data = data[:start] + data[end + 1 :]
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        remedy = "Save it as plain SVG, or use PNG."
        raise _refuse("The drawing defines entities.", remedy)
    return data
