"""JSON over the runtime's handlers: reading a request and writing an answer.

`XBlock.json_handler` answers bad JSON in a form of its own and lets a deeply nested body fail; the
play protocol (docs/developers/formats.md, section 7) has coded errors.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema
from webob import Response

from olw_core.errors import OlwError
from olw_core.formats.view import View
from olw_core.play import read_body
from olw_core.play.read_body import BodyError
from olw_core.play.statuses import status_of
from olw_xblock.errors import RequestError, SettingsError, XBlockDoorError

MAX_BODY = 8192
"""Bytes. The longest lawful request is a Studio form, well under 2 kB."""

CODES = {
    read_body.TOO_LARGE: "request-too-large",
    read_body.NOT_JSON: "request-malformed",
    read_body.MALFORMED: "request-invalid",
}
"""The play room's fault -> this door's code, under which it is known to help desks."""
WORDS = {
    read_body.TOO_LARGE: "The request is too long.",
    read_body.NOT_JSON: "The request is not readable JSON.",
    read_body.MALFORMED: "The field '{field}' cannot be used: {problem}",
}
RELOAD = "Reload the page and try again."


def read_json(request: Any) -> object:
    """The JSON value of a POST request. Raises RequestError with status 405, 413 or 400."""
    raw = _posted(request)
    try:
        return read_body.read_json(raw, MAX_BODY)
    except BodyError as error:
        raise _unreadable(error) from None


def read_fields(request: Any, schema: type[Schema]) -> Any:
    """The fields that `schema` knows, in the shape of their call.

    Raises RequestError with status 405, 413 or 400.
    """
    raw = _posted(request)
    try:
        return read_body.read_body(schema, raw, MAX_BODY)
    except BodyError as error:
        raise _unreadable(error) from None


def _posted(request: Any) -> bytes:
    if request.method != "POST":
        raise RequestError(
            "request-not-post",
            405,
            "This address takes answers only. Go back to the course page.",
        )
    body: bytes = request.body
    return body


def _unreadable(error: BodyError) -> RequestError:
    said = WORDS[error.code].format(field=error.field, problem=error.problem)
    return RequestError(CODES[error.code], status_of(error), f"{said} {RELOAD}")


def answer(data: Mapping[str, object], status: int = 200) -> Response:
    """A JSON answer that nothing between here and the browser may keep."""
    return Response(
        json.dumps(data),
        status=status,
        content_type="application/json",
        charset="utf-8",
        cache_control="no-store",
    )


def refusal(error: OlwError, view: View | None = None) -> Response:
    """The coded form of an error; for a conflict with the View as it is now."""
    told: dict[str, object] = {"code": error.code, "message": str(error)}
    if isinstance(error, SettingsError):
        told["fields"] = error.fields
    data: dict[str, object] = {"error": told}
    if view is not None:
        data["view"] = view
    return answer(data, _status(error))


def _status(error: OlwError) -> int:
    if isinstance(error, XBlockDoorError):
        return error.status
    return status_of(error)
