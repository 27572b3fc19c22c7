"""`olw scorm check`: every fault of a package, ours or anyone's, before an LMS finds it.

`check(path)` judges the zip, its manifest by the published XSDs, references and unlisted
files, and the rules and limits of the platforms.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from scorm_export.check import cmi5
from scorm_export.check.archive import UNREADABLE, Archive, inspect
from scorm_export.check.control import control
from scorm_export.check.document import Document, read
from scorm_export.check.external import external
from scorm_export.check.findings import Finding, Findings, bounded, found
from scorm_export.check.outside import outside
from scorm_export.check.place import MANIFEST, find_manifest
from scorm_export.check.platform_traps import platform_traps
from scorm_export.check.references import references
from scorm_export.check.rules import rules
from scorm_export.check.schema import SaidBefore, schema
from scorm_export.editions import CMI5_EDITION


@dataclass(frozen=True)
class Checked:
    """What was found. `edition` is its plain name, "" when it could not be told."""

    edition: str
    findings: tuple[Finding, ...]
    """Errors first."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that fail CI."""
        return tuple(finding for finding in self.findings if finding.level == "error")


def check(package: Path | bytes) -> Checked:
    """Every finding of a package, errors first, and no more than a few of each kind.

    Never raises for what the package holds.
    """
    source = io.BytesIO(package) if isinstance(package, bytes) else package
    try:
        with zipfile.ZipFile(source) as opened:
            edition, findings = _inside(opened)
    except UNREADABLE as problem:
        edition, findings = "", [found("zip-unreadable", "the zip", why=problem)]
    ordered = sorted(findings, key=lambda finding: finding.level)
    return Checked(edition, tuple(ordered))


def _inside(opened: zipfile.ZipFile) -> tuple[str, list[Finding]]:
    """The edition's name and what is wrong."""
    archive, findings = inspect(opened)
    if not archive.readable:
        return "", bounded(findings)
    edition, more = _contents(archive)
    return edition, bounded(chain(findings, more))


def _contents(archive: Archive) -> tuple[str, Iterable[Finding]]:
    """The edition's name and what is wrong beyond the zip itself."""
    if cmi5.STRUCTURE in archive.names and MANIFEST not in archive.names:
        faults = cmi5.check(cmi5.STRUCTURE, archive)
        return CMI5_EDITION.title, chain(faults, outside(archive))
    name, misplaced = find_manifest(archive)
    if not name:
        return "", misplaced
    document, wrong = read(name, archive.read(name))
    if document is None:
        return "", [*misplaced, *wrong]
    edition = document.edition.title if document.edition else ""
    return edition, chain(misplaced, wrong, _of(document, archive))


def _of(document: Document, archive: Archive) -> Findings:
    """What is wrong with a manifest and with the files it names."""
    told: SaidBefore = set()
    plain = chain(
        rules(document), references(document, archive), platform_traps(document)
    )
    for finding in plain:
        told.add((finding.code, finding.place))
        yield finding
    yield from schema(document, told)
    yield from control(document, archive)
    yield from external(document, archive)
    yield from outside(archive)
