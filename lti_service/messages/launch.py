"""A checked launch: the LTI claims that we use, in plain fields.

Optional claims may be null or absent, unknown ones are ignored (LTI Core 5.1); anything of a wrong type is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lti_service.errors import RefusedError
from lti_service.messages import vocabulary as v
from lti_service.messages.roles import standing
from lti_service.messages.text import (
    ID_LENGTH,
    TITLE_LENGTH,
    URL_LENGTH,
    checked,
    is_storable,
    origin,
)


@dataclass(frozen=True)
class Launch:
    """`sub` is "" for an anonymous launch; optional texts are "" when absent. `standing`: see messages.roles."""

    deployment_id: str
    resource_link_id: str
    sub: str
    standing: str
    target_link_uri: str
    context_id: str
    context_title: str
    custom: dict[str, str]
    line_item_url: str
    line_items_url: str
    grade_scopes: list[str]
    memberships_url: str


def read_launch(
    claims: dict[str, Any],
    *,
    target_link_uri: str,
    allow_anonymous: bool,
    allow_http: bool,
) -> Launch:
    """Check the LTI claims of a verified token. Raises RefusedError with the claim's name in the detail."""
    _check_message(claims)
    _check_presentation(_part(claims, v.LAUNCH_PRESENTATION))
    target = checked(
        "target_link_uri", _required(claims, v.TARGET_LINK_URI), URL_LENGTH
    )
    if target != target_link_uri:
        raise RefusedError(
            "target-differs", f"token {target!r}, login {target_link_uri!r}"
        )
    link = _part(claims, v.RESOURCE_LINK)
    context = _part(claims, v.CONTEXT)
    grades = _part(claims, v.AGS_ENDPOINT)
    return Launch(
        deployment_id=checked(
            "deployment_id", _required(claims, v.DEPLOYMENT_ID), ID_LENGTH
        ),
        resource_link_id=checked(
            "resource_link.id", _required(link, "id", "resource_link."), ID_LENGTH
        ),
        sub=_sub(claims, allow_anonymous),
        standing=standing(_roles(claims)),
        target_link_uri=target,
        context_id=checked(
            "context.id", _required(context, "id", "context."), ID_LENGTH
        )
        if context
        else "",
        context_title=_title(context),
        custom=_custom(_part(claims, v.CUSTOM)),
        line_item_url=_service_url(grades, "lineitem", allow_http),
        line_items_url=_service_url(grades, "lineitems", allow_http),
        grade_scopes=_strings(grades, "scope"),
        memberships_url=_service_url(
            _part(claims, v.NRPS_SERVICE), "context_memberships_url", allow_http
        ),
    )


def _required(source: dict[str, Any], name: str, prefix: str = "") -> Any:
    if source.get(name) is None:
        raise RefusedError(
            "claim-missing", f"{prefix}{name.rsplit('/', 1)[-1]} is missing"
        )
    return source[name]


def _part(claims: dict[str, Any], name: str) -> dict[str, Any]:
    value = claims.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise RefusedError(
            "claim-type",
            f"{name.rsplit('/', 1)[-1]} is {type(value).__name__}, not an object",
        )
    return value


def _check_message(claims: dict[str, Any]) -> None:
    if _required(claims, v.VERSION) != v.LTI_VERSION:
        raise RefusedError("message-version", f"version {claims[v.VERSION]!r}")
    if _required(claims, v.MESSAGE_TYPE) != v.RESOURCE_LINK_REQUEST:
        raise RefusedError("message-type", f"message_type {claims[v.MESSAGE_TYPE]!r}")


def _check_presentation(presentation: dict[str, Any]) -> None:
    url = presentation.get("return_url")
    if url in (None, ""):
        return
    if not origin(checked("launch_presentation.return_url", url, URL_LENGTH)):
        raise RefusedError(
            "return-url-unsafe", f"return_url {str(url)[:80]!r} is no web address"
        )


def _sub(claims: dict[str, Any], allow_anonymous: bool) -> str:
    if claims.get("sub") is None:
        if allow_anonymous:
            return ""
        raise RefusedError(
            "learner-unknown",
            "sub is missing and the registration does not allow anonymous launches",
        )
    return checked("sub", claims["sub"], ID_LENGTH)


def _roles(claims: dict[str, Any]) -> list[str]:
    roles = _required(claims, v.ROLES)
    if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
        raise RefusedError("claim-type", "roles is not a list of strings")
    return roles


def _title(context: dict[str, Any]) -> str:
    title = context.get("title") or context.get("label") or ""
    if not isinstance(title, str):
        raise RefusedError("claim-type", "context.title is not a string")
    return title[:TITLE_LENGTH] if is_storable(title) else ""


def _custom(custom: dict[str, Any]) -> dict[str, str]:
    """Values are strings (LTI Core 5.4.6); a variable the platform did not fill stays "$X" and counts as absent."""
    return {
        name: value
        for name, value in custom.items()
        if isinstance(value, str) and value[:1] != "$"
    }


def _strings(part: dict[str, Any], name: str) -> list[str]:
    value = part.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(
        isinstance(one, str) and is_storable(one) for one in value
    ):
        raise RefusedError("claim-type", f"{name} is not a list of strings")
    return value[:20]


def _service_url(part: dict[str, Any], name: str, allow_http: bool) -> str:
    """ "" when absent or empty: Moodle sends an empty line item in some launches."""
    if part.get(name) in (None, ""):
        return ""
    url = checked(name, part[name], URL_LENGTH)
    if not origin(url) or (url.startswith("http:") and not allow_http):
        raise RefusedError(
            "service-url-unsafe", f"{name} {url[:80]!r} is not an https address"
        )
    return url
