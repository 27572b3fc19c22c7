"""JSON over the runtime's handlers: reading a request body safely and writing an answer.

`XBlock.json_handler` answers bad JSON in a form of its own and lets a deeply nested body fail; the play protocol
(docs/developers/formats.md, section 7) has coded errors, so the block reads bodies itself.
"""

from __future__ import annotations

import json
from typing import Any

from webob import Response

from olw_core.errors import OlwError
from olw_xblock.errors import RequestError, SettingsError, XBlockDoorError

MAX_BODY = 8192
"""Bytes. The longest lawful request is a Studio form, well under 2 kB."""


def read_json(request: Any) -> object:
    """The JSON value of a POST request. Raises RequestError with status 405 or 400."""
    if request.method != "POST":
        raise RequestError(
            "request-not-post",
            405,
            "This address takes answers only. Go back to the course page.",
        )
    body = request.body
    if len(body) > MAX_BODY:
        raise RequestError(
            "request-too-large",
            400,
            "The request is too long. Reload the page and try again.",
        )
    try:
        return json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise RequestError(
            "request-malformed",
            400,
            "The request is not readable JSON. Reload the page and try again.",
        ) from None


def answer(data: dict[str, Any], status: int = 200) -> Response:
    """A JSON answer that nothing between here and the browser may keep."""
    text = json.dumps(data)
    return Response(
        text,
        status=status,
        content_type="application/json",
        charset="utf-8",
        cache_control="no-store",
    )


def refusal(error: OlwError | XBlockDoorError, status: int, **more: Any) -> Response:
    """The coded form of an error, with further keys beside it."""
    told: dict[str, Any] = {"code": error.code, "message": str(error)}
    if isinstance(error, SettingsError):
        told["fields"] = error.fields
    return answer({"error": told, **more}, status)
