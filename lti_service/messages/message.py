"""Which message a verified token is (LTI Core 1.3, 5.3.1), read by its own rules.

A message that waits in its login until the browser proves itself lies there as JSON.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from lti_service.errors import RefusedError
from lti_service.messages import vocabulary as v
from lti_service.messages.claims import Claims, required
from lti_service.messages.deep_linking import DeepLinking, read_deep_linking
from lti_service.messages.launch import Launch, read_launch
from lti_service.messages.submission_review import (
    SubmissionReview,
    read_submission_review,
)

Message = Launch | DeepLinking | SubmissionReview
KIND = "kind"
LAUNCH = "launch"
KINDS: dict[str, type[Message]] = {
    LAUNCH: Launch,
    "deep linking": DeepLinking,
    "submission review": SubmissionReview,
}


def read_message(
    claims: Claims,
    *,
    target_link_uri: str,
    allow_anonymous: bool,
    allow_http: bool,
    administrators_lead: bool = False,
) -> Message:
    """The message with all that we use of it. Raises RefusedError (message-version, ...).

    `administrators_lead`: see `role_of`.
    """
    version = required(claims, v.VERSION)
    if version != v.LTI_VERSION:
        raise RefusedError("message-version", f"version {version!r}")
    kind = required(claims, v.MESSAGE_TYPE)
    if kind == v.RESOURCE_LINK_REQUEST or _reviews_nobody(kind, claims):
        return read_launch(
            claims,
            target_link_uri=target_link_uri,
            allow_anonymous=allow_anonymous,
            allow_http=allow_http,
            administrators_lead=administrators_lead,
        )
    if kind == v.DEEP_LINKING_REQUEST:
        return read_deep_linking(
            claims,
            target_link_uri=target_link_uri,
            allow_http=allow_http,
            administrators_lead=administrators_lead,
        )
    if kind == v.SUBMISSION_REVIEW_REQUEST:
        return read_submission_review(
            claims,
            target_link_uri=target_link_uri,
            allow_http=allow_http,
            administrators_lead=administrators_lead,
        )
    raise RefusedError("message-type", f"message_type {kind!r}")


def _reviews_nobody(kind: str, claims: Claims) -> bool:
    """A whole column of the gradebook, and nobody's work in it: the activity itself opens.

    Moodle's grader report leads there from a column's menu, "View External tool results": it has
    no user, and the message then no `for_user` (Moodle 4.5, mod/lti/grade.php and view.php,
    lti_build_request in mod/lti/locallib.php).
    """
    is_review = kind == v.SUBMISSION_REVIEW_REQUEST
    return bool(is_review and claims.get(v.FOR_USER) is None)


def packed(message: Message) -> dict[str, Any]:
    """As JSON types."""
    for kind, model in KINDS.items():
        if type(message) is model:
            return {KIND: kind, **asdict(message)}
    raise TypeError(f"no message: {type(message).__name__}")


def unpacked(stored: dict[str, Any]) -> Message:
    """What `packed` made; without a kind, a launch that an older version stored."""
    fields = dict(stored)
    model = KINDS[fields.pop(KIND, LAUNCH)]
    return model(**fields)
