"""`olw scorm check`: every fault of a package, ours or anyone's, before an LMS finds it. `check(path)` -> Report.

Hygiene of the zip, the published XSDs, references and unlisted files, rules and limits of the platforms.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from scorm_export.check import cmi5
from scorm_export.check.archive import Archive, inspect
from scorm_export.check.document import Document, read
from scorm_export.check.findings import Finding, found
from scorm_export.check.limits import limits
from scorm_export.check.outside import outside
from scorm_export.check.references import references
from scorm_export.check.rules import rules
from scorm_export.editions import CMI5_EDITION
from scorm_export.xsd import schema_errors

MANIFEST = "imsmanifest.xml"


@dataclass(frozen=True)
class Report:
    """What was found. `edition` is its plain name, "" when it could not be told."""

    edition: str
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that fail CI."""
        return tuple(finding for finding in self.findings if finding.level == "error")


def check(package: Path | bytes) -> Report:
    """Every finding of a package, errors first. Never raises for what the package holds."""
    source = io.BytesIO(package) if isinstance(package, bytes) else package
    try:
        with zipfile.ZipFile(source) as opened:
            edition, findings = _inside(opened)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as problem:
        edition, findings = "", [found("zip-unreadable", "the zip", why=problem)]
    return Report(edition, tuple(sorted(findings, key=lambda finding: finding.level)))


def _inside(opened: zipfile.ZipFile) -> tuple[str, list[Finding]]:
    archive, findings = inspect(opened)
    if not archive.readable:
        return "", findings
    if "cmi5.xml" in archive.names and MANIFEST not in archive.names:
        return CMI5_EDITION.title, [*findings, *cmi5.check("cmi5.xml", archive), *outside(archive)]
    name, misplaced = _find_manifest(archive)
    findings += misplaced
    if not name:
        return "", findings
    document, wrong = read(name, archive.read(name))
    findings += wrong
    if document is None:
        return "", findings
    specific = [*rules(document), *references(document, archive), *limits(document)]
    findings += [*specific, *_schema(document, {finding.place for finding in specific}), *outside(archive)]
    return document.edition.title if document.edition else "", findings


def _find_manifest(archive: Archive) -> tuple[str, list[Finding]]:
    if MANIFEST in archive.names:
        return MANIFEST, []
    deeper = sorted((name for name in archive.names if name.rsplit("/", 1)[-1].lower() == MANIFEST), key=len)
    if not deeper:
        return "", [found("manifest-missing", "the zip")]
    name = deeper[0]
    if "/" not in name:
        return name, [found("manifest-case", name)]
    archive.base = name.rsplit("/", 1)[0] + "/"
    return name, [found("manifest-subfolder", name)]


def _schema(document: Document, explained: set[str]) -> list[Finding]:
    """XSD errors of lines that no plainer finding explains already."""
    if document.edition is None:
        return []
    places = [(f"{document.name}:{line}", why) for line, why in schema_errors(document.edition, document.root)]
    return [found("manifest-schema", place, why=why) for place, why in places if place not in explained]
