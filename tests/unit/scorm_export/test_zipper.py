"""Reproducible zips."""

from __future__ import annotations

import io
import zipfile

import pytest

from scorm_export import zipper
from scorm_export.errors import ScormError

FILES = {"b.js": b"2", "a/index.html": b"1" * 1000, "imsmanifest.xml": b"<x/>"}


def test_order_given_does_not_matter() -> None:
    assert zipper.write(FILES) == zipper.write(dict(reversed(FILES.items())))


def test_entries_are_sorted_dated_and_plain_files() -> None:
    with zipfile.ZipFile(io.BytesIO(zipper.write(FILES, 1_700_000_000))) as archive:
        entries = [
            (e.filename, e.date_time, e.external_attr >> 16, e.create_system)
            for e in archive.infolist()
        ]
        stamp = (2023, 11, 14, 22, 13, 20)
        assert entries == [
            (name, stamp, 0o100644, 3)
            for name in ("a/index.html", "b.js", "imsmanifest.xml")
        ]
        assert {name: archive.read(name) for name in archive.namelist()} == FILES


def test_times_before_zip_existed_are_lifted_to_1980() -> None:
    with zipfile.ZipFile(io.BytesIO(zipper.write(FILES, 0))) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../x.html", "package-path"),
        ("a/../../x.html", "package-path"),
        ("/x.html", "package-path"),
        ("a b.html", "package-path"),
        ("a+b.html", "package-path"),
        ("é.html", "package-path"),
        ("a//b.html", "package-path"),
        (".hidden.html", "package-path"),
        ("a\\b.html", "package-path"),
        ("x.html\n", "package-path"),
        ("x.mjs", "package-file-type"),
        ("x.yaml", "package-file-type"),
        ("x.php", "package-file-type"),
        ("readme", "package-file-type"),
    ],
)
def test_paths_that_may_not_go_in(path: str, code: str) -> None:
    with pytest.raises(ScormError) as caught:
        zipper.write({path: b""})
    assert (caught.value.code, caught.value.place) == (code, path)
