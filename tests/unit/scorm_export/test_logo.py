"""Logos: what is taken, what is refused, and that nothing active survives."""

from __future__ import annotations

import struct
import time
import zlib

import pytest

from scorm_export import logo
from scorm_export.errors import ScormError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def png(
    width: int = 10,
    height: int = 10,
    rows: bytes | None = None,
    extra: bytes = b"",
    tail: bytes = b"",
) -> bytes:
    """A good grey picture, or one with the rows and the further chunks given."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    drawn = (b"\0" + b"\x80" * width) * min(height, 1000) if rows is None else rows
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + extra
        + chunk(b"IDAT", zlib.compress(drawn))
        + chunk(b"IEND", b"")
        + tail
    )


def test_our_own_logo_is_fit_for_a_package() -> None:
    assert logo.accept(logo.DEFAULT_SVG) == logo.default_logo()


def test_png_keeps_its_bytes() -> None:
    assert logo.accept(png()) == logo.Logo("logo.png", png())


def test_what_drawing_programs_add_is_left_out() -> None:
    drawn = b"""<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
    "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
    <!-- Drawn --><svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="urn:inkscape"
    viewBox="0 0 9 9">
    <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
    <inkscape:grid/>
    <path d="M0 0h9" inkscape:label="line" fill="url(#x)"/></svg>"""
    taken = logo.accept(drawn)
    assert taken.name == "logo.svg"
    assert b"".join(taken.data.split()) == (
        b'<svgxmlns="http://www.w3.org/2000/svg"viewBox="0099">'
        b'<pathd="M00h9"fill="url(#x)"/></svg>'
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
        (
            '<use href="https://x.example/a.svg#b"/>',
            "The drawing points to something outside itself.",
        ),
        (
            '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="data:image/svg+xml,x"/>',
            "The drawing points to something outside itself.",
        ),
        (
            '<path style="fill:url(https://x.example/a)"/>',
            "The drawing points to something outside itself.",
        ),
        (
            '<path style="fill:u\\72l(https://x.example/a)"/>',
            "The drawing points to something outside itself.",
        ),
        (
            "<path fill=\"url( '//x.example/a')\"/>",
            "The drawing points to something outside itself.",
        ),
        *[
            (
                f'<path {name}="{value}"/>',
                "The drawing points to something outside itself.",
            )
            for name in ("fill", "mask")
            for value in (
                "image-set('http://x.example/a.png' 1x)",
                "src('http://x.example/a')",
                "cross-fade(url(#a), url(http://x.example/a))",
                "u\\72l(http://x.example/a)",
                "\\75rl(http://x.example/a)",
                "url(#a) url(data:x)",
                "url/**/(http://x.example/a)",
                "paint(worklet)",
            )
        ],
        (
            "<path style=\"background:image-set('http://x.example/a.png' 1x)\"/>",
            "The drawing points to something outside itself.",
        ),
        (
            "<path style=\"@import 'http://x.example/a'\"/>",
            "",
        ),  # no declaration: left out
        (
            '<path style="fill:\\75rl(http://x.example/a)"/>',
            "The drawing points to something outside itself.",
        ),
        ('<g id="a"><use href="#a"/></g>', "The drawing repeats itself without end."),
        (
            '<path mask="url(#m)"/><mask id="m"><path mask="url(#m)"/></mask>',
            "The drawing repeats itself without end.",
        ),
        ('<path d="M0 0h1e9"/>', "The drawing holds a number that is far too large."),
        ("<filter id='f'/>", "The drawing holds a <filter>."),
        ("<pattern id='p'/>", "The drawing holds a <pattern>."),
    ],
)
def test_drawings_that_act_or_reach_out_are_refused(inside: str, problem: str) -> None:
    if not problem:
        assert b"example" not in logo.accept(SVG.format(inside).encode()).data
        return
    with pytest.raises(ScormError) as caught:
        logo.accept(SVG.format(inside).encode())
    assert (caught.value.code, caught.value.problem) == ("logo-refused", problem)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "This is neither a PNG picture nor an SVG drawing."),
        (b"GIF89a", "This is neither a PNG picture nor an SVG drawing."),
        (b"<svg/>", "This is not an SVG drawing."),
        (
            b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
            "This is not an SVG drawing.",
        ),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "The drawing defines entities."),
        (b"<svg>" + b" " * 30_000, "The drawing has 30,005 bytes."),
        (png(tail=b"\0" * (60_001 - len(png()))), "The picture has 60,001 bytes."),
        (png(width=1_001), "The picture is 1001 by 10 pixels."),
        (png(height=0), "The picture is 10 by 0 pixels."),
        (png()[:20], "The picture is damaged."),
        (png()[:-1], "The picture is damaged."),
        (png()[:-12], "The picture is damaged."),  # no end
        (png(tail=b"more"), "The picture is damaged."),
        (png().replace(b"IDAT", b"IDAX"), "The picture is damaged."),
        (png(rows=b"\0" * 109), "The picture is damaged."),  # a byte short
        (png(rows=b"\0" * 111), "The picture is damaged."),
        (png(rows=b"\5" + b"\0" * 109), "The picture is damaged."),  # no such filter
        (
            png(rows=b"\0" * 30_000_000),
            "The picture is damaged.",
        ),  # 29 kB that unpack to 30 MB
    ],
)
def test_files_that_are_no_logo_are_refused(data: bytes, problem: str) -> None:
    with pytest.raises(ScormError) as caught:
        logo.accept(data)
    assert (caught.value.code, caught.value.problem) == ("logo-refused", problem)


def test_uses_of_uses_are_counted_as_they_are_drawn() -> None:
    """A kilobyte that draws ten thousand million rectangles froze the learner's page."""
    levels = "".join(
        f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>"
        for n in range(1, 11)
    )
    bomb = SVG.format(
        f'<defs><rect id="a0" width="1" height="1"/>{levels}</defs><use href="#a10"/>'
    )
    started = time.monotonic()
    with pytest.raises(ScormError) as caught:
        logo.accept(bomb.encode())
    assert caught.value.problem == "The drawing draws too much for a logo."
    assert time.monotonic() - started < 1


def test_what_a_logo_needs_is_kept() -> None:
    drawn = SVG.format(
        '<defs><linearGradient id="a"><stop offset="0" '
        'stop-color="#fff"/></linearGradient><clipPath id="c"><rect '
        'width="9" height="9"/></clipPath></defs><g transform="translate(1 2)" '
        'style="fill:url(#a);opacity:.5">'
        '<path clip-path="url(#c)" d="M1.5-3e-1h9" fill="rgb(0, 94, 184)"/></g><use href="#a"/>'
    )
    assert logo.accept(drawn.encode()).data == drawn.encode() + b"\n"


def test_a_picture_is_left_with_what_draws() -> None:
    """No camera data, no profile that unpacks to gigabytes in a browser, no animation."""
    profile = chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 1_000_000))
    busy = png(
        extra=profile + chunk(b"tEXt", b"Author\0Jo") + chunk(b"acTL", b"\0" * 8)
    )
    assert logo.accept(busy).data == png()
