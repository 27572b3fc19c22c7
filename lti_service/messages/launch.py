"""A checked launch: the LTI claims that we use, in plain fields.

Optional claims may be null or absent, unknown ones are ignored (LTI Core 5.1); anything of a wrong
type is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lti_service.errors import RefusedError
from lti_service.messages import vocabulary as v
from lti_service.messages.locale import locale_of
from lti_service.messages.roles import role_of
from lti_service.messages.text import (
    ID_LENGTH,
    TITLE_LENGTH,
    URL_LENGTH,
    checked,
    is_storable,
    origin,
)

MOST_SCOPES = 20

Claims = dict[str, Any]


@dataclass(frozen=True)
class Launch:
    """`sub` is "" for an anonymous launch; optional texts are "" when absent.

    `role`: see messages.roles.
    """

    deployment_id: str
    resource_link_id: str
    sub: str
    role: str
    target_link_uri: str
    context_id: str
    context_title: str
    custom: dict[str, str]
    line_item_url: str
    line_items_url: str
    grade_scopes: list[str]
    memberships_url: str
    locale: str = ""


def read_launch(
    claims: Claims,
    *,
    target_link_uri: str,
    allow_anonymous: bool,
    allow_http: bool,
    administrators_lead: bool = False,
) -> Launch:
    """Check the LTI claims of a verified token.

    Raises RefusedError with the claim's name in the detail.
    """
    _check_message(claims)
    presentation = _part(claims, v.LAUNCH_PRESENTATION)
    _check_presentation(presentation)
    _check_target(claims, target_link_uri)
    link = _part(claims, v.RESOURCE_LINK)
    context = _part(claims, v.CONTEXT)
    grades = _part(claims, v.AGS_ENDPOINT)
    return Launch(
        deployment_id=_id(claims, v.DEPLOYMENT_ID, "deployment_id"),
        resource_link_id=_id(link, "id", "resource_link.id"),
        sub=_sub(claims, allow_anonymous),
        role=role_of(_roles(claims), administrators_lead=administrators_lead),
        target_link_uri=target_link_uri,
        context_id=_context_id(context),
        context_title=_title(context),
        custom=_custom(_part(claims, v.CUSTOM)),
        line_item_url=_service_url(grades, "lineitem", allow_http),
        line_items_url=_service_url(grades, "lineitems", allow_http),
        grade_scopes=_scopes(grades),
        memberships_url=_memberships_url(claims, allow_http),
        locale=locale_of(presentation),
    )


def _required(source: Claims, name: str, place: str = "") -> Any:
    """The value of a claim; `place` names it where its own name does not."""
    value = source.get(name)
    if value is None:
        told = f"{place or _short(name)} is missing"
        raise RefusedError("claim-missing", told)
    return value


def _id(source: Claims, name: str, place: str) -> str:
    value = _required(source, name, place)
    return checked(place, value, ID_LENGTH)


def _part(claims: Claims, name: str) -> Claims:
    """A claim that is an object, {} when absent. Raises RefusedError (claim-type)."""
    value = claims.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        told = f"{_short(name)} is {type(value).__name__}, not an object"
        raise RefusedError("claim-type", told)
    return value


def _short(name: str) -> str:
    """A claim's name without its namespace."""
    return name.rpartition("/")[-1]


def _check_message(claims: Claims) -> None:
    """A resource link launch of LTI 1.3; anything else is refused."""
    version = _required(claims, v.VERSION)
    if version != v.LTI_VERSION:
        raise RefusedError("message-version", f"version {version!r}")
    kind = _required(claims, v.MESSAGE_TYPE)
    if kind != v.RESOURCE_LINK_REQUEST:
        raise RefusedError("message-type", f"message_type {kind!r}")


def _check_presentation(presentation: Claims) -> None:
    """Where a learner may be sent back to. Raises RefusedError (return-url-unsafe)."""
    url = presentation.get("return_url")
    if url in (None, ""):
        return
    text = checked("launch_presentation.return_url", url, URL_LENGTH)
    if not origin(text):
        told = f"return_url {text[:80]!r} is no web address"
        raise RefusedError("return-url-unsafe", told)


def _check_target(claims: Claims, target_link_uri: str) -> None:
    """The token leads where the login did. Raises RefusedError (target-differs)."""
    given = _required(claims, v.TARGET_LINK_URI)
    target = checked("target_link_uri", given, URL_LENGTH)
    if target != target_link_uri:
        told = f"token {target!r}, login {target_link_uri!r}"
        raise RefusedError("target-differs", told)


def _sub(claims: Claims, allow_anonymous: bool) -> str:
    """Who it is, "" for nobody known where that is allowed. Raises RefusedError."""
    sub = claims.get("sub")
    if sub is not None:
        return checked("sub", sub, ID_LENGTH)
    if allow_anonymous:
        return ""
    told = "sub is missing and the registration does not allow anonymous launches"
    raise RefusedError("learner-unknown", told)


def _roles(claims: Claims) -> list[str]:
    """Must be there, but may be empty (LTI Core 5.3.7)."""
    roles = _required(claims, v.ROLES)
    if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
        raise RefusedError("claim-type", "roles is not a list of strings")
    return roles


def _context_id(context: Claims) -> str:
    """The course's id; "" for a launch from no course."""
    if not context:
        return ""
    return _id(context, "id", "context.id")


def _title(context: Claims) -> str:
    """Of the course, else its label; "" for one that cannot be stored."""
    title = context.get("title") or context.get("label") or ""
    if not isinstance(title, str):
        raise RefusedError("claim-type", "context.title is not a string")
    return title[:TITLE_LENGTH] if is_storable(title) else ""


def _custom(custom: Claims) -> dict[str, str]:
    """Values are strings (LTI Core 5.4.6).

    A variable the platform did not fill stays "$X" and counts as absent.
    """
    filled = {}
    for name, value in custom.items():
        if isinstance(value, str) and not value.startswith("$"):
            filled[name] = value
    return filled


def _scopes(grades: Claims) -> list[str]:
    """What we may do with grades (AGS 2.0, 3.1)."""
    scopes = grades.get("scope")
    if scopes is None:
        return []
    if not isinstance(scopes, list) or not all(_is_text(one) for one in scopes):
        raise RefusedError("claim-type", "scope is not a list of strings")
    return scopes[:MOST_SCOPES]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and is_storable(value)


def _memberships_url(claims: Claims, allow_http: bool) -> str:
    """The roster service's address; "" where the platform offers none."""
    roster = _part(claims, v.NRPS_SERVICE)
    return _service_url(roster, "context_memberships_url", allow_http)


def _service_url(part: Claims, name: str, allow_http: bool) -> str:
    """ "" when absent or empty: Moodle sends an empty line item in some launches."""
    if part.get(name) in (None, ""):
        return ""
    url = checked(name, part[name], URL_LENGTH)
    is_plain = url.startswith("http:")
    if not origin(url) or (is_plain and not allow_http):
        told = f"{name} {url[:80]!r} is not an https address"
        raise RefusedError("service-url-unsafe", told)
    return url
