"""The demo's own pages: the three doors, the ready-made packages and the form that makes one."""

from __future__ import annotations

from html import escape
from io import BytesIO

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    render_template,
    request,
    send_file,
    send_from_directory,
)

from demo.site.options import DemoOptions
from olw_core import content
from olw_core.authoring import guide
from olw_core.errors import OlwError
from scorm_export import dist, look
from scorm_export.errors import ScormError
from scorm_export.form import FormError, build_from_form, render

blueprint = Blueprint(
    "home", __name__, template_folder="templates", static_folder="static"
)
MAX_UPLOAD = 512 * 1024
"""Bytes of a posted form; a logo is far smaller."""


def create_home(options: DemoOptions) -> Flask:
    """The site's root application."""
    app = Flask("demo.site")
    app.config["MAX_CONTENT_LENGTH"] = MAX_UPLOAD
    app.extensions["demo"] = options
    app.register_blueprint(blueprint)
    return app


def _options() -> DemoOptions:
    options: DemoOptions = current_app.extensions["demo"]
    return options


@blueprint.get("/")
def home() -> str:
    framework = content.framework()
    modules = [content.load(module_id) for module_id in content.module_ids()]
    return render_template(
        "home.html", options=_options(), modules=modules, parts=framework.parts
    )


@blueprint.get("/guides/<module_id>")
def facilitators_guide(module_id: str) -> str:
    """A guide, for whoever tries the demo; the LTI service opens it for facilitators alone."""
    if module_id not in content.module_ids() or not guide.has_guide(
        content.load(module_id)
    ):
        abort(404)
    return guide.guide_page(content.load(module_id))


@blueprint.get("/packages/")
@blueprint.get("/packages/<path:name>")
def packages(name: str = dist.PAGE) -> Response:
    return send_from_directory(_options().packages.resolve(), name)


@blueprint.route("/make", methods=["GET", "POST"])
def make() -> Response | str | tuple[str, int]:
    style = "/make.css"
    if request.method == "GET":
        return render(style=style)
    upload = request.files.get("logo")
    logo = upload.read() if upload and upload.filename else None
    try:
        package = build_from_form(request.form, logo)
    except FormError as error:
        return render(request.form, error.errors, style=style), 422
    return send_file(
        BytesIO(package.data),
        "application/zip",
        as_attachment=True,
        download_name=package.name,
    )


@blueprint.get("/make.css")
def make_style() -> Response:
    return Response(look.CSS, mimetype="text/css")


@blueprint.app_errorhandler(404)
def missing(_error: Exception) -> tuple[str, int]:
    return look.page(
        "Page not found",
        '<h1>Page not found</h1><p><a href="/">Go to the start page</a></p>',
    ), 404


@blueprint.app_errorhandler(413)
def too_large(_error: Exception) -> tuple[str, int]:
    words = "<h1>That file is too large</h1><p>Use a logo of at most 100 kB.</p><p><a href='/make'>Back to the form</a></p>"
    return look.page("That file is too large", words), 413


@blueprint.app_errorhandler(OlwError)
@blueprint.app_errorhandler(ScormError)
def refused(error: Exception) -> tuple[str, int]:
    return look.page(
        "That did not work", f"<h1>That did not work</h1><p>{escape(str(error))}</p>"
    ), 422
