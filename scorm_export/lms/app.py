"""The WSGI application of the LMS page: an index, one page for each package, its files, its record store.

Works below any mount point (SCRIPT_NAME). Packages are opened when first asked for; one that is refused gets a page
that says why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from threading import Lock

from scorm_export.errors import ScormError
from scorm_export.lms import pages, records, xapi
from scorm_export.lms.assets import STATIC
from scorm_export.lms.lrs import Store
from scorm_export.lms.package import Package, open_package
from scorm_export.lms.wsgi import (
    App,
    Environ,
    Request,
    Response,
    Start,
    as_json,
    content_type,
    plain,
)

_SLUG = re.compile(r"(?!static\Z)[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")
_POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"


class Shelf:
    """The packages by name, each opened once, with a record store beside it."""

    def __init__(self, packages: Mapping[str, Path]) -> None:
        self.paths = dict(packages)
        self._open: dict[str, tuple[Package, Store]] = {}
        self._lock = Lock()

    def get(self, slug: str) -> tuple[Package, Store]:
        """KeyError for an unknown name, ScormError for a package that is refused."""
        path = self.paths[slug]
        with self._lock:
            if slug not in self._open:
                self._open[slug] = (open_package(path), Store())
            return self._open[slug]


def lms_app(packages: Mapping[str, Path]) -> App:
    """A WSGI application that plays these packages, by name. Raises ScormError lms-name for a name that fits no URL."""
    for slug in packages:
        if not _SLUG.match(slug):
            raise ScormError(
                "lms-name",
                repr(slug),
                "This cannot be part of an address.",
                "Use letters, digits, '.', '_' and '-'.",
            )
    return partial(_serve, Shelf(packages))


def _serve(shelf: Shelf, environ: Environ, start: Start) -> Iterable[bytes]:
    request = Request.read(environ)
    try:
        response = _route(shelf, request)
    except ScormError as error:
        response = pages.refused(error, request.root)
    return response.send(start, head=request.method == "HEAD")


def _route(shelf: Shelf, request: Request) -> Response:
    if request.body is None:
        return plain(413, "That is too long.")
    slug, slash, rest = request.path.partition("/")
    if slug == "static":
        return _static(rest)
    if not slug:
        return _index(shelf, request)
    if slug not in shelf.paths:
        return pages.missing(request.root)
    if not slash:
        return Response(301, headers={"Location": f"{request.root}/{slug}/"})
    package, store = shelf.get(slug)
    area, _, path = rest.partition("/")
    answer = _AREAS.get(area)
    return (
        answer(slug, package, store, path, request)
        if answer
        else pages.missing(request.root)
    )


def _index(shelf: Shelf, request: Request) -> Response:
    if len(shelf.paths) == 1:
        return Response(
            303, headers={"Location": f"{request.root}/{next(iter(shelf.paths))}/"}
        )
    rows: list[tuple[str, Package | ScormError]] = []
    for slug in shelf.paths:
        try:
            rows.append((slug, shelf.get(slug)[0]))
        except ScormError as error:
            rows.append((slug, error))
    return pages.index(rows, request.root)


def _static(name: str) -> Response:
    path = STATIC / name
    if not re.fullmatch(r"[a-z0-9.-]+\.(js|css|svg)", name) or not path.is_file():
        return plain(404, "There is no such file.")
    return Response(
        200, path.read_bytes(), content_type(name), {"Cache-Control": "no-cache"}
    )


def _page(
    slug: str, package: Package, _store: Store, _path: str, _request: Request
) -> Response:
    response = pages.lms(slug, package)
    return Response(
        response.status,
        response.body,
        response.content_type,
        {"Content-Security-Policy": _POLICY},
    )


def _content(
    _slug: str, package: Package, _store: Store, path: str, _request: Request
) -> Response:
    data = package.read(path)
    if data is None:
        return plain(404, f"The package has no file {path!r}.")
    return Response(200, data, content_type(path), {"Cache-Control": "no-cache"})


def _record(
    _slug: str, _package: Package, _store: Store, _path: str, request: Request
) -> Response:
    try:
        text = json.loads(request.body or b'""')
    except (ValueError, RecursionError):
        text = None
    return (
        as_json(records.explain(text))
        if isinstance(text, str)
        else plain(400, "Send the text as JSON.")
    )


def _xapi(
    _slug: str, package: Package, store: Store, path: str, request: Request
) -> Response:
    return xapi.answer(store, package.units, path, request)


_AREAS: dict[str, Callable[[str, Package, Store, str, Request], Response]] = {
    "": _page,
    "content": _content,
    "record": _record,
    "xapi": _xapi,
}
