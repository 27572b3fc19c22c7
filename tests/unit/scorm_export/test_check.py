"""`olw scorm check`: a good package of every edition is clean,
and each fault gives exactly its own code.
"""

from __future__ import annotations

import io
import random
import re
import stat
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scorm_export.check import check
from scorm_export.check.archive import inspect
from scorm_export.check.catalogue import CATALOGUE
from scorm_export.check.findings import Finding
from scorm_export.editions import EDITIONS
from tests.unit.scorm_export.samples import edited, package, zipped

TITLE = "<title>Back from Copse Lane</title>"
LONG = f"<title>{'x' * 201}</title>"


def codes(data: bytes) -> list[str]:
    return sorted({finding.code for finding in check(data).findings})


EDITION_NAMES = {
    "1.2": "SCORM 1.2",
    "2004-3": "SCORM 2004 3rd Edition",
    "2004-4": "SCORM 2004 4th Edition",
    "cmi5": "cmi5",
}


@pytest.mark.parametrize("edition", EDITION_NAMES)
@pytest.mark.parametrize("scos", [1, 3])
def test_good_packages_are_clean(edition: str, scos: int) -> None:
    outcome = check(zipped(package(edition, scos)))
    assert [str(finding) for finding in outcome.findings] == []
    assert outcome.edition == EDITION_NAMES[edition]


