"""The facilitator's guide of a module.

For facilitators of the course alone, by the rule of the cohort page.
"""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, send_file

from lti_service import addresses
from lti_service.errors import RefusedError
from lti_service.views import cohort_room, who_asks
from lti_service.wiring import wiring
from olw_core.authoring import guide
from olw_core.authoring.pack import pack_page
from olw_core.formats.compiled import Module

blueprint = Blueprint("guides", __name__)


@blueprint.route("/cohort/<key>/guide/<module>", methods=["GET", "POST"])
def show(key: str, module: str) -> str:
    """The guide as a page to print.

    Posted with the session where the browser keeps no cookie.
    """
    found = _found(key, module)
    style_address = addresses.local("guides.style")
    return guide.guide_page(found, style=style_address)


@blueprint.route("/cohort/<key>/session/<module>", methods=["GET", "POST"])
def pack(key: str, module: str) -> Response:
    """The session pack as a file to keep: a page for the projector needs its own script."""
    found = _found(key, module)
    return send_file(
        BytesIO(pack_page(found).encode()),
        "text/html; charset=utf-8",
        as_attachment=True,
        download_name=f"{module}-session.html",
    )


def _found(key: str, module: str) -> Module:
    """A module with a guide, for a facilitator of the course. Raises RefusedError."""
    here = wiring()
    token = who_asks.cookie_or_field(key)
    with here.database.writing() as session:
        owner = who_asks.known(session, token)
        cohort_room.course_of(session, owner, key)
    found = here.library.modules.get(module)
    if found is None or not guide.has_guide(found):
        told = f"no guide for {module[:100]!r}"
        raise RefusedError("module-unknown", told)
    return found


@blueprint.get("/guide.css")
def style() -> Response:
    """The guide's stylesheet."""
    return send_file(guide.STYLE, mimetype="text/css")
