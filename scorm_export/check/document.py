"""Reading imsmanifest.xml: well formed, safe to parse, of an edition that LMSs recognise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from scorm_export.check.archive import MAX_READ
from scorm_export.check.findings import Finding, found
from scorm_export.editions import SCORM12, SCORM2004_3, SCORM2004_4, Edition
from scorm_export.elements import Element
from scorm_export.namespaces import ADLCP, ADLCP12, CP12, CP2004, qualified

# The strings Moodle 4.5 recognises; it reads anything else silently as SCORM 1.2
# (mod/scorm/datamodels/scormlib.php).
_KNOWN = {
    (CP12, "1.2"): SCORM12,
    (CP2004, "2004 3rd Edition"): SCORM2004_3,
    (CP2004, "2004 4th Edition"): SCORM2004_4,
}
# What SCORM 2004 2nd Edition and older say.
_OLD = ("CAM 1.3", "1.3")
_BY_NAMESPACE = {CP12: SCORM12, CP2004: SCORM2004_3}


@dataclass
class Document:
    """A parsed manifest.

    name: its path in the zip.
    data: its bytes, for a second reading.
    root: the manifest element.
    edition: None where we have no control documents for it.
    ns: its packaging namespace.
    """

    name: str
    data: bytes
    root: Element
    edition: Edition | None
    ns: str

    def at(self, element: Element) -> str:
        """file:line of an element."""
        return line_of(self.name, element)

    def found(self, code: str, element: Element, **values: object) -> Finding:
        """The finding of this code at an element."""
        return found(code, self.at(element), **values)

    def name_of(self, local: str) -> str:
        """A name in the packaging namespace, as lxml writes it."""
        return qualified(self.ns, local)

    def find(self, *path: str) -> Element | None:
        """The first element below the root at this path of packaging element names."""
        steps = map(self.name_of, path)
        return self.root.find("/".join(steps))

    def all(self, local: str) -> list[Element]:
        """Every packaging element of this name, in document order."""
        name = self.name_of(local)
        return list(self.root.iter(name))

    def others(self, namespace: str, local: str) -> list[Element]:
        """Every element of a name in another namespace, in document order."""
        name = qualified(namespace, local)
        return list(self.root.iter(name))

    def locations(self) -> list[Element]:
        """The elements that name a metadata file (adlcp:location)."""
        older = self.others(ADLCP12, "location")
        newer = self.others(ADLCP, "location")
        return [*older, *newer]


def line_of(name: str, element: Element) -> str:
    """file:line of an element in the file of this name."""
    return f"{name}:{element.sourceline}"


def own_text(element: Element) -> str:
    """The text of an element that holds nothing else, without space around it."""
    return (element.text or "").strip()


def words(element: Element) -> str:
    """All text below an element, as it stands."""
    return "".join(str(part) for part in element.itertext())


Parsed = tuple[Element | None, list[Finding]]
"""The root where there is one that can be judged, and what is wrong."""


def parse(name: str, data: bytes | None) -> Parsed:
    """The root element; entities are never expanded and nothing is fetched.

    `data` None: it could not be unpacked, which the archive has said.
    """
    if data is None:
        return None, []
    if len(data) >= MAX_READ:
        return None, [found("manifest-too-large", name, most=MAX_READ // 1_000_000)]
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        line = problem.lineno or 1
        return None, [found("manifest-bad-xml", f"{name}:{line}", why=problem.msg)]
    tree: Any = root.getroottree()  # lxml-stubs leave docinfo.doctype out
    if tree.docinfo.doctype:
        return None, [found("manifest-doctype", name)]
    return root, []


def read(name: str, data: bytes | None) -> tuple[Document | None, list[Finding]]:
    """The manifest as a Document, and what is wrong with it as a whole."""
    root, findings = parse(name, data)
    if root is None or data is None:
        return None, findings
    tag = etree.QName(root)
    if tag.localname == "manifest" and not tag.namespace:
        return None, [found("manifest-namespace", line_of(name, root))]
    if tag.localname != "manifest" or tag.namespace not in _BY_NAMESPACE:
        return None, [found("manifest-not-scorm", name, tag=root.tag)]
    document = Document(name, data, root, None, str(tag.namespace))
    return document, _edition(document)


def _edition(document: Document) -> list[Finding]:
    """Sets the document's edition; returns what is wrong with how it is told."""
    element = document.find("metadata", "schemaversion")
    if element is None:
        assumed = _BY_NAMESPACE[document.ns]
        document.edition = assumed
        version = assumed.schemaversion
        return [found("manifest-edition-missing", document.name, version=version)]
    version = own_text(element)
    document.edition = _KNOWN.get((document.ns, version))
    if document.edition:
        return []
    old = version in _OLD and document.ns == CP2004
    code = "manifest-edition-old" if old else "manifest-edition-unknown"
    return [document.found(code, element, version=version)]
