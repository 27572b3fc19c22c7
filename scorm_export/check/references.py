"""Files against the manifest: every href leads to a file of the zip, and every file is listed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from scorm_export.check.archive import Archive, escapes, without_query
from scorm_export.check.document import Document, own_text
from scorm_export.check.findings import Findings, found, some
from scorm_export.elements import Element
from scorm_export.namespaces import XML, qualified

MAX_PATH = 65_535  # bytes of a name in a zip (APPNOTE 4.4.10)
_BASE = qualified(XML, "base")
# With a scheme or a host: not a path in the zip.
_ABSOLUTE = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*:|//)")
# What change-a-package.md offers: a logo put beside trust.json after the build.
_OWN_LOGOS = ("logo.svg", "logo.png")
# Control documents need not be listed.
_CONTROL = re.compile(r"\.(xsd|dtd)$", re.IGNORECASE)


@dataclass(frozen=True)
class _Reference:
    """What one element names: `href` with all bases before it, as it stands."""

    href: str
    place: str
    """file:line of the element."""

    @property
    def path(self) -> str:
        """The path without query and part, unescaped."""
        return unquote(without_query(self.href))


def references(document: Document, archive: Archive) -> Findings:
    """Every finding of this file's rules."""
    listed: set[str] = set()
    for reference in _references(document):
        yield from _follow(reference, archive, listed)
    unlisted = _unlisted(document, archive, listed)
    if unlisted:
        yield found("file-unlisted", some(unlisted))
    yield from _launch_listed(document)


def _references(document: Document) -> Iterator[_Reference]:
    """All that names a file: resources, their files, and metadata that lies elsewhere."""
    resources = document.all("resource")
    files = document.all("file")
    for element in [*resources, *files]:
        href = element.get("href")
        if href is not None:
            yield _reference(document, element, href)
    for location in document.locations():
        text = own_text(location)
        yield _reference(document, location, text)


def _reference(document: Document, element: Element, href: str) -> _Reference:
    """`href`: as the element has it."""
    whole = _base(element) + href
    return _Reference(whole, document.at(element))


def _follow(reference: _Reference, archive: Archive, listed: set[str]) -> Findings:
    """What is wrong with where a reference leads; `listed` is told the file it means."""
    href = reference.href
    place = reference.place
    if len(href) > MAX_PATH:
        yield found("file-missing", place, path=href)
    elif _ABSOLUTE.match(href):
        yield found("resource-absolute-url", place, href=href)
    elif escapes(reference.path):
        yield found("href-escapes", place, href=href)
    else:
        inside = posixpath.normpath(reference.path)
        path = archive.base + inside
        listed.add(path.casefold())
        yield from archive.absent(path, place)


def _base(element: Element) -> str:
    """The xml:base of an element and of all around it, outermost first.

    Cut where no path could be that long.
    """
    most = MAX_PATH + 1
    around = [element, *element.iterancestors()]
    base = ""
    for one in reversed(around):
        part = str(one.get(_BASE, ""))
        whole = base + part
        base = whole[:most]
    return base


def _unlisted(document: Document, archive: Archive, listed: set[str]) -> list[str]:
    """Files that the manifest should name and does not, sorted."""
    free = _own_logos(archive)
    unlisted = []
    for name in sorted(archive.names):
        is_listed = name.casefold() in listed or name in free
        if not is_listed and _needs_listing(name, document, archive):
            unlisted.append(name)
    return unlisted


def _own_logos(archive: Archive) -> set[str]:
    """Files that a trust may add to a package of ours without touching the manifest."""
    base = archive.base
    if f"{base}trust.json" not in archive.names:
        return set()
    return {base + name for name in _OWN_LOGOS}


def _needs_listing(name: str, document: Document, archive: Archive) -> bool:
    """False for the manifest, control documents, and what lies outside the manifest's folder."""
    if name == document.name:
        return False
    if _CONTROL.search(name) or escapes(name):
        return False
    return name.startswith(archive.base)


def _launch_listed(document: Document) -> Findings:
    """Resources whose launch page is not among their own files."""
    for resource in document.all("resource"):
        href = resource.get("href")
        if not href or _ABSOLUTE.match(href):
            continue
        page = without_query(href)
        files = resource.findall(document.name_of("file"))
        listed = [file.get("href") for file in files]
        if page not in listed:
            yield document.found("launch-unlisted", resource, href=href)