# The manifest edited: edition, what is replaced, by what, the one code expected.
EDITS = [
    ("1.2", "</manifest>", "", "manifest-bad-xml"),
    ("1.2", "<manifest ", "<!DOCTYPE manifest><manifest ", "manifest-doctype"),
    ("1.2", "imscp_rootv1p1p2", "elsewhere", "manifest-not-scorm"),
    ("2004-4", "imsss:", "seq:", "manifest-bad-xml"),
    ("2004-3", "imsss:", "imsss:x", "manifest-schema"),
    ("1.2", "<schemaversion>1.2<", "<schemaversion>1.3<", "manifest-edition-unknown"),
    (
        "2004-4",
        "2004 4th Edition",
        "2004 2nd Edition",
        "manifest-edition-unknown",
    ),  # Moodle: silently SCORM 1.2
    ("2004-4", "2004 4th Edition", "CAM 1.3", "manifest-edition-old"),
    ("1.2", "<schemaversion>1.2</schemaversion>", "", "manifest-edition-missing"),
    (
        "1.2",
        'identifier="RES-trusted"',
        'identifier="RES-kind"',
        "manifest-id-duplicate manifest-ref-unresolved",
    ),
    (
        "1.2",
        'identifier="ITEM-trusted"',
        'identifier="ITEM-kind"',
        "manifest-id-duplicate",
    ),
    (
        "2004-3",
        'identifier="ITEM-trusted"',
        'identifier="ITEM-kind"',
        "manifest-id-duplicate",
    ),
    ("1.2", 'identifier="ITEM-kind"', 'identifier="00-kind"', "manifest-id-form"),
    ("2004-4", 'identifier="ITEM-kind"', 'identifier="00-kind"', "manifest-id-form"),
    (
        "1.2",
        'identifierref="RES-kind"',
        'identifierref="RES-none"',
        "manifest-ref-unresolved",
    ),
    ("1.2", 'default="ORG-course"', 'default="ORG-none"', "manifest-default"),
    ("1.2", TITLE, LONG, "manifest-title-long"),
    ("2004-3", TITLE, LONG, "manifest-title-long"),
    ("1.2", TITLE, "", "manifest-title-missing"),
    ("1.2", ' adlcp:scormtype="sco"', "", "manifest-scormtype-missing"),
    ("2004-4", ' adlcp:scormType="sco"', "", "manifest-scormtype-missing"),
    ("2004-4", "adlcp:scormType", "adlcp:scormtype", "manifest-scormtype-missing"),
    ("1.2", 'adlcp:scormtype="sco"', 'adlcp:scormtype="asset"', "manifest-asset"),
    (
        "1.2",
        f"{TITLE}\n      </item>",
        f"{TITLE}<adlcp:masteryscore>70</adlcp:masteryscore></item>",
        "manifest-mastery-score",
    ),
    (
        "1.2",
        '<file href="player.js"/>',
        '<file href="absent.js"/>',
        "file-missing file-unlisted",
    ),
    ("1.2", '<file href="player.js"/>', '<file href="Player.js"/>', "file-case"),
    (
        "1.2",
        '<file href="player.js"/>',
        '<file href="../player.js"/>',
        "file-unlisted href-escapes",
    ),
    (
        "1.2",
        '<file href="player.js"/>',
        '<file href="https://x.example/player.js"/>',
        "file-unlisted resource-absolute-url",
    ),
    (
        "1.2",
        'href="kind.html">',
        'href="//x.example/kind.html">',
        "resource-absolute-url",
    ),
    ("1.2", 'href="kind.html">', 'href="kind.html?from=lms#top">', ""),
    ("1.2", '<file href="kind.html"/>', "", "launch-unlisted"),
    ("1.2", "</organizations>", "<surprise/></organizations>", "manifest-schema"),
    ("1.2", "Apache License 2.0", "All rights reserved by everyone", "limit-length"),
    ("1.2", "ITEM-kind", f"ITEM-{'k' * 130}", "limit-length"),
    ("1.2", 'href="kind.html">', f'href="kind.html?{"k" * 250}">', "limit-length"),
    ("1.2", ">kindness<", f">{'k' * 999}<", "limit-length"),
    (
        "2004-4",
        "</metadata>",
        "<adlcp:location>kind.html</adlcp:location></metadata>",
        "manifest-bad-xml",
    ),
    (
        "1.2",
        ' xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"',
        "",
        "manifest-namespace",
    ),
    ("1.2", 'type="webcontent"', 'type="text/html"', "resource-type"),
    ("2004-3", 'type="webcontent"', 'type="WebContent"', "resource-type"),
    ("1.2", "imscp_rootv1p1p2.xsd", "imscp_v9.xsd", "control-missing"),
    ("2004-4", " imsss_v1p0.xsd", " deep/imsss_v1p0.xsd", "control-missing"),
    (
        "2004-4",
        "</metadata>",
        "<adlcp:location>gone.xml</adlcp:location></metadata>",
        "file-missing",
    ),
    ("cmi5", "</courseStructure>", "", "manifest-bad-xml"),
    ("cmi5", 'moveOn="Completed"', 'moveOn="Sometimes"', "cmi5-schema"),
    ("cmi5", "<url>kind.html</url>", "", "cmi5-schema"),
    ("cmi5", "kind.html", "Kind.html", "file-case"),
    ("cmi5", "kind.html", "gone.html", "file-missing"),
    ("cmi5", "kind.html", "../kind.html", "href-escapes"),
    ("cmi5", "kind.html", "https://x.example/kind.html", ""),  # section 14.1 allows it
]


@pytest.mark.parametrize(("edition", "old", "new", "expected"), EDITS)
def test_each_fault_of_the_manifest_has_its_code(
    edition: str, old: str, new: str, expected: str
) -> None:
    assert codes(edited(edition, old, new, scos=3)) == expected.split()


@pytest.mark.parametrize(
    ("edition", "prefix"),
    [("1.2", "adlcp"), ("2004-3", "adlcp"), ("2004-4", "imsss"), ("2004-4", "adlnav")],
)
def test_a_prefix_of_other_letters(edition: str, prefix: str) -> None:
    """Valid XML, and the XSDs take it;
    Moodle matches the letters and makes the SCO an untracked asset.
    """
    files = package(edition)
    text = (
        files["imsmanifest.xml"]
        .decode()
        .replace(f"{prefix}:", "other:")
        .replace(f"xmlns:{prefix}=", "xmlns:other=")
    )
    assert codes(zipped({**files, "imsmanifest.xml": text.encode()})) == [
        "manifest-prefix"
    ]


