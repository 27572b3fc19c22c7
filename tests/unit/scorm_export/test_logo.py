"""Logos: what is taken, what is refused, and that nothing active survives."""

from __future__ import annotations

import struct

import pytest

from scorm_export import logo
from scorm_export.errors import ScormError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def png(width: int = 10, height: int = 10, size: int = 100) -> bytes:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)
    return head + b"\0" * (size - len(head))


def test_our_own_logo_is_fit_for_a_package() -> None:
    assert logo.accept(logo.DEFAULT_SVG) == logo.default_logo()


def test_png_keeps_its_bytes() -> None:
    assert logo.accept(png()) == logo.Logo("logo.png", png())


def test_what_drawing_programs_add_is_left_out() -> None:
    drawn = b"""<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
    <!-- Drawn --><svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="urn:inkscape" viewBox="0 0 9 9">
    <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata><inkscape:grid/>
    <path d="M0 0h9" inkscape:label="line" fill="url(#x)"/></svg>"""
    taken = logo.accept(drawn)
    assert taken.name == "logo.svg"
    assert (
        b"".join(taken.data.split())
        == b'<svgxmlns="http://www.w3.org/2000/svg"viewBox="0099"><pathd="M00h9"fill="url(#x)"/></svg>'
    )


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<script>alert(1)</script>", "The drawing holds a <script>."),
        ('<g onload="x()"/>', "The drawing carries a script."),
        ('<path ONCLICK="x()"/>', "The drawing carries a script."),
        ("<foreignObject/>", "The drawing holds a <foreignObject>."),
        ("<style>@import 'x'</style>", "The drawing holds a <style>."),
        ('<image href="https://x.example/a.png"/>', "The drawing holds a <image>."),
        ('<a href="javascript:x()"/>', "The drawing holds a <a>."),
        ('<animate attributeName="href"/>', "The drawing holds a <animate>."),
        ('<use href="https://x.example/a.svg#b"/>', "The drawing points to something outside itself."),
        (
            '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="data:image/svg+xml,x"/>',
            "The drawing points to something outside itself.",
        ),
        ('<path style="fill:url(https://x.example/a)"/>', "The drawing points to something outside itself."),
        ('<path style="fill:u\\72l(https://x.example/a)"/>', "The drawing points to something outside itself."),
        ("<path fill=\"url( '//x.example/a')\"/>", "The drawing points to something outside itself."),
    ],
)
def test_drawings_that_act_or_reach_out_are_refused(inside: str, problem: str) -> None:
    with pytest.raises(ScormError) as caught:
        logo.accept(SVG.format(inside).encode())
    assert (caught.value.code, caught.value.problem) == ("logo-refused", problem)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "This is neither a PNG picture nor an SVG drawing."),
        (b"GIF89a", "This is neither a PNG picture nor an SVG drawing."),
        (b"<svg/>", "This is not an SVG drawing."),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "This is not an SVG drawing."),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "The drawing defines entities."),
        (b"<svg>" + b" " * 30_000, "The drawing has 30,005 bytes."),
        (png(size=60_001), "The picture has 60,001 bytes."),
        (png(width=1_001), "The picture is 1001 by 10 pixels."),
        (png(height=0), "The picture is 10 by 0 pixels."),
        (png()[:20], "The picture is damaged."),
    ],
)
def test_files_that_are_no_logo_are_refused(data: bytes, problem: str) -> None:
    with pytest.raises(ScormError) as caught:
        logo.accept(data)
    assert (caught.value.code, caught.value.problem) == ("logo-refused", problem)
