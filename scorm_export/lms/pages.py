"""The HTML pages around the LMS: the list of packages, the LMS page of one package, and the pages
that say no.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from webob import Response

from olw_core.page.element import script_json
from scorm_export.errors import ScormError
from scorm_export.lms.package import Package
from scorm_export.lms.web import HTML, answer
from scorm_export.look import draw

SHEET = "page.css"
_SCRIPTS = {"1.2": "scorm-again-12.min.js", "2004": "scorm-again-2004.min.js"}


class Row(NamedTuple):
    """A package of the list, or why it is refused."""

    slug: str
    """Its name in addresses."""
    package: Package | None
    """None where it is refused."""
    refused: ScormError | None = None
    """None where it is not."""


def _page(name: str, root: str, *, status: int = 200, **values: object) -> Response:
    """A page from its template; `root`: the address below which this LMS is mounted."""
    sheet = f"{root}/static/{SHEET}"
    page = draw(name, sheet=sheet, root=root, **values)
    return answer(status, page.encode(), HTML)


def lms(slug: str, package: Package) -> Response:
    """The LMS page of one package."""
    return _page(
        "tester.html",
        "..",
        package=package,
        data=script_json(_data(slug, package)),
        script=_SCRIPTS.get(package.edition),
    )


def _data(slug: str, package: Package) -> dict[str, object]:
    """What the page's script reads."""
    units = []
    for unit in package.units:
        units.append(
            {
                "id": unit.id,
                "title": unit.title,
                "href": unit.href,
                "launchData": unit.launch_data,
                "mastery": unit.mastery,
            }
        )
    return {
        "slug": slug,
        "edition": package.edition,
        "key": f"olw-lms.{slug}.{_fingerprint(package)}",
        "units": units,
    }


def _fingerprint(package: Package) -> str:
    """By the units alone: a rebuilt package keeps its learner, as in an LMS; another package of
    this name does not."""
    named = [package.edition]
    named += [unit.id for unit in package.units]
    return hashlib.sha256("\n".join(named).encode()).hexdigest()[:10]


def index(rows: Sequence[Row], root: str) -> Response:
    """The packages to choose from."""
    return _page("tester_list.html", root, rows=rows)


def refused(error: ScormError, root: str) -> Response:
    """A package that cannot be played."""
    return _page("tester_refused.html", root, status=400, error=error)


def missing(root: str) -> Response:
    """An address that leads nowhere."""
    return _page("tester_missing.html", root, status=404)
