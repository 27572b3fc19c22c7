"""The State resource of the record store: a learner's documents (xAPI 1.0.3, 2.2, 2.3, 3.1)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from webob import Response

from scorm_export.lms.web import JSON_TYPE, Request, answer, as_json, sentence

LAUNCH_DATA = "LMS.LaunchData"
# Of one registration.
MAX_DOCUMENTS = 20


@dataclass(frozen=True)
class Document:
    """A document as it was sent."""

    body: bytes
    """The bytes, unread."""
    content_type: str = JSON_TYPE
    """As the request named it."""

    @property
    def is_json(self) -> bool:
        """Whether it says that it is JSON."""
        return self.content_type.startswith(JSON_TYPE)

    @property
    def etag(self) -> str:
        """The SHA-1 of the content in quotes, as 3.1 asks."""
        digest = hashlib.sha1(self.body, usedforsecurity=False)
        return f'"{digest.hexdigest()}"'

    @property
    def value(self) -> Any:
        """The JSON value; None for another type or broken JSON."""
        if not self.is_json:
            return None
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


Documents = dict[str, Document]


def of_json(value: object) -> Document:
    """A JSON document."""
    return Document(json.dumps(value).encode())


def read(documents: Documents, name: str) -> Response:
    """The document of this stateId; without one, the list of all ids (2.3)."""
    if not name:
        return as_json(sorted(documents))
    found = documents.get(name)
    if found is None:
        return sentence(404, "Nothing there.")
    return answer(200, found.body, found.content_type, ETag=found.etag)


def write(documents: Documents, name: str, request: Request) -> str:
    """Keeps, merges (POST) or removes a document; "" or why not, one sentence."""
    if name == LAUNCH_DATA:
        return "a unit may not change LMS.LaunchData (10.0)"
    if request.method == "DELETE":
        documents.pop(name, None)
        return ""
    if len(documents) >= MAX_DOCUMENTS and name not in documents:
        return f"there are {MAX_DOCUMENTS} documents already"
    kind = request.headers.get("Content-Type") or JSON_TYPE
    given = Document(request.body, kind)
    if given.is_json and given.value is None:
        return "the document is not JSON"
    if request.method == "POST" and name in documents:
        merged = _merged(documents[name], given)
        if merged is None:
            return "only JSON objects can be merged by POST (xAPI 2.2)"
        given = merged
    documents[name] = given
    return ""


def _merged(old: Document, new: Document) -> Document | None:
    """The properties of both, the new one's first (2.2); None unless both are JSON objects."""
    before, after = old.value, new.value
    if not isinstance(before, dict) or not isinstance(after, dict):
        return None
    return of_json(before | after)


def stale(documents: Documents, name: str, request: Request) -> bool:
    """Whether If-Match or If-None-Match forbids the change (3.1)."""
    found = documents.get(name)
    wanted = request.headers.get("If-Match", "")
    unwanted = request.headers.get("If-None-Match", "")
    if wanted and not _matches(wanted, found):
        return True
    return bool(unwanted) and _matches(unwanted, found)


def _matches(listed: str, found: Document | None) -> bool:
    """Whether the list of ETags (RFC 9110, 13.1) names the document, or any by "*"."""
    if found is None:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in listed.split(",")}
    return bool(tags & {"*", found.etag})
