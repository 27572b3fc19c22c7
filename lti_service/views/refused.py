"""Turns every error into words: JSON for the API, a plain page for people.

No traceback ever leaves.
"""

from __future__ import annotations

import logging

from flask import Flask, Response, g, make_response, render_template, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from lti_service import addresses
from lti_service.away import is_away, kind_of
from lti_service.errors import RefusedError, UnknownDeploymentError
from lti_service.headers import allow_anyone_to_frame
from lti_service.services.platforms import deployments
from lti_service.views.play_api import problem
from lti_service.views.speech import gettext
from lti_service.wiring import wiring

logger = logging.getLogger("lti_service.refusals")
ASKED_BY_SCRIPTS = ("/content", "/earlier", "/end", "/forget", addresses.NOTICES)
"""Ends of the addresses that static/shell.js asks, which shows a refusal itself, or a platform."""
HTTP_CODES = {
    404: "not-found",
    405: "method-not-allowed",
    413: "body-too-large",
}


def handle_errors(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(RefusedError, _refused)
    app.register_error_handler(UnknownDeploymentError, _unknown_deployment)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SQLAlchemyError, _database)
    app.register_error_handler(Exception, _unforeseen)


def whole_answer(app: Flask, error: RefusedError) -> bytes:
    """The refusal as the bytes of an HTTP/1.1 answer, for a request that never became one."""
    with app.test_request_context("/"):
        response = app.process_response(_refused(error))
        body = response.get_data()
    response.headers["Connection"] = "close"
    head = f"HTTP/1.1 {response.status}\r\n{response.headers}"
    return head.encode("latin-1") + body


def _refused(error: RefusedError) -> Response:
    reference = _reference()
    told = {
        "code": error.code,
        "detail": error.detail,
        "request": reference,
    }
    logger.warning("refused", extra=told)
    if _wants_json():
        return problem(error.status, error.code, gettext(error.words))
    if "frame_ancestors" not in g:
        allow_anyone_to_frame()
    page = render_template(
        "refused.html",
        words=gettext(error.words),
        code=error.code,
        reference=reference,
    )
    return make_response(page, error.status)


def _unknown_deployment(error: UnknownDeploymentError) -> Response:
    """It waits for an administrator from now on."""
    here = wiring()
    try:
        code = deployments.note_unknown(here.database, error, here.clock())
    except SQLAlchemyError as trouble:
        return _database(trouble)
    return _refused(RefusedError(code, error.detail))


def _http(error: HTTPException) -> Response:
    status = error.code or 400
    if 300 <= status < 400:
        return make_response(error.get_response())
    code = HTTP_CODES.get(status, "bad-request")
    return _refused(RefusedError(code, f"HTTP {error.code}"))


def _database(error: SQLAlchemyError) -> Response:
    """Where it cannot work now nothing was kept, and the caller may try again."""
    if not is_away(error):
        return _unforeseen(error)
    told = {
        "detail": kind_of(error),
        "remedy": "see OLW_DATABASE_URL",
        "request": _reference(),
    }
    logger.error("database", extra=told)
    return _refused(RefusedError("too-busy", "the database did not answer"))


def _unforeseen(error: Exception) -> Response:
    logger.exception("unforeseen", extra={"request": _reference()})
    return _refused(RefusedError("unforeseen", type(error).__name__))


def _reference() -> str:
    """What a help desk finds this request by in the log."""
    request_id: str = g.get("request_id", "")
    return request_id


def _wants_json() -> bool:
    inside = request.path.removeprefix(wiring().settings.public_path)
    return inside.startswith("/api/") or inside.endswith(ASKED_BY_SCRIPTS)
