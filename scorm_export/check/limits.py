"""Limits and traps of single platforms, all warnings: the package is valid, and something will go wrong somewhere.

Sources: the NHS Learning Hub's column sizes, Moodle's handling of masteryscore and completionThreshold.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scorm_export.check.document import Document, words
from scorm_export.check.findings import Finding, found
from scorm_export.editions import ADLCP, ADLCP12, IMSMD

MAX_IDENTIFIER = 128
MAX_LAUNCH = 255
MAX_COPYRIGHT = 30
MAX_KEYWORDS = 1_000


def limits(document: Document) -> Iterator[Finding]:
    """Every finding of this file's rules."""
    for element in [*document.all("item"), *document.all("resource")]:
        identifier, href = element.get("identifier") or "", element.get("href") or ""
        if len(identifier) > MAX_IDENTIFIER:
            yield _long(
                "identifier", document.at(element), len(identifier), MAX_IDENTIFIER
            )
        if len(href) > MAX_LAUNCH:
            yield _long("launch address", document.at(element), len(href), MAX_LAUNCH)
    yield from _metadata(document)
    for score in document.root.iter(f"{{{ADLCP12}}}masteryscore"):
        yield found("manifest-mastery-score", document.at(score))
    for threshold in document.root.iter(f"{{{ADLCP}}}completionThreshold"):
        yield found("manifest-completion-threshold", document.at(threshold))


def _metadata(document: Document) -> Iterator[Finding]:
    for rights in document.root.iter(f"{{{IMSMD}}}rights"):
        description = rights.find(f"{{{IMSMD}}}description")
        if description is not None and len(_words(description)) > MAX_COPYRIGHT:
            yield _long(
                "copyright text",
                document.at(description),
                len(_words(description)),
                MAX_COPYRIGHT,
            )
    for general in document.root.iter(f"{{{IMSMD}}}general"):
        total = sum(
            len(_words(keyword)) + 2
            for keyword in general.findall(f"{{{IMSMD}}}keyword")
        )
        if total > MAX_KEYWORDS:
            yield _long("keywords together", document.at(general), total, MAX_KEYWORDS)


def _words(element: etree._Element) -> str:
    return " ".join(words(element).split())


def _long(what: str, place: str, length: int, most: int) -> Finding:
    return found("limit-length", place, what=what, length=length, most=most)
