"""The WSGI application of the package tester: an index, one page for each package, its files, its
record store.

Works below any mount point (SCRIPT_NAME). Packages are opened when first asked for; one that is
refused gets a page that says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from webob import Response

from olw_core.page.pages import STYLE
from scorm_export.errors import ScormError
from scorm_export.lms import pages, records, web, xapi
from scorm_export.lms.assets import STATIC
from scorm_export.lms.lrs import Store
from scorm_export.lms.package import Package, open_package
from scorm_export.lms.web import Request

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# A package's name in addresses; `static` is taken.
_SLUG = re.compile(r"(?!static\Z)[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")
# A file of the page itself: no folder, no hidden name.
_FILE = re.compile(r"[a-z0-9.-]+\.(js|css|svg)")
_POLICY = (
    "default-src 'self'; img-src 'self' data:; frame-src 'self' blob:; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
)
"""Firefox takes a file that a package offers for download for a page in its frame."""


@dataclass(frozen=True)
class Opened:
    """A package under its name in addresses, with the record store beside it."""

    slug: str
    """Its name in addresses."""
    package: Package
    """Read once, when it is first asked for."""
    store: Store
    """What its units have sent so far."""


class Shelf:
    """The packages by name, each opened once."""

    def __init__(self, packages: Mapping[str, Path]) -> None:
        self.paths = dict(packages)
        self._opened: dict[str, Opened] = {}
        self._lock = Lock()

    def get(self, slug: str) -> Opened:
        """KeyError for an unknown name, ScormError for a package that is refused."""
        path = self.paths[slug]
        with self._lock:
            if slug not in self._opened:
                self._opened[slug] = Opened(slug, open_package(path), Store())
            return self._opened[slug]

    def rows(self) -> list[pages.Row]:
        """All of them for the list, in order."""
        found = []
        for slug in self.paths:
            try:
                found.append(pages.Row(slug, self.get(slug).package))
            except ScormError as error:
                found.append(pages.Row(slug, None, error))
        return found


def lms_app(packages: Mapping[str, Path]) -> WSGIApplication:
    """A WSGI application that plays these packages, by name.

    Raises ScormError lms-name for a name that fits no URL.
    """
    for slug in packages:
        if not _SLUG.match(slug):
            raise ScormError(
                "lms-name",
                repr(slug),
                "This cannot be part of an address.",
                "Use letters, digits, '.', '_' and '-'.",
            )
    return partial(_serve, Shelf(packages))


def _serve(
    shelf: Shelf,
    environ: WSGIEnvironment,
    start: StartResponse,
) -> Iterable[bytes]:
    """One request, answered whatever it is (PEP 3333)."""
    request = Request(environ)
    try:
        response = _route(shelf, request)
    except ScormError as error:
        response = pages.refused(error, request.script_name)
    except UnicodeDecodeError:
        response = web.sentence(400, "The address is not in UTF-8.")
    # Sent as it is: WebOb itself would put our own host before a Location.
    start(response.status, response.headerlist)
    return [] if request.method == "HEAD" else [response.body]


def _route(shelf: Shelf, request: Request) -> Response:
    """/, /static/<file>, or /<slug>/<area>/<path>.

    Raises ScormError for a package that is refused, UnicodeDecodeError for a broken address.
    """
    length = request.content_length or 0
    if length > web.MAX_BODY:
        return web.sentence(413, "That is too long.")
    root = request.script_name
    path = request.path_info.removeprefix("/")
    slug, slash, rest = path.partition("/")
    if slug == "static":
        return _static(rest)
    if not slug:
        return _index(shelf, root)
    if slug not in shelf.paths:
        return pages.missing(root)
    if not slash:
        return web.moved(301, f"{root}/{slug}/")
    opened = shelf.get(slug)
    area, _, below = rest.partition("/")
    found = _AREAS.get(area)
    if found is None:
        return pages.missing(root)
    return found(opened, below, request)


def _index(shelf: Shelf, root: str) -> Response:
    """The list; the package itself where there is only one."""
    if len(shelf.paths) == 1:
        only = next(iter(shelf.paths))
        return web.moved(303, f"{root}/{only}/")
    return pages.index(shelf.rows(), root)


def _static(name: str) -> Response:
    """A script or picture of this page, or the style sheet of all pages."""
    path = STYLE if name == pages.SHEET else STATIC / name
    if not _FILE.fullmatch(name) or not path.is_file():
        return web.sentence(404, "There is no such file.")
    return web.file(name, path.read_bytes())


def _page(opened: Opened, _path: str, _request: Request) -> Response:
    """The package with the LMS around it; nothing in it comes from another site."""
    response = pages.lms(opened.slug, opened.package)
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def _content(opened: Opened, path: str, _request: Request) -> Response:
    """A file of the package."""
    data = opened.package.read(path)
    if data is None:
        return web.sentence(404, f"The package has no file {path!r}.")
    return web.file(path, data)


def _record(_opened: Opened, _path: str, request: Request) -> Response:
    """A stored text, sent as JSON, in words."""
    text = web.json_body(request) if request.body else ""
    if not isinstance(text, str):
        return web.sentence(400, "Send the text as JSON.")
    return web.as_json(records.explain(text))


def _xapi(opened: Opened, path: str, request: Request) -> Response:
    """What the record store answers to a unit of this package."""
    return xapi.answer(opened.store, opened.package.units, path, request)


Answering = Callable[[Opened, str, Request], Response]
_AREAS: dict[str, Answering] = {
    "": _page,
    "content": _content,
    "record": _record,
    "xapi": _xapi,
}
