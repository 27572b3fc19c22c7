"""Rules of a manifest that no XSD can say: literal prefixes, identifiers, references between items and resources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import cast

from lxml import etree

from scorm_export.check.document import Document, words
from scorm_export.check.findings import Finding, found
from scorm_export.editions import ADLCP, ADLCP12, ADLNAV, ADLSEQ, CP12, IMSSS

_LITERAL = {
    ADLCP12: "adlcp",
    ADLCP: "adlcp",
    ADLSEQ: "adlseq",
    ADLNAV: "adlnav",
    IMSSS: "imsss",
}
_NCNAME = re.compile(r"[^\W\d][\w.\-]*\Z")
MAX_TITLE = 200
WEBCONTENT = (
    "webcontent"  # SCORM 1.2 CAM 2.3.5.1.6 and SCORM 2004 CAM 3.4.1.20: the only type
)


def rules(document: Document) -> Iterator[Finding]:
    """Every finding of this file's rules."""
    yield from _prefixes(document)
    yield from _identifiers(document)
    yield from _items(document)
    yield from _titles(document)
    yield from _types(document)


def _prefixes(document: Document) -> Iterator[Finding]:
    for namespace, literal in _LITERAL.items():
        query = "//*[namespace-uri()=$ns] | //*[@*[namespace-uri()=$ns]]"
        for element in _elements(document, query, namespace):
            own = etree.QName(element).namespace == namespace
            prefix = element.prefix if own else _attribute_prefix(element, namespace)
            if prefix != literal:
                yield found(
                    "manifest-prefix",
                    document.at(element),
                    prefix=prefix or "",
                    literal=literal,
                )
                break


def _elements(document: Document, query: str, namespace: str) -> list[etree._Element]:
    return cast("list[etree._Element]", document.root.xpath(query, ns=namespace))


def _attribute_prefix(element: etree._Element, namespace: str) -> str:
    name = str(element.xpath("name(@*[namespace-uri()=$ns])", ns=namespace))
    return name.rpartition(":")[0]


def _identifiers(document: Document) -> Iterator[Finding]:
    seen: dict[str, list[etree._Element]] = defaultdict(list)
    for element in document.root.iter(etree.Element):
        identifier = element.get("identifier")
        if identifier is not None and etree.QName(element).namespace == document.ns:
            seen[identifier].append(element)
    for identifier, elements in seen.items():
        for again in elements[1:]:
            yield found("manifest-id-duplicate", document.at(again), id=identifier)
        if not _NCNAME.match(identifier):
            yield found("manifest-id-form", document.at(elements[0]), id=identifier)


def _items(document: Document) -> Iterator[Finding]:
    resources = {resource.get("identifier") for resource in document.all("resource")}
    for item in document.all("item"):
        target = item.get("identifierref")
        if target is not None and target not in resources:
            yield found("manifest-ref-unresolved", document.at(item), id=target)
    organizations = document.find("organizations")
    known = {
        organization.get("identifier") for organization in document.all("organization")
    }
    default = organizations.get("default") if organizations is not None else None
    if organizations is not None and default is not None and default not in known:
        yield found("manifest-default", document.at(organizations), id=default)
    if not any(item.get("identifierref") for item in document.all("item")):
        yield found("manifest-no-launch", document.name)


def _titles(document: Document) -> Iterator[Finding]:
    for title in document.all("title"):
        length = len(words(title))
        if length > MAX_TITLE:
            yield found("manifest-title-long", document.at(title), length=length)
    for element in [*document.all("organization"), *document.all("item")]:
        own = element.find(f"{{{document.ns}}}title")
        if own is None or not words(own).strip():
            yield found("manifest-title-missing", document.at(element))


def _types(document: Document) -> Iterator[Finding]:
    name, namespace = (
        ("scormtype", ADLCP12) if document.ns == CP12 else ("scormType", ADLCP)
    )
    launched = {item.get("identifierref") for item in document.all("item")}
    for resource in document.all("resource"):
        kind = resource.get("type")
        if kind is not None and kind != WEBCONTENT:
            yield found("resource-type", document.at(resource), type=kind)
        if resource.get("identifier") not in launched:
            continue
        value = resource.get(f"{{{namespace}}}{name}")
        if value is None:
            yield found("manifest-scormtype-missing", document.at(resource), name=name)
        elif value == "asset":
            yield found("manifest-asset", document.at(resource))
