"""The alternate request syntax of xAPI 1.0.3 (Communication, 1.3), unpacked into a usual request.

A browser that may set no headers sends everything as a form by POST; `?method=` says what is
meant. Seen in TinCanJS (addresses of 2,048 characters and more) and in ADL's xAPIWrapper (other
origins).
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from webob import Response

from scorm_export.lms.web import JSON_TYPE, Request, query, sentence

# Those that a form may stand for.
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
# Of one form; no call of xAPI has as many parameters and headers.
_MAX_FIELDS = 100


def unpacked(request: Request) -> Request | Response:
    """The request as it is meant, or a refusal in one sentence."""
    given = query(request)
    if "method" not in given:
        return request
    if request.method != "POST":
        return sentence(400, "Only a POST may name a method in its query (xAPI 1.3).")
    method = given["method"].upper()
    if method not in _METHODS:
        known = ", ".join(_METHODS)
        return sentence(400, f"The method must be one of {known} (xAPI 1.3).")
    if len(given) > 1:
        return sentence(
            400, "Beside method, everything belongs into the form (xAPI 1.3)."
        )
    fields = _fields(request.body)
    if fields is None:
        return sentence(400, "The body is no form in UTF-8 (xAPI 1.3).")
    if method in _WITH_CONTENT and "content" not in fields:
        return sentence(400, "The form field content is missing (xAPI 1.3).")
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
    """The request that the form stands for."""
    meant = request.copy()
    meant.environ["REQUEST_METHOD"] = method
    # The form's own type says nothing of its content.
    meant.headers["Content-Type"] = JSON_TYPE
    asked = {}
    for name, value in fields.items():
        if name.lower() in _HEADERS:
            meant.headers[name] = value
        elif name != "content":
            asked[name] = value
    meant.query_string = urlencode(asked)
    # Last, so that the length is that of the content.
    meant.body = fields.get("content", "").encode()
    return meant
