"""`olw scorm check` on what other tools and hostile makers put into a zip:
nothing is hidden, nothing takes long.
"""

from __future__ import annotations

import io
import re
import struct
import sys
import time
import zipfile
from collections.abc import Callable

import pytest

from scorm_export.check import check
from scorm_export.check.findings import MOST
from scorm_export.check.outside import css_addresses
from tests.unit.scorm_export.samples import package, zipped

MANIFEST = "imsmanifest.xml"
MASTERY = "<adlcp:masteryscore>70</adlcp:masteryscore>"
SECONDS = 10  # for what a regular expression or a quadratic parser once took minutes


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in check(data).findings]


def with_manifest(
    change: Callable[[str], str],
    edition: str = "1.2",
    more: dict[str, bytes] | None = None,
) -> bytes:
    files = package(edition)
    text = change(files[MANIFEST].decode())
    assert text != files[MANIFEST].decode()
    return zipped({**files, MANIFEST: text.encode(), **(more or {})})


def one_line(text: str) -> str:
    return re.sub(r">\s+<", "><", text)


def test_a_warning_does_not_hide_the_schema_error_of_its_line() -> None:
    """A mastery score in the wrong place:
    a warning of ours, and an error of the XSD, on one line.
    """
    data = with_manifest(
        lambda text: text.replace(
            "</organizations>", f"{MASTERY}<odd/></organizations>"
        )
    )
    assert codes(data) == ["manifest-schema", "manifest-mastery-score"]


@pytest.mark.parametrize(
    ("old", "new", "plain"),
    [
        ('identifier="ITEM-kind"', 'identifier="0-kind"', "manifest-id-form"),
        (
            "<title>Back from Copse Lane</title>",
            f"<title>{'x' * 201}</title>",
            "manifest-title-long",
        ),
        ('type="webcontent"', 'type="text/html"', "resource-type"),
    ],
)
def test_a_manifest_of_one_line_hides_nothing(old: str, new: str, plain: str) -> None:
    """Minified, all is line 1: the plain finding stands for its own XSD error and no other."""
    data = with_manifest(
        lambda text: one_line(
            text.replace(old, new).replace("</organizations>", "<odd/></organizations>")
        )
    )
    assert sorted(set(codes(data))) == sorted({plain, "manifest-schema"})
    told = [
        finding.problem
        for finding in check(data).findings
        if finding.code == "manifest-schema"
    ]
    assert ["odd" in problem for problem in told] == [True]


@pytest.mark.parametrize("name", ["player.js", MANIFEST])
@pytest.mark.parametrize(
    ("method", "words"), [(zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_LZMA, "LZMA")]
)
def test_packing_that_an_lms_cannot_read(name: str, method: int, words: str) -> None:
    files = package()
    odd = {name: files.pop(name)}

    def add(archive: zipfile.ZipFile) -> None:
        archive.writestr(name, odd[name], method)

    findings = check(zipped(files, add)).findings
    assert [(f.code, f.place, words in f.problem) for f in findings] == [
        ("zip-method", name, True)
    ]


def test_a_damaged_lzma_entry_is_told_plainly() -> None:
    def add(archive: zipfile.ZipFile) -> None:
        archive.writestr("a.html", bytes(range(256)), zipfile.ZIP_LZMA)

    data = bytearray(zipped({}, add))
    data[40:60] = b"\xff" * 20
    assert codes(bytes(data)) == ["zip-method", "manifest-missing"]


def test_a_checksum_that_does_not_fit() -> None:
    files = package()
    data = bytearray(zipped(files))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        crc = archive.getinfo("player.js").CRC
    wrong = bytes(data).replace(struct.pack("<I", crc), struct.pack("<I", crc ^ 1))
    assert [(f.code, f.place) for f in check(wrong).findings] == [
        ("zip-damaged", "player.js")
    ]


def test_entries_that_share_bytes() -> None:
    """The second entry of the directory points at the first one's data."""
    data = bytearray(zipped({"a.html": b"x" * 50, "b.html": b"y" * 50}))
    second = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    assert codes(bytes(data)) == ["zip-overlap"]


LOM = '<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1">{}</lom>'


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            LOM.format("<general><title><langstring>x</langstring></title></general>"),
            [],
        ),
        (LOM.format("<surprise/>"), ["manifest-schema"]),
        ("<lom", ["manifest-bad-xml"]),
        ("<other/>", ["lom-not-lom"]),
        (
            '<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><x/></lom>',
            [],
        ),  # no XSD of it can be had
    ],
)
def test_metadata_in_a_file_of_its_own(record: str, expected: list[str]) -> None:
    def point(text: str) -> str:
        return text.replace(
            "</metadata>", "<adlcp:location>meta.xml</adlcp:location></metadata>", 1
        )

    assert codes(with_manifest(point, more={"meta.xml": record.encode()})) == expected


