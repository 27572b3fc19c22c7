"""Scene pictures: what may stand inside a page, and what is refused however it is written."""

from __future__ import annotations

import pytest

from olw_core.authoring.compiler.pictures import MAX_BYTES, faults, tidy
from tests.unit.olw_core.authoring.compiler.cases import (
    good_files,
    good_media,
    problems,
)


def svg(inside: str = "", attributes: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"{attributes}>{inside}</svg>'


NO_LINKS = ["links are not allowed"]
DECLARED = ["only elements and text are allowed, no CDATA and no declarations"]
WHOLE = "it must be one <svg viewBox=...> element without XML declaration or comment before it"
STYLE = "style attributes (a strict content security policy drops them) are not allowed"

FAULTS = [  # (why, text, faults)
    ("plain shapes", svg('<g fill="#fff"><path d="M0 0h9"/><title>Desk</title></g>'), []),
    ("a gradient of its own", svg('<defs><linearGradient id="a"/></defs><rect fill="url(#a)"/>'),
     []),
    ("without the namespace", '<svg viewBox="0 0 9 9"><rect/></svg>', []),
    ("script", svg("<script>x()</script>"), ["<script> is not allowed"]),
    ("script in capitals", svg("<SCRIPT>x()</SCRIPT>"), ["<SCRIPT> is not allowed"]),
    ("style element", svg("<style>*{color:red}</style>"), ["<style> is not allowed"]),
    ("HTML inside", svg("<foreignObject/><image/>"),
     ["<foreignObject> is not allowed", "<image> is not allowed"]),
    ("another namespace", svg('<g xmlns="http://www.w3.org/1999/xhtml"/>'),
     ["<{http://www.w3.org/1999/xhtml}g> is not allowed"]),
    ("an event", svg('<rect onclick="x()"/>'), ["event attributes are not allowed"]),
    ("an event in capitals", svg('<rect ONCLICK="x()"/>'), ["event attributes are not allowed"]),
    ("an event on the root", svg(attributes=' onload="x()"'), ["event attributes are not allowed"]),
    ("an event behind a >", svg('<rect id=">" onclick="x()"/>'),
     ["event attributes are not allowed"]),
    ("a link", svg('<g href="https://example.org"/>'), NO_LINKS),
    ("a link in an old spelling",
     svg('<g xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#a"/>'), NO_LINKS),
    ("a style attribute", svg('<rect style="fill:red"/>'), [STYLE]),
    ("something from outside", svg('<rect fill="URL(https://example.org/a)"/>'),
     ["outside references are not allowed"]),
    ("two at once", svg('<a href="x"/>'), ["<a> is not allowed", "links are not allowed"]),
    ("CDATA that HTML reads otherwise",
     svg("<title><g><![CDATA[><script>x()</script>]]></g></title>"), DECLARED),
    ("an instruction", svg("<?x y?>"), DECLARED),
    ("entities", '<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), [WHOLE, *DECLARED]),
    ("an XML declaration", '<?xml version="1.0"?>' + svg(), [WHOLE, *DECLARED]),
    ("no viewBox", "<svg></svg>", [WHOLE]),
    ("not closed", '<svg viewBox="0 0 9 9"><rect>',
     ["it is not well-formed (no element found: line 1, column 29)"]),
    ("more behind it", svg() + "<p>",
     ["it is not well-formed (junk after document element: line 1, column 64)"]),
    ("too large", svg("<rect/>" * 900), [f"it is larger than {MAX_BYTES} bytes"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"), [c[1:] for c in FAULTS], ids=[c[0] for c in FAULTS]
)
def test_faults(text: str, found: list[str]) -> None:
    assert faults(text) == found


def test_faults_name_the_file() -> None:
    found = problems(
        good_files(), {**good_media(), "bad.svg": svg("<script/>", ' onload="x()"')}
    )
    assert [str(p) for p in found] == [
        (
            "media/bad.svg:1: error picture at media.bad.svg: <script> is not allowed. Draw it "
            "with plain shapes, colours and paths."
        ),
        (
            "media/bad.svg:1: error picture at media.bad.svg: event attributes are not allowed. "
            "Draw it with plain shapes, colours and paths."
        ),
    ]


def test_tidy() -> None:
    """One line, no comments, not reachable by keyboard in old browsers."""
    assert (
        tidy('<svg viewBox="0 0 9 9">\n  <!-- a > b -->\n  <rect />\n</svg>')
        == '<svg focusable="false" viewBox="0 0 9 9"><rect /></svg>'
    )
    assert tidy('<svg focusable="false"/>') == '<svg focusable="false"/>'
