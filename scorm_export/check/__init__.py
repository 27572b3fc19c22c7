"""`olw scorm check`: every fault of a package, ours or anyone's, before an LMS finds it. `check(path)` -> Report.

Hygiene of the zip, the published XSDs, references and unlisted files, rules and limits of the platforms.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from scorm_export.check import cmi5
from scorm_export.check.archive import UNREADABLE, Archive, inspect
from scorm_export.check.control import control
from scorm_export.check.document import Document, parse, read
from scorm_export.check.external import external
from scorm_export.check.findings import Finding, bounded, found
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
    """Every finding of a package, errors first, and no more than a few of each kind.

    Never raises for what the package holds.
    """
    source = io.BytesIO(package) if isinstance(package, bytes) else package
    try:
        with zipfile.ZipFile(source) as opened:
            edition, findings = _inside(opened)
    except UNREADABLE as problem:
        edition, findings = "", [found("zip-unreadable", "the zip", why=problem)]
    return Report(edition, tuple(sorted(findings, key=lambda finding: finding.level)))


def _inside(opened: zipfile.ZipFile) -> tuple[str, list[Finding]]:
    archive, findings = inspect(opened)
    if not archive.readable:
        return "", bounded(findings)
    edition, more = _contents(archive)
    return edition, bounded(chain(findings, more))


def _contents(archive: Archive) -> tuple[str, Iterable[Finding]]:
    if "cmi5.xml" in archive.names and MANIFEST not in archive.names:
        return CMI5_EDITION.title, chain(
            cmi5.check("cmi5.xml", archive), outside(archive)
        )
    name, misplaced = _find_manifest(archive)
    if not name:
        return "", misplaced
    document, wrong = read(name, archive.read(name))
    if document is None:
        return "", [*misplaced, *wrong]
    edition = document.edition.title if document.edition else ""
    return edition, chain(misplaced, wrong, _of(document, archive))


def _of(document: Document, archive: Archive) -> Iterator[Finding]:
    """What is wrong with a manifest and with the files it names."""
    plain: set[tuple[str, str]] = set()
    for finding in chain(
        rules(document), references(document, archive), limits(document)
    ):
        plain.add((finding.code, finding.place))
        yield finding
    yield from _schema(document, plain)
    yield from control(document, archive)
    yield from external(document, archive)
    yield from outside(archive)


def _find_manifest(archive: Archive) -> tuple[str, list[Finding]]:
    if MANIFEST in archive.names:
        return MANIFEST, []
    named = [
        name for name in archive.names if name.rsplit("/", 1)[-1].lower() == MANIFEST
    ]
    deeper = sorted(named, key=lambda name: (len(name), name))
    if not deeper:
        return "", [found("manifest-missing", "the zip")]
    name = deeper[0]
    if "/" not in name:
        return name, [found("manifest-case", name)]
    archive.base = name.rsplit("/", 1)[0] + "/"
    return name, [found("manifest-subfolder", name)]


# What the XSD says of a fault that a plainer rule has told: the rule's code, and words of the message.
_PLAINER = (
    ("manifest-id-form", "attribute 'identifier'"),
    ("manifest-id-duplicate", "attribute 'identifier'"),
    ("manifest-title-long", "}title'"),
    ("manifest-title-missing", "Missing child element(s)"),
)


def _schema(document: Document, plain: set[tuple[str, str]]) -> Iterator[Finding]:
    """XSD errors, but for those that a plainer finding of the same line and kind has told."""
    if document.edition is None:
        return
    root, _ = parse(document.name, document.data)
    for line, why in schema_errors(document.edition, root) if root is not None else []:
        place = f"{document.name}:{line}"
        if not any((code, place) in plain and words in why for code, words in _PLAINER):
            yield found("manifest-schema", place, why=why)