def test_names_cannot_write_on_the_terminal() -> None:
    found = check(
        zipped({**package(), "a\nerror [x] y.html": b"x", "b\x1b[2J.html": b"x"})
    ).findings
    assert [str(finding).isprintable() for finding in found] == [True] * len(found)
    assert any(r"a\nerror" in finding.place for finding in found)
    assert any(r"b\x1b[2J" in finding.place for finding in found)


def test_no_more_than_a_few_findings_of_a_kind() -> None:
    many = '<file href="gone.js"/>' * 50_000
    report = check(
        with_manifest(
            lambda text: text.replace(
                '<file href="player.js"/>', '<file href="player.js"/>' + many
            )
        )
    )
    assert [finding.code for finding in report.findings] == ["file-missing"] * (
        MOST + 1
    )
    assert (report.findings[-1].problem, sum(f.count for f in report.errors)) == (
        "And 49,980 more of this kind.",
        50_000,
    )


ATTRIBUTES = "<a " + "".join(f"a{n}=1 " for n in range(300_000))
HOSTILE_PAGES = {
    **{
        piece: piece * (1_500_000 // len(piece))
        for piece in ("<script ", "<!--", "<a ", "<a x='", '<a x="', "<style>", "<?")
    },
    **{
        piece: piece * (1_500_000 // len(piece))
        for piece in ("<div>", "<", "url(", "@import ", "<img src=", "</", "<title>")
    },
    "attributes": ATTRIBUTES,
}


@pytest.mark.parametrize("page", HOSTILE_PAGES.values(), ids=list(HOSTILE_PAGES))
def test_no_page_takes_long(page: str) -> None:
    started = time.process_time()
    check(zipped({**package(), "index.html": page.encode()}))
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    "piece",
    ["/* ", "/*", "@namespace ", "url( ", '@import "', "\\61 ", "'https:", "url(//x"],
)
def test_no_style_takes_long(piece: str) -> None:
    started = time.process_time()
    for _ in css_addresses(piece * (1_500_000 // len(piece))):
        pass
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    "faulty",
    [
        '<file hreff="x"/>' * 60_000,
        f'<file href="x" xml:base="{"b" * 1_000_000}"/>' + '<file href="x"/>' * 20_000,
    ],
    ids=["faults", "bases"],
)
def test_no_manifest_takes_long(faulty: str) -> None:
    """60,000 faults side by side held libxml2 for minutes."""
    started = time.process_time()
    found = check(
        with_manifest(
            lambda text: text.replace("</resource>", f"{faulty}</resource>", 1)
        )
    ).findings
    assert "manifest-schema" in [
        finding.code for finding in found
    ] or "file-missing" in [f.code for f in found]
    assert time.process_time() - started < SECONDS


def test_a_fault_at_the_end_of_a_long_row_is_found() -> None:
    row = '<file href="player.js"/>' * 5_000 + "<file/>"
    assert codes(
        with_manifest(lambda text: text.replace("</resource>", f"{row}</resource>", 1))
    ) == ["manifest-schema"]


@pytest.mark.parametrize(
    ("page", "loads"),
    [
        ('<img src="//x.example/a.png">', True),
        ("<img src=https://x.example/a.png>", True),
        ('<img alt="<script src=" src="a.png" title="src=https://x.example/">', False),
        ("<!-- <img src='https://x.example/a.png'> -->", False),
        ("<script>document.write('<img src=\"https://x.example/\">')</script>", False),
        ('<a href="https://x.example/">x</a>', False),
        ('<link rel="license" href="https://x.example/">', False),
        ('<link rel="stylesheet" href="https://x.example/a.css">', True),
        ("<img srcset='https://x.example/a.png 2x'>", True),
        ("<p style='background:\\75rl(https://x.example/a)'>", True),
        ("<style>@import/**/'https://x.example/a.css';</style>", True),
        ("<style>a{background:image-set('https://x.example/a.png' 1x)}</style>", True),
        (
            (
                "<style>@namespace url(https://www.w3.org/1999/xhtml);/* url(https://x.example/) "
                "*/</style>"
            ),
            False,
        ),
        ("<img src='&#104;ttps://x.example/a.png'>", True),
    ],
)
def test_what_a_page_loads_from_elsewhere(page: str, loads: bool) -> None:
    assert (
        codes(zipped({**package(), "index.html": page.encode()}))
        == ["outside-request"] * loads
    )


def test_the_search_for_other_sites_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["scorm_export.check.outside"], "MAX_LOOK", 10)
    assert codes(zipped(package())) == ["outside-unread"]
