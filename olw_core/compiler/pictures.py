"""Scene pictures: small inline SVG of our own, made safe to stand inside a page."""

from __future__ import annotations

import re

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
_TAG = re.compile(r"<\s*/?\s*([A-Za-z][\w:-]*)([^>]*)>")


def faults(svg: str) -> list[str]:
    """What keeps an SVG text from being used; empty when it is fine."""
    found = []
    if len(svg.encode()) > MAX_BYTES:
        found.append(f"it is larger than {MAX_BYTES} bytes")
    if not svg.lstrip().startswith("<svg") or not svg.rstrip().endswith("</svg>") or "viewBox" not in svg:
        found.append("it must be one <svg viewBox=...> element without XML declaration or comment before it")
    names = {match[1] for match in _TAG.finditer(svg)}
    for name in sorted(names - _ELEMENTS):
        found.append(f"<{name}> is not allowed")
    attributes = " ".join(match[2] for match in _TAG.finditer(svg))
    for pattern, what in (
        (r"\son\w+\s*=", "event attributes"),
        (r"\shref|xlink", "links"),
        (r"url\((?!#)", "outside references"),
        (r"\sstyle\s*=", "style attributes (they break a strict content security policy)"),
        (r"javascript:", "script"),
    ):
        if re.search(pattern, attributes, re.IGNORECASE):
            found.append(f"{what} are not allowed")
    return found


def tidy(svg: str) -> str:
    """The SVG on one line, without comments, hidden from focus."""
    text = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    text = re.sub(r">\s+<", "><", " ".join(text.split()))
    return text if "focusable" in text else text.replace("<svg", '<svg focusable="false"', 1)
