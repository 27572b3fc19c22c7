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
    for element in [*document.all("resource"), *document.all("file")]:
        href = element.get("href")
        if href is not None:
            yield _Reference(_base(element) + href, document.at(element))
    for location in document.locations():
        href = _base(location) + own_text(location)
        yield _Reference(href, document.at(location))


def _follow(reference: _Reference, archive: Archive, listed: set[str]) -> Findings:
    """What is wrong with where a reference leads; `listed` is told the file it means."""
    href, place = reference.href, reference.place
    if len(href) > MAX_PATH:
        yield found("file-missing", place, path=href)
    elif _ABSOLUTE.match(href):
        yield found("resource-absolute-url", place, href=href)
    elif escapes(reference.path):
        yield found("href-escapes", place, href=href)
    else:
        path = archive.base + posixpath.normpath(reference.path)
        listed.add(path.casefold())
        yield from archive.absent(path, place)


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
    """Resources whose launch page is not among their own files."""
    for resource in document.all("resource"):
        href = resource.get("href")
        if not href or _ABSOLUTE.match(href):
            continue
        files = resource.findall(document.name_of("file"))
        listed = {file.get("href") for file in files}
        if without_query(href) not in listed:
            yield document.found("launch-unlisted", resource, href=href)
