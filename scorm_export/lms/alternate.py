"""The alternate request syntax of xAPI 1.0.3 (Communication, 1.3), unpacked into a usual request.

A browser that may set no headers sends everything as a form by POST; `?method=` says what is meant.
Seen in TinCanJS (addresses of 2,048 characters and more) and in ADL's xAPIWrapper (other origins).
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl

from scorm_export.lms.documents import JSON_TYPE
from scorm_export.lms.wsgi import Request, Response, plain

_METHODS = ("GET", "PUT", "POST", "DELETE", "HEAD")
_WITH_CONTENT = ("PUT", "POST")
_HEADERS = (
    "authorization",
    "x-experience-api-version",
    "content-type",
    "content-length",
    "if-match",
    "if-none-match",
)
"""The form fields that stand for headers (1.3); their names in any case, as header names are."""
_MAX_FIELDS = 100


def unpacked(request: Request) -> Request | Response:
    """The request as it is meant, or a refusal in one sentence."""
    if "method" not in request.query:
        return request
    if request.method != "POST":
        return plain(400, "Only a POST may name a method in its query (xAPI 1.3).")
    method = request.query["method"].upper()
    if method not in _METHODS:
        return plain(
            400, f"The method must be one of {', '.join(_METHODS)} (xAPI 1.3)."
        )
    if len(request.query) > 1:
        return plain(400, "Beside method, everything belongs into the form (xAPI 1.3).")
    fields = _fields(request.body or b"")
    if fields is None:
        return plain(400, "The body is no form in UTF-8 (xAPI 1.3).")
    if method in _WITH_CONTENT and "content" not in fields:
        return plain(400, "The form field content is missing (xAPI 1.3).")
    return _rebuilt(request, method, fields)


def _fields(body: bytes) -> dict[str, str] | None:
    """The form's fields, the first of each name; None for what is no form."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except ValueError:
        return None
    return dict(reversed(pairs))


def _rebuilt(request: Request, method: str, fields: dict[str, str]) -> Request:
    headers = dict(request.headers)
    query = {}
    for name, value in fields.items():
        if name.lower() in _HEADERS:
            headers[name.lower()] = value
        elif name != "content":
            query[name] = value
    if not any(name.lower() == "content-type" for name in fields):
        headers["content-type"] = (
            JSON_TYPE  # the form's own type says nothing of its content
        )
    content = fields.get("content", "").encode()
    return replace(request, method=method, query=query, headers=headers, body=content)
