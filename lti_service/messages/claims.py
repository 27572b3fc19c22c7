"""What every LTI message has, read from a verified token: required and optional claims, one rule
each.

Optional claims may be null or absent, unknown ones are ignored (LTI Core 5.1); anything of a wrong
type is refused.
"""

from __future__ import annotations

from typing import Any

from lti_service.errors import RefusedError
from lti_service.messages import vocabulary as v
from lti_service.messages.text import (
    ID_LENGTH,
    TITLE_LENGTH,
    URL_LENGTH,
    checked,
    is_storable,
    origin,
)

Claims = dict[str, Any]


def required(source: Claims, name: str, place: str = "") -> Any:
    """The value of a claim; `place` names it where its own name does not."""
    value = source.get(name)
    if value is None:
        told = f"{place or _short(name)} is missing"
        raise RefusedError("claim-missing", told)
    return value


def id_of(source: Claims, name: str, place: str) -> str:
    """A required id. Raises RefusedError."""
    value = required(source, name, place)
    return checked(place, value, ID_LENGTH)


def part(claims: Claims, name: str) -> Claims:
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


def check_target(claims: Claims, target_link_uri: str) -> None:
    """The token leads where the login did. Raises RefusedError (target-differs)."""
    given = required(claims, v.TARGET_LINK_URI)
    target = checked("target_link_uri", given, URL_LENGTH)
    if target != target_link_uri:
        told = f"token {target!r}, login {target_link_uri!r}"
        raise RefusedError("target-differs", told)


def check_presentation(claims: Claims) -> None:
    """Where a person may be sent back to. Raises RefusedError (return-url-unsafe)."""
    url = part(claims, v.LAUNCH_PRESENTATION).get("return_url")
    if url in (None, ""):
        return
    text = checked("launch_presentation.return_url", url, URL_LENGTH)
    if not origin(text):
        told = f"return_url {text[:80]!r} is no web address"
        raise RefusedError("return-url-unsafe", told)


def sub_of(claims: Claims, allow_anonymous: bool) -> str:
    """Who it is, "" for nobody known where that is allowed. Raises RefusedError."""
    sub = claims.get("sub")
    if sub is not None:
        return checked("sub", sub, ID_LENGTH)
    if allow_anonymous:
        return ""
    told = "sub is missing and the registration does not allow anonymous launches"
    raise RefusedError("learner-unknown", told)


def roles_of(claims: Claims) -> list[str]:
    """Must be there, but may be empty (LTI Core 5.3.7)."""
    roles = required(claims, v.ROLES)
    if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
        raise RefusedError("claim-type", "roles is not a list of strings")
    return roles


def context_id_of(context: Claims) -> str:
    """The course's id; "" for a launch from no course."""
    if not context:
        return ""
    return id_of(context, "id", "context.id")


def title_of(context: Claims) -> str:
    """Of the course, else its label; "" for one that cannot be stored."""
    title = context.get("title") or context.get("label") or ""
    if not isinstance(title, str):
        raise RefusedError("claim-type", "context.title is not a string")
    return title[:TITLE_LENGTH] if is_storable(title) else ""


def custom_of(claims: Claims) -> dict[str, str]:
    """Values are strings (LTI Core 5.4.6).

    A variable the platform did not fill stays "$X" and counts as absent.
    """
    filled = {}
    for name, value in part(claims, v.CUSTOM).items():
        if isinstance(value, str) and not value.startswith("$"):
            filled[name] = value
    return filled


def service_url(source: Claims, name: str, allow_http: bool) -> str:
    """ "" when absent or empty: Moodle sends an empty line item in some launches."""
    if source.get(name) in (None, ""):
        return ""
    url = checked(name, source[name], URL_LENGTH)
    is_plain = url.startswith("http:")
    if not origin(url) or (is_plain and not allow_http):
        told = f"{name} {url[:80]!r} is not an https address"
        raise RefusedError("service-url-unsafe", told)
    return url
