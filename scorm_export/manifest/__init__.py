"""Manifests of every edition: the bytes of imsmanifest.xml or cmi5.xml."""

from __future__ import annotations

from lxml import etree

from scorm_export.editions import Edition
from scorm_export.manifest import cmi5, scorm12, scorm2004
from scorm_export.manifest.contents import Contents

_BUILDERS = {
    "1.2": scorm12.build,
    "2004-3": scorm2004.build,
    "2004-4": scorm2004.build,
    "cmi5": cmi5.build,
}


def build(contents: Contents, edition: Edition) -> bytes:
    """The manifest as UTF-8 XML with a declaration.

    The same contents always make the same bytes.
    """
    root = _BUILDERS[edition.id](contents, edition)
    return etree.tostring(
        root,
        xml_declaration=True,
        encoding="UTF-8",
        pretty_print=True,
    )
