"""Control documents: every XSD that a manifest's schemaLocation names by a path must be in the zip.

ADL's SCORM 2004 validator fails a package without them; it does not look at full web addresses.
"""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from scorm_export.check.archive import Archive, escapes
from scorm_export.check.document import Document
from scorm_export.check.findings import Findings
from scorm_export.elements import Element
from scorm_export.namespaces import XSI, qualified

_LOCATION = qualified(XSI, "schemaLocation")
# An address with a host, or with any scheme.
_FULL = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")


def control(document: Document, archive: Archive) -> Findings:
    """One finding for each place and absent control document."""
    for element in document.root.iter(etree.Element):
        for path in _paths(element):
            if not _present(path, archive):
                yield document.found("control-missing", element, path=path)


def _paths(element: Element) -> list[str]:
    """The locations, each second word, that are paths in the package."""
    words = str(element.get(_LOCATION, "")).split()
    return [path for path in words[1::2] if not _FULL.match(path)]


def _present(path: str, archive: Archive) -> bool:
    """Whether a path, as the manifest's folder sees it, is a file of the zip."""
    joined = archive.base + posixpath.normpath(path)
    return not escapes(path) and joined in archive.names
