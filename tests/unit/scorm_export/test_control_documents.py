"""The control documents: copied unchanged, and a plain error where they are missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorm_export.control_documents import control_documents, install
from scorm_export.editions import EDITIONS
from scorm_export.errors import ScormError


def test_each_edition_has_its_set() -> None:
    counts = {
        name: len(control_documents(edition)) for name, edition in EDITIONS.items()
    }
    assert counts == {"1.2": 4, "2004-3": 17, "2004-4": 17, "cmi5": 0}


def test_every_document_a_manifest_names_is_there() -> None:
    for edition in EDITIONS.values():
        names = set(control_documents(edition))
        assert {document for _, document in edition.locations} - names == set()


def test_they_are_copied_byte_for_byte(tmp_path: Path) -> None:
    for folder in ("scorm12edition", "scorm20043rdedition", "scorm20044thedition"):
        (tmp_path / "from" / folder).mkdir(parents=True)
        (tmp_path / "from" / folder / "a.xsd").write_bytes(b"\xef\xbb\xbf<x/>\r\n")
    written = install(tmp_path / "from", tmp_path / "to")
    assert [path.relative_to(tmp_path / "to").as_posix() for path in written] == [
        "scorm12/a.xsd",
        "scorm2004-3/a.xsd",
        "scorm2004-4/a.xsd",
    ]
    assert {path.read_bytes() for path in written} == {b"\xef\xbb\xbf<x/>\r\n"}


def test_where_they_are_missing_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScormError) as caught:
        install(tmp_path / "none", tmp_path / "to")
    assert caught.value.code == "schemas-missing"
    assert (
        caught.value.remedy
        == "Run `npm ci` in olw_core/player, then `python -m scorm_export.control_documents`."
    )
