"""A package as the package tester needs it: its edition, its units to launch, and its files read
straight from the zip.

Nothing is unpacked to disk. A zip that is no package, or could hurt, is refused with a
ScormError.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from scorm_export.check.archive import escapes, inspect
from scorm_export.check.document import parse
from scorm_export.errors import ScormError
from scorm_export.lms.units import (
    Element,
    Unit,
    cmi5_course,
    scorm_course,
    scorm_edition,
)

MAX_FILE = 256 * 1024**2
"""Bytes of one file that are served; a file is held in memory while it is sent."""
MAX_MANIFEST = 5_000_000
"""Bytes of a manifest that are read."""

_CMI5 = "cmi5.xml"
_SCORM = "imsmanifest.xml"
_UNREADABLE = (
    OSError,
    RuntimeError,
    zipfile.BadZipFile,
    NotImplementedError,
    EOFError,
)
"""What a file of a damaged zip raises when it is read."""


@dataclass(frozen=True)
class Package:
    """`edition` is "1.2", "2004" or "cmi5"; `base` is the folder of the manifest, "" or "x/"."""

    title: str
    """That of the manifest."""
    file_name: str
    """Of the zip."""
    edition: str
    label: str
    """The edition's plain name."""
    units: tuple[Unit, ...]
    """What can be launched, in the manifest's order."""
    base: str
    names: frozenset[str]
    """The files of the zip, without folders."""
    archive: zipfile.ZipFile = field(repr=False)
    """Open for as long as the package is."""

    def read(self, path: str) -> bytes | None:
        """A file by its path below the manifest; None when the package has no such file."""
        name = self.base + path
        if name not in self.names:
            return None
        try:
            with self.archive.open(name) as file:
                data = file.read(MAX_FILE + 1)
        except _UNREADABLE:
            return None
        return data if len(data) <= MAX_FILE else None


def open_package(path: Path) -> Package:
    """The package in a zip file.

    Raises ScormError package-unreadable, package-unsafe or package-unknown.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise ScormError(
            "package-unreadable",
            str(path),
            f"It could not be opened as a zip ({error}).",
            "Check the file.",
        ) from None
    try:
        return _described(path, archive)
    except ScormError:
        archive.close()
        raise


def _described(path: Path, archive: zipfile.ZipFile) -> Package:
    """What the zip holds to play. Raises ScormError: package-unsafe, package-unknown."""
    checked, findings = inspect(archive)
    if not checked.readable:
        first = findings[0]
        raise ScormError("package-unsafe", path.name, first.problem, first.remedy)
    entries = filter(_plain, archive.infolist())
    names = frozenset(entry.filename for entry in entries)
    manifest = _shallowest(names, _SCORM) or _shallowest(names, _CMI5)
    if manifest is None:
        problem = f"It has no {_SCORM} and no {_CMI5}."
        raise _unknown(path.name, problem, "Export the course again as SCORM or cmi5.")
    root = _root(path, manifest, archive)
    if manifest.endswith(_CMI5):
        course, edition, label = cmi5_course(root), "cmi5", "cmi5"
    else:
        course = scorm_course(root)
        edition, label = scorm_edition(root)
    if not course.units:
        problem = f"{manifest} names nothing to launch."
        raise _unknown(path.name, problem, "Export the course again.")
    folder, slash, _ = manifest.rpartition("/")
    return Package(
        title=course.title or path.stem,
        file_name=path.name,
        edition=edition,
        label=label,
        units=course.units,
        base=folder + slash,
        names=names,
        archive=archive,
    )


def _unknown(place: str, problem: str, remedy: str) -> ScormError:
    """It is a zip, but no package that this LMS can play."""
    return ScormError("package-unknown", place, problem, remedy)


def _plain(entry: zipfile.ZipInfo) -> bool:
    """A file that stays inside the package, is no link and is not locked."""
    if entry.filename.endswith("/") or escapes(entry.orig_filename):
        return False
    link = stat.S_ISLNK(entry.external_attr >> 16)
    locked = entry.flag_bits & 0x1
    return not link and not locked


def _shallowest(names: Iterable[str], wanted: str) -> str | None:
    """The path of the file of this name in the fewest folders, the first by name of several;
    None where there is none.
    """
    found = [name for name in names if name.rpartition("/")[2] == wanted]
    return min(found, key=lambda name: (name.count("/"), name), default=None)


def _root(path: Path, manifest: str, archive: zipfile.ZipFile) -> Element:
    """The manifest's root element. Raises ScormError: package-unknown."""
    with archive.open(manifest) as file:
        data = file.read(MAX_MANIFEST)
    root, findings = parse(f"{path.name}/{manifest}", data)
    if root is None:
        first = findings[0]
        raise _unknown(first.place, first.problem, first.remedy)
    return root
