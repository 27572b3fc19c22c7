"""Files against the manifest: every href leads to a file of the zip, and every file is listed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from scorm_export.check.archive import Archive, escapes
from scorm_export.check.document import Document
from scorm_export.check.findings import Finding, Findings, found, some
from scorm_export.elements import Element
from scorm_export.namespaces import ADLCP, ADLCP12, XML, qualified

MAX_PATH = 65_535  # bytes of a name in a zip (APPNOTE 4.4.10)
_BASE = qualified(XML, "base")
_ABSOLUTE = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*:|//)")
_QUERY = re.compile(r"[?#]")
# What change-a-package.md offers: a logo put beside trust.json after the build.
_OWN_LOGOS = ("logo.svg", "logo.png")
_CONTROL = re.compile(r"\.(xsd|dtd)$", re.IGNORECASE)


@dataclass(frozen=True)
class _Reference:
    """What one element names: `href` with all bases before it, as it stands."""

    element: Element
    href: str

    @property
    def path(self) -> str:
        """The path without query and part, unescaped."""
        return unquote(_QUERY.split(self.href)[0])


class _Files:
    """The files of the zip as a manifest's folder sees them."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name.casefold(): name for name in self._archive.names}

    def absent(self, path: str, place: str) -> Finding | None:
        """The finding where no file has this path in these capitals."""
        if path in self._archive.names:
            return None
        real = self._folded.get(path.casefold())
        if real is None:
            return found("file-missing", place, path=path)
        return found("file-case", place, path=path, real=real)


def references(document: Document, archive: Archive) -> Findings:
    """Every finding of this file's rules."""
    files = _Files(archive)
    listed: set[str] = set()
    for reference in _references(document):
        finding = _misled(reference, document.at(reference.element))
        if finding is None:
            path = archive.base + posixpath.normpath(reference.path)
            listed.add(path.casefold())
            finding = files.absent(path, document.at(reference.element))
        if finding is not None:
            yield finding
    unlisted = _unlisted(document, archive, listed)
    if unlisted:
        yield found("file-unlisted", some(unlisted))
    yield from _launch_listed(document)


def _references(document: Document) -> Iterator[_Reference]:
    for element in [*document.all("resource"), *document.all("file")]:
        href = element.get("href")
        if href is not None:
            yield _Reference(element, _base(element) + href)
    for namespace in (ADLCP12, ADLCP):
        for location in document.root.iter(qualified(namespace, "location")):
            written = (location.text or "").strip()
            yield _Reference(location, _base(location) + written)


def _misled(reference: _Reference, place: str) -> Finding | None:
    """What is wrong with a reference that leads to no place in the package at all."""
    if len(reference.href) > MAX_PATH:
        return found("file-missing", place, path=reference.href)
    if _ABSOLUTE.match(reference.href):
        return found("resource-absolute-url", place, href=reference.href)
    if escapes(reference.path):
        return found("href-escapes", place, href=reference.href)
    return None


def _base(element: Element) -> str:
    """The xml:base of an element and of all around it, outermost first.

    Cut where no path could be that long.
    """
    most = MAX_PATH + 1
    around = [element, *element.iterancestors()]
    parts = [str(one.get(_BASE, ""))[:most] for one in reversed(around)]
    return "".join(parts)[:most]


def _unlisted(document: Document, archive: Archive, listed: set[str]) -> list[str]:
    """Files that the manifest should name and does not, sorted."""
    free = _own_logos(archive)
    others = [name for name in archive.names if name.casefold() not in listed]
    asked = [name for name in others if _needs_listing(name, document, archive)]
    return sorted(name for name in asked if name not in free)


def _own_logos(archive: Archive) -> set[str]:
    """Files that a trust may add to a package of ours without touching the manifest."""
    if archive.base + "trust.json" not in archive.names:
        return set()
    return {archive.base + name for name in _OWN_LOGOS}


def _needs_listing(name: str, document: Document, archive: Archive) -> bool:
    """False for the manifest, control documents, and what lies outside the manifest's folder."""
    if name == document.name or _CONTROL.search(name):
        return False
    return name.startswith(archive.base) and not escapes(name)


def _launch_listed(document: Document) -> Findings:
    for resource in document.all("resource"):
        href = resource.get("href")
        if not href or _ABSOLUTE.match(href):
            continue
        files = resource.findall(document.name_of("file"))
        listed = {file.get("href") for file in files}
        if _QUERY.split(href)[0] not in listed:
            yield document.found("launch-unlisted", resource, href=href)
