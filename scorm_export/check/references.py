"""Files against the manifest: every href leads to a file of the zip in the right case, and every file is listed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from scorm_export.check.archive import Archive, escapes
from scorm_export.check.document import Document
from scorm_export.check.findings import Finding, found, some
from scorm_export.editions import ADLCP, ADLCP12

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ABSOLUTE = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*:|//)")
MAX_PATH = 65_535  # bytes of a name in a zip (APPNOTE 4.4.10)
# What change-a-package.md offers: a logo put beside trust.json after the build.
_OWN_LOGOS = ("logo.svg", "logo.png")
_CONTROL = re.compile(r"\.(xsd|dtd)$", re.IGNORECASE)


def references(document: Document, archive: Archive) -> Iterator[Finding]:
    """Every finding of this file's rules."""
    folded = {name.casefold(): name for name in archive.names}
    listed: set[str] = set()
    for element, href in _hrefs(document):
        path, finding = _resolve(document, archive, folded, element, href)
        if finding is not None:
            yield finding
        listed.add(path.casefold())
    others = sorted(name for name in archive.names if name.casefold() not in listed)
    free = _own_logos(archive)
    unlisted = [n for n in others if n not in free and not _free(n, document, archive)]
    if unlisted:
        yield found("file-unlisted", some(unlisted))
    yield from _launch_listed(document)


def _hrefs(document: Document) -> Iterator[tuple[etree._Element, str]]:
    for element in [*document.all("resource"), *document.all("file")]:
        if element.get("href") is not None:
            yield element, str(element.get("href"))
    for namespace in (ADLCP12, ADLCP):
        for location in document.root.iter(f"{{{namespace}}}location"):
            yield location, (location.text or "").strip()


def _resolve(
    document: Document,
    archive: Archive,
    folded: dict[str, str],
    element: etree._Element,
    href: str,
) -> tuple[str, Finding | None]:
    """The path an href leads to, and what is wrong with it."""
    place = document.at(element)
    joined = _base(element) + href
    if len(joined) > MAX_PATH:
        return "", found("file-missing", place, path=joined)
    if _ABSOLUTE.match(joined):
        return "", found("resource-absolute-url", place, href=joined)
    path = unquote(re.split(r"[?#]", joined)[0])
    if escapes(path):
        return "", found("href-escapes", place, href=joined)
    path = archive.base + posixpath.normpath(path)
    if path in archive.names:
        return path, None
    if path.casefold() in folded:
        return path, found("file-case", place, path=path, real=folded[path.casefold()])
    return path, found("file-missing", place, path=path)


def _base(element: etree._Element) -> str:
    """The xml:base of an element and of all around it, outermost first; cut where no path could be that long."""
    parts = [
        str(one.get(_BASE, ""))[: MAX_PATH + 1]
        for one in (element, *element.iterancestors())
    ]
    return "".join(reversed(parts))[: MAX_PATH + 1]


def _own_logos(archive: Archive) -> set[str]:
    """Files that a trust may add to a package of ours without touching the manifest."""
    if archive.base + "trust.json" not in archive.names:
        return set()
    return {archive.base + name for name in _OWN_LOGOS}


def _free(name: str, document: Document, archive: Archive) -> bool:
    """The manifest and the control documents need no listing; nor what lies outside the manifest's folder."""
    return (
        name == document.name
        or bool(_CONTROL.search(name))
        or escapes(name)
        or not name.startswith(archive.base)
    )


def _launch_listed(document: Document) -> Iterator[Finding]:
    for resource in document.all("resource"):
        href = resource.get("href")
        files = {
            file.get("href") for file in resource.findall(f"{{{document.ns}}}file")
        }
        if (
            href
            and re.split(r"[?#]", href)[0] not in files
            and not _ABSOLUTE.match(href)
        ):
            yield found("launch-unlisted", document.at(resource), href=href)
