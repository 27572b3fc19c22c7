"""The demo's own pages: the three doors, the ready-made packages and the form that makes one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    request,
    send_file,
    send_from_directory,
)

from demo.site.options import DemoOptions
from demo.site.packages import to_play
from olw_core import content
from olw_core.authoring import guide
from olw_core.authoring.pack import pack_page
from olw_core.errors import OlwError
from olw_core.formats.compiled import Module
from olw_core.page import pages
from scorm_export import dist
from scorm_export.errors import ScormError
from scorm_export.form import FormError, build_from_form, render

SHEET = "/page.css"
MAX_UPLOAD = 512 * 1024
"""Bytes of a posted form; a logo is far smaller."""
_TEMPLATES = Path(__file__).resolve().with_name("templates")
blueprint = Blueprint("home", __name__)


def create_home(options: DemoOptions) -> Flask:
    """The site's root application."""
    app = Flask("demo.site")
    app.config["MAX_CONTENT_LENGTH"] = MAX_UPLOAD
    app.extensions["demo"] = options
    app.register_blueprint(blueprint)
    return app


def _options() -> DemoOptions:
    """Those of the running demo."""
    options: DemoOptions = current_app.extensions["demo"]
    return options


@blueprint.get("/")
def home() -> str:
    """The start page: three doors and every story."""
    return pages.render(
        _TEMPLATES,
        "home.html",
        sheet=SHEET,
        first_package=next(iter(to_play(_options().packages)), ""),
        options=_options(),
        modules=[content.load(module_id) for module_id in content.module_ids()],
        parts=content.framework().parts,
    )


@blueprint.get("/sessions/<module_id>")
def session_pack(module_id: str) -> str:
    """A session pack, for whoever tries the demo."""
    module = _with_guide(module_id)
    return pack_page(module)


@blueprint.get("/guides/<module_id>")
def facilitators_guide(module_id: str) -> str:
    """A guide, for whoever tries the demo; the LTI service opens it for facilitators alone."""
    return guide.guide_page(_with_guide(module_id))


def _with_guide(module_id: str) -> Module:
    """The module, 404 where there is none or it has no guide."""
    if module_id not in content.module_ids():
        abort(404)
    module = content.load(module_id)
    if not guide.has_guide(module):
        abort(404)
    return module


@blueprint.get("/packages/")
@blueprint.get("/packages/<path:name>")
def packages(name: str = dist.PAGE) -> Response:
    """A page or a zip of the ready-made packages."""
    return send_from_directory(_options().packages.resolve(), name)


@blueprint.get("/make")
def form() -> str:
    """The form that makes a package."""
    return render(style=SHEET)


@blueprint.post("/make")
def make() -> Response | tuple[str, int]:
    """The package, or the form again with what is wrong."""
    try:
        package = build_from_form(request.form, _logo())
    except FormError as error:
        return render(request.form, error.errors, style=SHEET), 422
    return send_file(
        BytesIO(package.data),
        "application/zip",
        as_attachment=True,
        download_name=package.name,
    )


def _logo() -> bytes | None:
    """The uploaded file; None for none."""
    upload = request.files.get("logo")
    if upload is None or not upload.filename:
        return None
    return bytes(upload.read())


@blueprint.get(SHEET)
def style() -> Response:
    """The sheet of all pages."""
    return send_file(pages.STYLE, mimetype="text/css")


@blueprint.app_errorhandler(404)
def missing(_error: Exception) -> tuple[str, int]:
    """404 in the site's own words."""
    return _refusal("Page not found"), 404


@blueprint.app_errorhandler(413)
def too_large(_error: Exception) -> tuple[str, int]:
    """413: the upload is beyond what the form takes."""
    title, why = "That file is too large", "Use a logo of at most 100 kB."
    return _refusal(title, why, "/make", "Back to the form"), 413


@blueprint.app_errorhandler(OlwError)
@blueprint.app_errorhandler(ScormError)
def refused(error: Exception) -> tuple[str, int]:
    """422: a refusal in its own words."""
    return _refusal("That did not work", str(error)), 422


def _refusal(
    title: str,
    why: str = "",
    address: str = "/",
    onward: str = "Go to the start page",
) -> str:
    return pages.render(
        _TEMPLATES,
        "refused.html",
        sheet=SHEET,
        title=title,
        why=why,
        address=address,
        onward=onward,
    )
