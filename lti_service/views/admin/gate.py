"""Who may come to /admin, and that a form came from a page of theirs (CSRF).

A form carries a value that belongs to the session; and a browser that says where a request comes
from (Fetch Metadata) must say that it comes from us.
"""

from __future__ import annotations

from flask import Blueprint, Response, g, make_response, render_template, request
from sqlalchemy.orm import Session

from lti_service import cookies
from lti_service.errors import CommandError, OutgoingError, RefusedError
from lti_service.secret import fingerprint, same
from lti_service.services import admin_log
from lti_service.services.admin import admin_sessions
from lti_service.wiring import wiring

blueprint = Blueprint("admin", __name__, url_prefix="/admin")
ENTRANCE = frozenset({"admin.enter", "admin.sign_in"})
"""Where nobody is signed in yet."""
FORM = "form"
FORM_LENGTH = 64
"""Of a fingerprint."""


@blueprint.before_request
def check() -> None:
    """Raises RefusedError: admin-session, admin-form."""
    if request.method == "POST":
        _check_origin()
    if request.endpoint in ENTRANCE:
        return
    here = wiring()
    token = cookies.read(cookies.ADMIN)
    with here.database.writing() as session:
        g.admin = admin_sessions.find(session, token, here.clock())
    g.admin_form = form_value(token)
    if request.method == "POST":
        _check_form()


def form_value(token: str) -> str:
    """What a form of this session carries."""
    return fingerprint("olw admin form " + token)


def note(session: Session, action: str, about: str) -> None:
    """Put what this administrator did into the log, in the unit that does it."""
    admin_log.note(session, g.admin.name, action, about, wiring().clock())


@blueprint.app_template_global("admin_form")
def hidden_value() -> str:
    """For the hidden field of each form."""
    value: str = g.admin_form
    return value


@blueprint.errorhandler(CommandError)
def fault(error: CommandError) -> Response:
    """Something typed in cannot be used."""
    page = render_template("admin/fault.html", words=str(error), code=error.code)
    return make_response(page, 400)


@blueprint.errorhandler(OutgoingError)
def busy(error: OutgoingError) -> Response:
    """The LMS is being asked by others already; nothing was tried."""
    page = render_template("admin/fault.html", words=f"{error}.", code=error.code)
    return make_response(page, 424)


@blueprint.errorhandler(RefusedError)
def refused(error: RefusedError) -> Response:
    """Turned away, in words for administrators."""
    page = render_template("admin/refused.html", words=error.words, code=error.code)
    return make_response(page, error.status)


def _check_origin() -> None:
    """Browsers send no origin from our pages, which give no referrer; this they do send."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise RefusedError("admin-form", "the form came from another site")


def _check_form() -> None:
    """Raises RefusedError (admin-form)."""
    value = request.form.get(FORM, "")[:FORM_LENGTH]
    if not same(fingerprint(value), fingerprint(g.admin_form)):
        raise RefusedError("admin-form", "the form's value is not this session's")
