"""`check` never fails on what a package holds:
broken bytes and broken manifests always give findings or none.
"""

from __future__ import annotations

import functools
import io
import warnings
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorm_export.check import Checked, check
from scorm_export.check.catalogue import CATALOGUE
from scorm_export.editions import EDITIONS
from tests.unit.scorm_export.samples import package, zipped

PIECES = [
    "<",
    ">",
    '"',
    "&",
    "/",
    "identifier=",
    "href=",
    "adlcp:",
    "xmlns=",
    "&#0;",
    "]]>",
    "<!--",
    "\0",
    "é",
    "{",
    "}",
    "",
]


@functools.cache
def good(edition: str) -> bytes:
    files = {
        name: data
        for name, data in package(edition, 3).items()
        if not name.endswith(("xsd", "dtd"))
    }
    return zipped(files)


def sound(outcome: Checked) -> bool:
    return all(
        str(finding) and finding.code in CATALOGUE for finding in outcome.findings
    )


@pytest.mark.parametrize("edition", EDITIONS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_broken_bytes(edition: str, data: st.DataObject) -> None:
    broken = bytearray(good(edition))
    changes = st.tuples(st.integers(0, len(broken) - 1), st.integers(0, 255))
    for place, value in data.draw(st.lists(changes, min_size=1, max_size=8)):
        broken[place] = value
    assert sound(check(bytes(broken)))


@pytest.mark.parametrize("edition", EDITIONS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_broken_manifests(edition: str, data: st.DataObject) -> None:
    files = dict(package(edition, 3))
    name = EDITIONS[edition].manifest
    text = files[name].decode()
    spots = st.tuples(
        st.integers(0, len(text)), st.integers(0, 12), st.sampled_from(PIECES)
    )
    for place, length, piece in data.draw(st.lists(spots, min_size=1, max_size=4)):
        text = text[:place] + piece + text[place + length :]
    assert sound(check(zipped({**files, name: text.encode()})))


METHODS = [
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
    zipfile.ZIP_BZIP2,
    zipfile.ZIP_LZMA,
]
NAMES = [
    "a.html",
    "b.css",
    "c.svg",
    "imsmanifest.xml",
    "x/imsmanifest.xml",
    "../e",
    "a\nb.js",
    "\x1b[2J",
    "\udc80",
]


def odd_zip(entries: list[tuple[str, int, bytes]]) -> bytes:
    """A zip whose entries are packed in any way zipfile knows."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")  # two entries of one name, on purpose
        for name, method, data in entries:
            archive.writestr(
                zipfile.ZipInfo(name.encode("utf-8", "replace").decode()), data, method
            )
    return buffer.getvalue()


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from(METHODS), st.binary(max_size=200)
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(entries=ENTRIES, data=st.data())
def test_broken_zips_of_every_packing(
    entries: list[tuple[str, int, bytes]], data: st.DataObject
) -> None:
    broken = bytearray(odd_zip(entries))
    changes = st.tuples(st.integers(0, len(broken) - 1), st.integers(0, 255))
    for place, value in data.draw(st.lists(changes, max_size=6)):
        broken[place] = value
    cut = data.draw(st.integers(0, len(broken)))
    if data.draw(st.booleans()):
        del broken[:cut]
    outcome = check(bytes(broken))
    assert sound(outcome)
    assert all(str(finding).isprintable() for finding in outcome.findings)


@settings(max_examples=200, deadline=None)
@given(page=st.text("<>!-/=\"' abimgsrcscriptstyle:httpurl()@;\\\n", max_size=300))
def test_any_page_and_any_style_can_be_searched(page: str) -> None:
    for name in ("index.html", "look.css", "drawing.svg"):
        assert sound(check(zipped({**package("1.2"), name: page.encode()})))


def test_an_entry_without_a_name() -> None:
    """Found by broken bytes: Python's own is_dir fails on it."""
    data = bytearray(zipped({"a.html": b"x"}))
    at = data.find(b"PK\x01\x02")
    nameless = data[: at + 28] + b"\0\0" + data[at + 30 : at + 46] + data[at + 52 :]
    nameless[nameless.rfind(b"PK\x05\x06") + 12] -= len(
        "a.html"
    )  # the central directory is shorter now
    places = [
        (finding.code, finding.place) for finding in check(bytes(nameless)).findings
    ]
    assert places == [
        ("zip-damaged", "(no name)"),
        ("manifest-missing", "the zip"),
        ("zip-name", "(no name)"),
    ]
