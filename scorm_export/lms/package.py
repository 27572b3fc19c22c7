"""A package as the LMS page needs it: its edition, its units to launch, and its files read straight from the zip.

Nothing is unpacked to disk. A zip that is no package, or could hurt, is refused with a ScormError.
"""

from __future__ import annotations

import stat
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from scorm_export.check.archive import escapes, inspect
from scorm_export.check.document import parse
from scorm_export.errors import ScormError
from scorm_export.lms.units import Unit, cmi5_units, scorm_edition, scorm_units

MAX_FILE = 256 * 1024**2
"""Bytes of one file that are served; a file is held in memory while it is sent."""

_CMI5 = "cmi5.xml"
_SCORM = "imsmanifest.xml"


@dataclass(frozen=True)
class Package:
    """`edition` is "1.2", "2004" or "cmi5"; `base` is the folder of the manifest, "" or "x/"."""

    title: str
    file_name: str
    edition: str
    label: str
    units: tuple[Unit, ...]
    base: str
    names: frozenset[str]
    archive: zipfile.ZipFile = field(repr=False)

    def read(self, path: str) -> bytes | None:
        """A file by its path below the manifest; None when the package has no such file."""
        name = self.base + path
        if name not in self.names:
            return None
        try:
            with self.archive.open(name) as file:
                data = file.read(MAX_FILE + 1)
        except (
            OSError,
            RuntimeError,
            zipfile.BadZipFile,
            NotImplementedError,
            EOFError,
        ):
            return None
        return data if len(data) <= MAX_FILE else None


def open_package(path: Path) -> Package:
    """The package in a zip file. Raises ScormError package-unreadable, package-unsafe or package-unknown."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise ScormError(
            "package-unreadable",
            str(path),
            f"It could not be opened as a zip ({error}).",
            "Check the file.",
        ) from None
    checked, findings = inspect(archive)
    if not checked.readable:
        archive.close()
        raise ScormError(
            "package-unsafe", path.name, findings[0].problem, findings[0].remedy
        )
    names = frozenset(entry.filename for entry in archive.infolist() if _plain(entry))
    return _describe(path, archive, names)


def _plain(entry: zipfile.ZipInfo) -> bool:
    """A file that stays inside the package, is no link and is not locked."""
    link = stat.S_ISLNK(entry.external_attr >> 16)
    return not (
        entry.filename.endswith("/")
        or link
        or entry.flag_bits & 0x1
        or escapes(entry.orig_filename)
    )


def _describe(path: Path, archive: zipfile.ZipFile, names: frozenset[str]) -> Package:
    manifest = _shallowest(names, _SCORM) or _shallowest(names, _CMI5)
    if manifest is None:
        archive.close()
        raise ScormError(
            "package-unknown",
            path.name,
            f"It has no {_SCORM} and no {_CMI5}.",
            "Export the course again as SCORM or cmi5.",
        )
    root = _root(path, manifest, archive)
    base = manifest.rpartition("/")[0]
    title, units = (cmi5_units if manifest.endswith(_CMI5) else scorm_units)(root)
    edition, label = (
        ("cmi5", "cmi5") if manifest.endswith(_CMI5) else scorm_edition(root)
    )
    if not units:
        archive.close()
        raise ScormError(
            "package-unknown",
            path.name,
            f"{manifest} names nothing to launch.",
            "Export the course again.",
        )
    return Package(
        title or path.stem,
        path.name,
        edition,
        label,
        tuple(units),
        f"{base}/" if base else "",
        names,
        archive,
    )


def _shallowest(names: frozenset[str], wanted: str) -> str | None:
    found = [name for name in names if name.rsplit("/", 1)[-1] == wanted]
    return min(found, key=lambda name: (name.count("/"), name), default=None)


def _root(path: Path, manifest: str, archive: zipfile.ZipFile) -> etree._Element:
    with archive.open(manifest) as file:
        root, findings = parse(f"{path.name}/{manifest}", file.read(5_000_000))
    if root is None:
        archive.close()
        raise ScormError(
            "package-unknown",
            findings[0].place,
            findings[0].problem,
            findings[0].remedy,
        )
    return root
