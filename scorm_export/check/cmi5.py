"""cmi5.xml against the specification (Quartz 1st edition, section 13): structure by our own RELAX NG, then the rules.

The published CourseStructure.xsd is in no package registry, so cmi5.rng beside this file was written from the tables of
section 13.1; it says less about extensions than the XSD does.
"""

from __future__ import annotations

import functools
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

from lxml import etree

from scorm_export.check.archive import Archive, escapes
from scorm_export.check.document import parse
from scorm_export.check.findings import Finding, found
from scorm_export.editions import CMI5

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:\S+\Z")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


@functools.lru_cache(maxsize=1)
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG(
        etree.fromstring((files("scorm_export.check") / "cmi5.rng").read_bytes())
    )


def structure_errors(root: etree._Element) -> list[tuple[int, str]]:
    """(line, message) for each way a course structure breaks section 13.1; empty when it is valid."""
    grammar = _grammar()
    if grammar.validate(root):
        return []
    return [(entry.line, entry.message) for entry in grammar.error_log][
        :1
    ]  # later ones follow from the first


def check(name: str, archive: Archive) -> list[Finding]:
    """Every finding of a course structure."""
    root, findings = parse(name, archive.read(name))
    if root is None:
        return findings
    for line, message in structure_errors(root):
        findings.append(found("cmi5-schema", f"{name}:{line}", why=message))
    if not findings:
        findings = [*_ids(name, root), *_urls(name, root, archive)]
    return findings


def _ids(name: str, root: etree._Element) -> Iterator[Finding]:
    described = list(
        root.iter(
            *(f"{{{CMI5}}}{local}" for local in ("course", "block", "au", "objective"))
        )
    )
    ids = [element.get("id") for element in described if element.get("id") is not None]
    for element in described:
        identifier = element.get("id")
        if identifier is not None and not _IRI.match(identifier):
            yield found(
                "cmi5-id-not-iri", f"{name}:{element.sourceline}", id=identifier
            )
    for identifier, count in Counter(ids).items():
        if count > 1:
            yield found("cmi5-id-duplicate", name, id=identifier, count=count)
    for element in root.iter(f"{{{CMI5}}}objective"):
        target = element.get("idref")
        if target is not None and target not in ids:
            yield found(
                "cmi5-ref-unresolved", f"{name}:{element.sourceline}", id=target
            )


def _urls(name: str, root: etree._Element, archive: Archive) -> Iterator[Finding]:
    folded = {entry.casefold(): entry for entry in archive.names}
    for url in root.iter(f"{{{CMI5}}}url"):
        text = (url.text or "").strip()
        if _SCHEME.match(text):
            continue  # section 14.1 allows fully qualified addresses
        path = posixpath.normpath(re.split(r"[?#]", text)[0])
        place = f"{name}:{url.sourceline}"
        if escapes(path):
            yield found("href-escapes", place, href=text)
        elif path not in archive.names and path.casefold() in folded:
            yield found("file-case", place, path=path, real=folded[path.casefold()])
        elif path not in archive.names:
            yield found("file-missing", place, path=path)
