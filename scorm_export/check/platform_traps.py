"""Limits and traps of single platforms: the package is valid, and something will go wrong.

All are warnings. Sources: the NHS Learning Hub's column sizes, Moodle's handling of
masteryscore and completionThreshold. How large the whole zip may be, by the Learning Hub's
2 GB too, is in archive.py; manifest/lom.py keeps our own texts within the same columns.
"""

from __future__ import annotations

from scorm_export.check.document import Document, words
from scorm_export.check.findings import Findings, found
from scorm_export.elements import Element
from scorm_export.namespaces import ADLCP, ADLCP12, IMSMD, qualified

# Characters, as are the next two; the widths of the Learning Hub's columns.
MAX_IDENTIFIER = 128
MAX_LAUNCH = 255
MAX_COPYRIGHT = 30
# Characters of all keywords of a record.
MAX_KEYWORDS = 1_000
_DESCRIPTION = qualified(IMSMD, "description")
_KEYWORD = qualified(IMSMD, "keyword")


def platform_traps(document: Document) -> Findings:
    """Every finding of this file's rules."""
    items = document.all("item")
    resources = document.all("resource")
    for element in [*items, *resources]:
        yield from _attributes(document, element)
    for rights in document.others(IMSMD, "rights"):
        yield from _copyright(document, rights)
    for general in document.others(IMSMD, "general"):
        yield from _keywords(document, general)
    for score in document.others(ADLCP12, "masteryscore"):
        yield document.found("manifest-mastery-score", score)
    for threshold in document.others(ADLCP, "completionThreshold"):
        yield document.found("manifest-completion-threshold", threshold)


def _attributes(document: Document, element: Element) -> Findings:
    """Identifier and launch address of an item or a resource."""
    place = document.at(element)
    identifier = element.get("identifier") or ""
    yield from _long("identifier", place, len(identifier), MAX_IDENTIFIER)
    href = element.get("href") or ""
    yield from _long("launch address", place, len(href), MAX_LAUNCH)


def _copyright(document: Document, rights: Element) -> Findings:
    """The copyright text of a metadata record."""
    description = rights.find(_DESCRIPTION)
    if description is None:
        return
    place = document.at(description)
    length = _length(description)
    yield from _long("copyright text", place, length, MAX_COPYRIGHT)


def _keywords(document: Document, general: Element) -> Findings:
    """All keywords of a record: the Learning Hub keeps them in one column, two apart."""
    keywords = general.findall(_KEYWORD)
    total = 0
    for keyword in keywords:
        total += _length(keyword) + 2
    place = document.at(general)
    yield from _long("keywords together", place, total, MAX_KEYWORDS)


def _length(element: Element) -> int:
    """Characters of an element's text, its white space as a page shows it."""
    told = words(element)
    shown = " ".join(told.split())
    return len(shown)


def _long(what: str, place: str, length: int, most: int) -> Findings:
    """A finding when a text is longer than the Learning Hub keeps."""
    if length > most:
        yield found("limit-length", place, what=what, length=length, most=most)
