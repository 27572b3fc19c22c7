"""Opening packages: ours and others', and the zips that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorm_export.errors import ScormError
from scorm_export.lms.package import open_package
from scorm_export.lms.units import Unit
from tests.unit.scorm_export.lms import zips


def test_scorm12_units_in_order(tmp_path: Path) -> None:
    package = open_package(zips.write(tmp_path / "two.zip", zips.scorm12()))
    assert (package.title, package.file_name, package.edition, package.label) == (
        "Two stories",
        "two.zip",
        "1.2",
        "SCORM 1.2",
    )
    assert package.units == (
        Unit("i1", "One", "one.html?lang=en", "x=1", "70"),
        Unit("i2", "Two", "sub/two.html"),
    )


def test_scorm2004(tmp_path: Path) -> None:
    package = open_package(
        zips.write(
            tmp_path / "one.zip",
            {"imsmanifest.xml": zips.SCORM2004, "one.html": zips.PAGE},
        )
    )
    assert (package.edition, package.label, package.units) == (
        "2004", "SCORM 2004 4th Edition", (Unit("i1", "One", "one.html", mastery="0.7"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("version", "edition", "label"),
    [
        ("2004 3rd Edition", "2004", "SCORM 2004 3rd Edition"),
        ("CAM 1.3", "2004", "SCORM 2004"),
        ("1.2", "1.2", "SCORM 1.2"),
        ("9.9", "1.2", "SCORM 1.2"),  # as Moodle does
    ],
)
def test_editions(tmp_path: Path, version: str, edition: str, label: str) -> None:
    manifest = zips.SCORM2004.replace("2004 4th Edition", version)
    package = open_package(
        zips.write(
            tmp_path / "one.zip", {"imsmanifest.xml": manifest, "one.html": zips.PAGE}
        )
    )
    assert (package.edition, package.label) == (edition, label)


def test_cmi5(tmp_path: Path) -> None:
    package = open_package(
        zips.write(tmp_path / "one.zip", {"cmi5.xml": zips.CMI5, "one.html": zips.PAGE})
    )
    assert (package.title, package.edition, package.units) == (
        "One unit", "cmi5", (Unit("https://trust.example/kind", "Kind", "one.html?a=b", "p", "0.7",
                                  "Completed"),),
    )  # fmt: skip


def test_manifest_in_a_folder_is_played_all_the_same(tmp_path: Path) -> None:
    package = open_package(
        zips.write(
            tmp_path / "deep.zip",
            {f"course/{name}": data for name, data in zips.scorm12().items()},
        )
    )
    assert (package.base, package.read("one.html")) == ("course/", zips.PAGE.encode())


def test_files_are_read_from_the_zip(tmp_path: Path) -> None:
    package = open_package(zips.write(tmp_path / "two.zip", zips.scorm12()))
    assert (
        package.read("sub/two.html"),
        package.read("three.html"),
        package.read(""),
    ) == (
        zips.PAGE.encode(),
        None,
        None,
    )


@pytest.mark.parametrize(
    "name", ["../out.txt", "/etc/passwd", "sub/../../out.txt", "C:/out.txt"]
)
def test_paths_that_lead_out_are_not_served(tmp_path: Path, name: str) -> None:
    package = open_package(
        zips.write(tmp_path / "bad.zip", zips.scorm12() | {name: "x"})
    )
    assert package.read(name) is None


def test_links_are_not_served(tmp_path: Path) -> None:
    path = zips.write(
        tmp_path / "link.zip",
        zips.scorm12() | {"link.html": "/etc/passwd"},
        zips.link("link.html"),
    )
    assert open_package(path).read("link.html") is None


def test_a_file_over_the_limit_is_not_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scorm_export.lms.package.MAX_FILE", len(zips.PAGE))
    package = open_package(
        zips.write(tmp_path / "big.zip", zips.scorm12() | {"big.html": zips.PAGE + "x"})
    )
    assert (package.read("one.html"), package.read("big.html")) == (
        zips.PAGE.encode(),
        None,
    )


def _refusal(path: Path) -> str:
    with pytest.raises(ScormError) as refused:
        open_package(path)
    return refused.value.code


def test_refusals(tmp_path: Path) -> None:
    text = tmp_path / "text.zip"
    text.write_text("not a zip")
    cases = [
        (text, "package-unreadable"),
        (tmp_path / "gone.zip", "package-unreadable"),
        (zips.write(tmp_path / "empty.zip", {"readme.txt": "x"}), "package-unknown"),
        (zips.write(tmp_path / "xml.zip", {"imsmanifest.xml": "<manifest"}), "package-unknown"),
        (zips.write(tmp_path / "doctype.zip",
                    {"imsmanifest.xml": '<!DOCTYPE m [<!ENTITY e "x">]><manifest>&e;</manifest>'}),
         "package-unknown"),
        (zips.write(tmp_path / "bare.zip", {"imsmanifest.xml": "<manifest/>"}), "package-unknown"),
        (zips.write(tmp_path / "no-au.zip", {"cmi5.xml": "<courseStructure/>"}), "package-unknown"),
        (zips.write(tmp_path / "bomb.zip", zips.scorm12() | {"bomb.txt": b"0" * 6_000_000}),
         "package-unsafe"),
    ]  # fmt: skip
    assert [(path.name, _refusal(path)) for path, _ in cases] == [
        (path.name, code) for path, code in cases
    ]