def test_cmi5_ids() -> None:
    files = package("cmi5", 3)
    ids = re.findall(r'au id="([^"]+)"', files["cmi5.xml"].decode())
    assert codes(edited("cmi5", ids[0], "kind", 3)) == ["cmi5-id-not-iri"]
    assert codes(edited("cmi5", ids[0], ids[1], 3)) == ["cmi5-id-duplicate"]
    objectives = f'<objectives><objective idref="{ids[0]}x"/></objectives>'
    objectives = (
        f"<description><langstring>x</langstring></description>{objectives}<url>"
    )
    text = re.sub(
        r"<description>(?:(?!<description>).)*?<url>",
        objectives,
        files["cmi5.xml"].decode(),
        count=1,
        flags=re.DOTALL,
    )
    assert codes(zipped({**files, "cmi5.xml": text.encode()})) == [
        "cmi5-ref-unresolved"
    ]


# The zip changed: what happens to the files of a good package, the one code expected.
def _without(name: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda files: {path: data for path, data in files.items() if path != name}


def _with(
    name: str, data: bytes = b"x"
) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda files: {**files, name: data}


def _renamed(old: str, new: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    def change(files: dict[str, bytes]) -> dict[str, bytes]:
        names = {path: path for path in files} | {old: new}
        return {names[path]: data for path, data in files.items()}

    return change


def _listed(files: dict[str, bytes], name: str) -> dict[str, bytes]:
    """The package with one more file, and the manifest that lists it."""
    line = b'<file href="player.js"/>'
    manifest = files["imsmanifest.xml"].replace(
        line, line + f'<file href="{name}"/>'.encode(), 1
    )
    return {**files, "imsmanifest.xml": manifest, name: b"{}"}


SCRIPT = b'<!doctype html><script src="https://cdn.example/x.js"></script>'
CHANGES: list[tuple[Callable[[dict[str, bytes]], dict[str, bytes]], str]] = [
    (_without("imsmanifest.xml"), "manifest-missing"),
    (
        lambda files: {f"course/{path}": data for path, data in files.items()},
        "manifest-subfolder",
    ),
    (_renamed("imsmanifest.xml", "IMSManifest.xml"), "manifest-case"),
    (_without("player.js"), "file-missing"),
    (_renamed("player.js", "Player.js"), "file-case"),
    (_with("notes.html"), "file-unlisted"),
    (_with("../evil.html"), "zip-path-escapes"),
    (_with("/etc/evil.html"), "zip-path-escapes"),
    (_with("C:/evil.html"), "zip-name zip-path-escapes"),
    (_with("a\\b.html"), "file-unlisted zip-backslash zip-name"),
    (_with("bomb.html", b"\0" * 10_000_000), "zip-bomb"),
    (_with("logo.png"), "file-unlisted"),
    (
        lambda files: {**_listed(files, "trust.json"), "logo.png": b"x"},
        "",
    ),  # as change-a-package.md says
    (_with("run.php"), "file-unlisted zip-executable"),
    (_with("a b+c.html"), "file-unlisted zip-name"),
    (_with("__MACOSX/._index.html"), "zip-junk"),
    (_with("INDEX.html"), "zip-case-clash"),
    (_with("index.html", SCRIPT), "outside-request"),
    (
        _with("imsmanifest.xml", random.Random(1).randbytes(5_000_000)),
        "manifest-too-large",
    ),
    (lambda _files: {}, "manifest-missing"),
]


@pytest.mark.parametrize(
    ("change", "expected"), CHANGES, ids=[code for _, code in CHANGES]
)
def test_each_fault_of_the_zip_has_its_code(
    change: Callable[[dict[str, bytes]], dict[str, bytes]], expected: str
) -> None:
    found = codes(zipped(change(package())))
    assert found == expected.split()


def test_symlink() -> None:
    def link(archive: zipfile.ZipFile) -> None:
        entry = zipfile.ZipInfo("player.js")
        entry.create_system = 3
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")

    assert codes(zipped(_without("player.js")(package()), link)) == ["zip-symlink"]


def test_two_entries_of_one_name() -> None:
    def again(archive: zipfile.ZipFile) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of what we do on purpose
            archive.writestr("player.js", b"other")

    assert codes(zipped(package(), again)) == ["zip-duplicate"]


def test_locked_with_a_password() -> None:
    data = bytearray(zipped(package()))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= (
        1  # general purpose bit 0 of the first entry in the central directory: encrypted
    )
    assert codes(bytes(data)) == ["zip-encrypted"]


@pytest.mark.parametrize("data", [b"", b"not a zip", zipped(package())[:-40]])
def test_what_is_no_zip_is_told_plainly(data: bytes) -> None:
    assert codes(data) == ["zip-unreadable"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    outcome = check(tmp_path / "none.zip")
    assert [finding.code for finding in outcome.errors] == ["zip-unreadable"]


@pytest.mark.parametrize("edition", ["1.2", "cmi5"])
def test_a_manifest_that_cannot_be_unpacked(edition: str) -> None:
    name = EDITIONS[edition].manifest
    data = bytearray(zipped({name: package(edition)[name]}))
    data[60:90] = b"\xff" * 30
    assert codes(bytes(data)) == ["zip-damaged"]


def test_findings_read_as_place_problem_remedy() -> None:
    outcome = check(zipped(_without("player.js")(package())))
    line = (
        package()["imsmanifest.xml"]
        .decode()
        .splitlines()
        .index('      <file href="player.js"/>')
        + 1
    )
    words = "There is no file 'player.js' in the zip. Add it, or remove this line."
    assert [str(finding) for finding in outcome.findings] == [
        f"error file-missing: imsmanifest.xml:{line}: {words}"
    ]


def test_errors_come_before_warnings() -> None:
    outcome = check(zipped(_with("a b.php")(package())))
    assert [(finding.level, finding.code) for finding in outcome.findings] == [
        ("error", "zip-executable"),
        ("warning", "zip-name"),
        ("warning", "file-unlisted"),
    ]
    assert [finding.code for finding in outcome.errors] == ["zip-executable"]


def test_every_code_of_the_catalogue_is_reached_by_a_case_here() -> None:
    """A code nothing can produce is a promise nobody keeps."""
    cases = [expected for *_, expected in EDITS]
    cases += [expected for _, expected in CHANGES]
    reached = {code for expected in cases for code in expected.split()}
    reached |= {
        "cmi5-id-not-iri",
        "cmi5-id-duplicate",
        "cmi5-ref-unresolved",
        "zip-symlink",
        "zip-duplicate",
        "zip-encrypted",
        "zip-unreadable",
        "zip-damaged",
    }
    reached |= {
        "manifest-prefix",
        "manifest-no-launch",
        "manifest-completion-threshold",
    }  # below
    reached |= {
        "zip-method",
        "zip-overlap",
        "lom-not-lom",
        "outside-unread",
    }  # test_check_strict.py
    assert sorted(CATALOGUE) == sorted(reached)


def test_no_item_launches_anything() -> None:
    text = (
        package()["imsmanifest.xml"].decode().replace(' identifierref="RES-kind"', "")
    )
    assert codes(zipped({**package(), "imsmanifest.xml": text.encode()})) == [
        "manifest-no-launch"
    ]


def test_completion_threshold() -> None:
    threshold = '</title><adlcp:completionThreshold completedByMeasure="true"/><imsss:sequencing>'
    text = re.sub(
        r"</title>\s*<imsss:sequencing>",
        threshold,
        package("2004-4")["imsmanifest.xml"].decode(),
        count=1,
    )
    assert codes(zipped({**package("2004-4"), "imsmanifest.xml": text.encode()})) == [
        "manifest-completion-threshold"
    ]


def test_too_many_files_are_a_bomb_too() -> None:
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        for number in range(20_001):
            archive.writestr(f"{number}.html", b"")
        _, findings = inspect(archive)
    assert [(f.code, f.problem) for f in findings] == [
        ("zip-bomb", "It unpacks to 0 bytes in 20,001 files.")
    ]


def test_finding_is_a_value() -> None:
    assert Finding("error", "a", "b", "c", "d") == Finding("error", "a", "b", "c", "d")
