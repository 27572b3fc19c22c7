"""The HTML pages around the LMS: the list of packages, the LMS page of one package, and the pages that say no."""

from __future__ import annotations

import hashlib
import json
from html import escape
from string import Template

from scorm_export.errors import ScormError
from scorm_export.lms.assets import STATIC
from scorm_export.lms.package import Package
from scorm_export.lms.wsgi import Response

_HTML = "text/html; charset=utf-8"
_SCRIPTS = {"1.2": "scorm-again-12.min.js", "2004": "scorm-again-2004.min.js"}


def _fill(name: str, status: int = 200, **values: str) -> Response:
    text = Template((STATIC / name).read_text(encoding="utf-8")).substitute(values)
    return Response(status, text.encode(), _HTML)


def lms(slug: str, package: Package) -> Response:
    """The LMS page of one package."""
    data = {
        "slug": slug,
        "edition": package.edition,
        "key": f"olw-lms.{slug}.{_fingerprint(package)}",
        "units": [
            {
                "id": u.id,
                "title": u.title,
                "href": u.href,
                "launchData": u.launch_data,
                "mastery": u.mastery,
            }
            for u in package.units
        ],
    }
    script = _SCRIPTS.get(package.edition)
    return _fill(
        "lms.html",
        title=escape(package.title),
        file=escape(package.file_name),
        label=escape(package.label),
        # "<" could end the script element
        data=json.dumps(data).replace("<", "\\u003c"),
        api=f'<script src="../static/{script}"></script>' if script else "",
    )


def _fingerprint(package: Package) -> str:
    """By the units alone: a rebuilt package keeps its learner, as in an LMS; another package of this name does not."""
    return hashlib.sha256(
        "\n".join([package.edition, *(unit.id for unit in package.units)]).encode()
    ).hexdigest()[:10]


def index(rows: list[tuple[str, Package | ScormError]], root: str) -> Response:
    """The packages to choose from."""
    items = "".join(_row(f"{root}/{slug}/", slug, package) for slug, package in rows)
    return _fill(
        "index.html",
        title="Packages",
        body=f'<ul class="packages">{items}</ul>',
        root=escape(root),
    )


def _row(address: str, slug: str, package: Package | ScormError) -> str:
    if isinstance(package, ScormError):
        return f"<li><strong>{escape(slug)}</strong><span>{escape(str(package))}</span></li>"
    units = f", {len(package.units)} modules" if len(package.units) > 1 else ""
    name = f"{escape(package.file_name)}, {escape(package.label)}{units}"
    return f'<li><a href="{escape(address)}">{escape(package.title)}</a><span>{name}</span></li>'


def refused(error: ScormError, root: str) -> Response:
    """A package that cannot be played."""
    return _fill(
        "index.html",
        400,
        title="This package cannot be played",
        body=f"<p>{escape(str(error))}</p>",
        root=escape(root),
    )


def missing(root: str) -> Response:
    """An address that leads nowhere."""
    body = f'<p>There is nothing at this address. <a href="{escape(root)}/">See the packages</a>.</p>'
    return _fill("index.html", 404, title="Not found", body=body, root=escape(root))
