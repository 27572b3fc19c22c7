"""Metadata files that a manifest names by adlcp:location: good XML, a LOM record, and valid.

The LOM schemas of SCORM 2004 are in no package registry, so a record of that namespace is
read and not validated.
"""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from lxml import etree

from scorm_export.check.archive import Archive
from scorm_export.check.document import Document, own_text, parse
from scorm_export.check.findings import Findings, found
from scorm_export.editions import SCORM12
from scorm_export.namespaces import IMSMD
from scorm_export.xsd import schema_errors


def external(document: Document, archive: Archive) -> Findings:
    """Every finding of the metadata files, each file once."""
    for name in _named(document, archive):
        if name in archive.names:  # an absent one is told as any other file
            yield from _record(name, archive)


def _named(document: Document, archive: Archive) -> list[str]:
    """The files' paths in the zip, each once, in the manifest's order."""
    named: dict[str, None] = {}
    for location in document.locations():
        path = posixpath.normpath(unquote(own_text(location)))
        named[archive.base + path] = None
    return list(named)


def _record(name: str, archive: Archive) -> Findings:
    """Every finding of one file."""
    root, findings = parse(name, archive.read(name))
    yield from findings
    if root is None:
        return
    tag = etree.QName(root)
    if tag.localname != "lom":
        yield found("lom-not-lom", name, tag=root.tag)
    elif tag.namespace == IMSMD:
        for line, why in schema_errors(SCORM12, root):
            yield found("manifest-schema", f"{name}:{line}", why=why)
