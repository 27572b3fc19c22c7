"""cmi5.xml against the specification (Quartz 1st edition, section 13): structure, then rules.

The published CourseStructure.xsd is in no package registry, so cmi5.rng beside this file
was written from the tables of section 13.1; it says less about extensions than the XSD.
"""

from __future__ import annotations

import functools
import posixpath
import re
from collections import Counter
from importlib.resources import files

from lxml import etree

from scorm_export.check.archive import Archive, escapes, without_query
from scorm_export.check.document import line_of, own_text, parse
from scorm_export.check.findings import Finding, Findings, found
from scorm_export.elements import Element
from scorm_export.namespaces import CMI5, qualified

STRUCTURE = "cmi5.xml"
# An absolute IRI: a scheme and something behind it.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:\S+\Z")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
# What has an id, which must be an IRI.
_DESCRIBED = [qualified(CMI5, name) for name in ("course", "block", "au", "objective")]


@functools.lru_cache(maxsize=1)
def _grammar() -> etree.RelaxNG:
    """Section 13.1 as a grammar, read once."""
    file = files("scorm_export.check") / "cmi5.rng"
    root = etree.fromstring(file.read_bytes())
    return etree.RelaxNG(root)


def structure_errors(root: Element) -> list[tuple[int, str]]:
    """(line, message) where a course structure breaks section 13.1; empty when it is valid."""
    grammar = _grammar()
    if grammar.validate(root):
        return []
    errors = [(entry.line, entry.message) for entry in grammar.error_log]
    return errors[:1]  # later ones follow from the first


def check(name: str, archive: Archive) -> list[Finding]:
    """Every finding of a course structure."""
    root, findings = parse(name, archive.read(name))
    if root is None:
        return findings
    for line, message in structure_errors(root):
        findings.append(found("cmi5-schema", f"{name}:{line}", why=message))
    if not findings:
        findings += _ids(name, root)
        findings += _urls(name, root, archive)
    return findings


def _ids(name: str, root: Element) -> Findings:
    """Ids that are no IRI or are there twice, and objectives that nothing describes."""
    ids: Counter[str] = Counter()
    for element in root.iter(*_DESCRIBED):
        identifier = element.get("id")
        if identifier is None:
            continue
        ids[identifier] += 1
        if not _IRI.match(identifier):
            place = line_of(name, element)
            yield found("cmi5-id-not-iri", place, id=identifier)
    for identifier, count in ids.items():
        if count > 1:
            yield found("cmi5-id-duplicate", name, id=identifier, count=count)
    for element in root.iter(qualified(CMI5, "objective")):
        target = element.get("idref")
        if target is not None and target not in ids:
            place = line_of(name, element)
            yield found("cmi5-ref-unresolved", place, id=target)


def _urls(name: str, root: Element, archive: Archive) -> Findings:
    """Launch addresses that lead out of the package, or to no file of it."""
    for url in root.iter(qualified(CMI5, "url")):
        text = own_text(url)
        if _SCHEME.match(text):
            continue  # section 14.1 allows fully qualified addresses
        path = posixpath.normpath(without_query(text))
        place = line_of(name, url)
        if escapes(path):
            yield found("href-escapes", place, href=text)
        else:
            yield from archive.absent(path, place)
