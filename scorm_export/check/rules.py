"""Rules of a manifest that no XSD can say: prefixes, identifiers, items and their resources."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import cast

from lxml import etree

from scorm_export.check.document import Document, words
from scorm_export.check.findings import Findings, found
from scorm_export.elements import Element
from scorm_export.manifest.contents import MAX_TITLE
from scorm_export.namespaces import (
    ADLCP,
    ADLCP12,
    ADLNAV,
    ADLSEQ,
    CP12,
    IMSSS,
    qualified,
)

# The prefixes that some LMSs read as text.
_LITERAL = {
    ADLCP12: "adlcp",
    ADLCP: "adlcp",
    ADLSEQ: "adlseq",
    ADLNAV: "adlnav",
    IMSSS: "imsss",
}
_OF_NAMESPACE = "//*[namespace-uri()=$ns] | //*[@*[namespace-uri()=$ns]]"
# An XML name without a colon, which is what xs:ID takes.
_NCNAME = re.compile(r"[^\W\d][\w.\-]*\Z")
# The only type there is (SCORM 1.2 CAM 2.3.5.1.6, SCORM 2004 CAM 3.4.1.20).
WEBCONTENT = "webcontent"


def _prefixes(document: Document) -> Findings:
    """The first wrong prefix of each namespace."""
    for namespace, literal in _LITERAL.items():
        for element in _using(document, namespace):
            prefix = _prefix(element, namespace)
            if prefix != literal:
                yield document.found(
                    "manifest-prefix",
                    element,
                    prefix=prefix,
                    literal=literal,
                )
                break


def _using(document: Document, namespace: str) -> list[Element]:
    """The elements that are of a namespace or have an attribute of it."""
    elements = document.root.xpath(_OF_NAMESPACE, ns=namespace)
    return cast("list[Element]", elements)


def _prefix(element: Element, namespace: str) -> str:
    """The prefix that an element, or its attribute, has for a namespace."""
    if etree.QName(element).namespace == namespace:
        return element.prefix or ""
    name = str(element.xpath("name(@*[namespace-uri()=$ns])", ns=namespace))
    return name.rpartition(":")[0]


def _identifiers(document: Document) -> Findings:
    """Identifiers that are there twice, or are no XML names."""
    seen: dict[str, list[Element]] = defaultdict(list)
    for element in document.root.iter(etree.Element):
        identifier = element.get("identifier")
        if identifier is not None and etree.QName(element).namespace == document.ns:
            seen[identifier].append(element)
    for identifier, elements in seen.items():
        for again in elements[1:]:
            yield document.found("manifest-id-duplicate", again, id=identifier)
        if not _NCNAME.match(identifier):
            yield document.found("manifest-id-form", elements[0], id=identifier)


def _items(document: Document) -> Findings:
    """Items that launch what is no resource."""
    resources = {resource.get("identifier") for resource in document.all("resource")}
    for item in document.all("item"):
        target = item.get("identifierref")
        if target is not None and target not in resources:
            yield document.found("manifest-ref-unresolved", item, id=target)


def _default(document: Document) -> Findings:
    """A default organization that does not exist."""
    organizations = document.find("organizations")
    if organizations is None:
        return
    default = organizations.get("default")
    known = {one.get("identifier") for one in document.all("organization")}
    if default is not None and default not in known:
        yield document.found("manifest-default", organizations, id=default)


def _launch(document: Document) -> Findings:
    """A manifest that launches nothing."""
    if not any(item.get("identifierref") for item in document.all("item")):
        yield found("manifest-no-launch", document.name)


def _titles(document: Document) -> Findings:
    """Titles that are too long, and items without one."""
    for title in document.all("title"):
        length = len(words(title))
        if length > MAX_TITLE:
            yield document.found("manifest-title-long", title, length=length)
    for element in [*document.all("organization"), *document.all("item")]:
        own = element.find(document.name_of("title"))
        if own is None or not words(own).strip():
            yield document.found("manifest-title-missing", element)


def _types(document: Document) -> Findings:
    """Resources of another type, and launched ones that the LMS would record nothing of."""
    launched = {item.get("identifierref") for item in document.all("item")}
    for resource in document.all("resource"):
        kind = resource.get("type")
        if kind is not None and kind != WEBCONTENT:
            yield document.found("resource-type", resource, type=kind)
        if resource.get("identifier") in launched:
            yield from _scorm_type(document, resource)


def _scorm_type(document: Document, resource: Element) -> Findings:
    """Whether the LMS will track a launched resource (adlcp's name differs by edition)."""
    name, namespace = "scormType", ADLCP
    if document.ns == CP12:
        name, namespace = "scormtype", ADLCP12
    value = resource.get(qualified(namespace, name))
    if value is None:
        yield document.found("manifest-scormtype-missing", resource, name=name)
    elif value == "asset":
        yield document.found("manifest-asset", resource)


_RULES = (
    _prefixes,
    _identifiers,
    _items,
    _default,
    _launch,
    _titles,
    _types,
)


def rules(document: Document) -> Findings:
    """Every finding of this file's rules."""
    for rule in _RULES:
        yield from rule(document)
