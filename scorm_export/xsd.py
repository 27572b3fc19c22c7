"""Validating a manifest against the published XSDs with libxml2, without a network.

libxml2 refuses the SCORM 1.2 set as published: ims_xml.xsd makes the xml namespace its
default one, and imsmd's wildcard ##any is ambiguous. Both are mended in memory only; the
shipped files stay as they are.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from scorm_export.control_documents import control_documents
from scorm_export.editions import Edition
from scorm_export.elements import Element
from scorm_export.namespaces import XS, qualified

WINDOW = 2_000  # elements side by side; courses of real makers stay below
_MENDS = {
    "ims_xml.xsd": (b'xmlns="http://www.w3.org/XML/1998/namespace"', b""),
    "imsmd_rootv1p2p1.xsd": (b'namespace="##any"', b'namespace="##other"'),
}
"""File -> what its publisher wrote, and what it has to be."""


class _Documents(etree.Resolver):
    """Answers every schema location from one edition's control documents.

    Nothing is read from disk or network.
    """

    def __init__(self, documents: Mapping[str, bytes]) -> None:
        super().__init__()
        self._documents = documents

    def resolve(self, system_url: str, public_id: str, context: Any = None) -> Any:
        """Raises KeyError for a document that the edition does not have."""
        name = system_url.rsplit("/", 1)[-1]
        data = self._documents[name]
        if name in _MENDS:
            data = data.replace(*_MENDS[name])
        return self.resolve_string(data, context, base_url=system_url)


@functools.lru_cache(maxsize=8)
def _schema(edition: Edition) -> etree.XMLSchema:
    """The compiled schema of a SCORM edition's manifest (not for cmi5: see check/cmi5.py)."""
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    parser.resolvers.add(_Documents(control_documents(edition)))
    driver = etree.Element(qualified(XS, "schema"), nsmap={"xs": XS})
    for namespace, name in edition.locations:
        wanted = etree.SubElement(driver, qualified(XS, "import"))
        wanted.set("namespace", namespace)
        wanted.set("schemaLocation", f"mem:///{name}")
    text = etree.tostring(driver)
    return etree.XMLSchema(etree.fromstring(text, parser, base_url="mem:///driver.xsd"))


def schema_errors(edition: Edition, root: Element) -> list[tuple[int, str]]:
    """(line, message) for each way the manifest breaks the XSDs; empty when it is valid.

    `root` may come back without some of its elements. lxml counts the elements before each
    faulty one, so a hundred thousand faults side by side would take minutes: long rows are
    judged in windows, and a window with faults is the last one.
    """
    schema = _schema(edition)
    for _ in _windows(root):
        if not schema.validate(root):
            log: Any = schema.error_log
            return [(entry.line, entry.message) for entry in log]
    return []


def _windows(root: Element) -> Iterator[None]:
    """Leaves WINDOW elements of each long row in the tree, then puts the next ones there."""
    rows = list(filter(None, map(_row, root.iter(etree.Element))))
    for row in rows:
        _drop(row[WINDOW:])
    yield
    for row in rows:
        yield from _next_windows(row)


def _next_windows(row: list[Element]) -> Iterator[None]:
    """The windows of one row after its first, each in the place of the one before."""
    for start in range(WINDOW, len(row), WINDOW):
        before = row[start - WINDOW : start]
        parent = before[0].getparent()
        if parent is None:
            return  # it stood in a window that is gone; its own row was judged
        place = parent.index(before[0])
        _drop(before)
        parent[place:place] = row[start : start + WINDOW]
        yield


def _row(parent: Element) -> list[Element]:
    """The children of the commonest name where they are more than WINDOW, else none."""
    if len(parent) <= WINDOW:
        return []
    names = Counter(child.tag for child in parent)
    commonest = names.most_common(1)[0][0]
    row = [child for child in parent if child.tag == commonest]
    return row if len(row) > WINDOW else []


def _drop(elements: list[Element]) -> None:
    """Take elements out of their tree."""
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
