"""A platform's notices (Platform Notification Service 1.0): what it tells us while nobody is there.

Of their kinds we take one: content was copied from courses into a course, which may be an old one
and the content a single quiz. Canvas sends it once and never again, for every course of its account
(canvas-lms, doc/api/pns.md; lib/lti/pns/lti_context_copy_notice_builder.rb).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lti_service import strict_json
from lti_service.errors import RefusedError
from lti_service.messages import vocabulary as v
from lti_service.messages.claims import (
    Claims,
    context_id_of,
    id_of,
    part,
    required,
    service_url,
    title_of,
)
from lti_service.messages.history import ids

MOST_NOTICES = 20
"""In one delivery; a platform is told so (Canvas's API, Notice Handlers, `max_batch_size`)."""


@dataclass(frozen=True)
class Notice:
    """`nonce`: as the platform sends it with this notice alone. `kind`: its notice type.

    Of a copy: `context_id` and `title` of the course copied into, `origins`: ids of those copied
    from.
    """

    kind: str
    deployment_id: str
    nonce: str
    context_id: str = ""
    title: str = ""
    origins: tuple[str, ...] = ()

    @property
    def is_of_copy(self) -> bool:
        """Whether it tells that content was copied into a course."""
        return self.kind == v.COPY_NOTICE


def tokens_of(body: bytes) -> list[str]:
    """The signed notices of a delivery. Raises RefusedError (notices-unreadable)."""
    try:
        told = strict_json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedError("notices-unreadable", "the body is not JSON") from error
    listed = told.get("notices") if isinstance(told, dict) else None
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_NOTICES:
        raise RefusedError("notices-unreadable", "no list of notices, or a long one")
    return [_token(one) for one in listed]


def _token(notice: Any) -> str:
    """Raises RefusedError (notices-unreadable)."""
    token = notice.get("jwt") if isinstance(notice, dict) else None
    if not isinstance(token, str) or not token.isascii():
        raise RefusedError("notices-unreadable", "a notice without its token")
    return token


def read_notice(claims: Claims) -> Notice:
    """Check the claims of a verified token. Raises RefusedError naming the claim."""
    version = required(claims, v.VERSION)
    if version != v.LTI_VERSION:
        raise RefusedError("message-version", f"version {version!r}")
    kind = id_of(part(claims, v.NOTICE), "type", "notice.type")
    deployment_id = id_of(claims, v.DEPLOYMENT_ID, "deployment_id")
    nonce = id_of(claims, "nonce", "nonce")
    if kind != v.COPY_NOTICE:
        return Notice(kind, deployment_id, nonce)
    required(claims, v.CONTEXT)
    context = part(claims, v.CONTEXT)
    context_id = context_id_of(context)
    return Notice(
        kind=kind,
        deployment_id=deployment_id,
        nonce=nonce,
        context_id=context_id,
        title=title_of(context),
        origins=tuple(ids(_origins(claims), context_id)),
    )


def _origins(claims: Claims) -> list[str]:
    """Canvas leaves them out where it does not know. Raises RefusedError (claim-type)."""
    told = claims.get(v.ORIGIN_CONTEXTS)
    if told is None:
        return []
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise RefusedError("claim-type", "origin_contexts is not a list of strings")
    return told


def handlers_url(claims: Claims, allow_http: bool) -> str:
    """Where a launch's platform takes our address for notices of copies; "" where it takes none.

    Nobody is turned away for it: an odd offer counts as none.
    """
    service: Any = claims.get(v.NOTICE_SERVICE)
    kinds = service.get("notice_types_supported") if isinstance(service, dict) else None
    if not isinstance(kinds, list) or v.COPY_NOTICE not in kinds:
        return ""
    try:
        return service_url(service, "platform_notification_service_url", allow_http)
    except RefusedError:
        return ""
