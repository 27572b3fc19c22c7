"""A checked launch of a resource link: the LTI claims that we use, in plain fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lti_service.errors import RefusedError
from lti_service.messages import vocabulary as v
from lti_service.messages.claims import (
    Claims,
    check_presentation,
    check_target,
    context_id_of,
    custom_of,
    id_of,
    part,
    roles_of,
    service_url,
    sub_of,
    title_of,
)
from lti_service.messages.history import copied_from
from lti_service.messages.locale import locale_of
from lti_service.messages.notices import handlers_url
from lti_service.messages.roles import role_of
from lti_service.messages.text import ID_LENGTH, is_storable

MOST_SCOPES = 20


@dataclass(frozen=True)
class Launch:
    """`sub` is "" for an anonymous launch; optional texts are "" when absent.

    `role`: see messages.roles. `product`: what the platform calls its kind of LMS. `copied_from`:
    ids of the courses copied into this one, the nearest first.
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
    groups_url: str = ""
    group_sets_url: str = ""
    locale: str = ""
    product: str = ""
    copied_from: list[str] = field(default_factory=list)
    notices_url: str = ""


def read_launch(
    claims: Claims,
    *,
    target_link_uri: str,
    allow_anonymous: bool,
    allow_http: bool,
    administrators_lead: bool = False,
) -> Launch:
    """Check the LTI claims of a verified token (LTI Core 1.3, 5.3).

    Raises RefusedError with the claim's name in the detail.
    """
    check_presentation(claims)
    check_target(claims, target_link_uri)
    link = part(claims, v.RESOURCE_LINK)
    context = part(claims, v.CONTEXT)
    grades = part(claims, v.AGS_ENDPOINT)
    groups = part(claims, v.GROUPS_SERVICE)
    context_id = context_id_of(context)
    custom = custom_of(claims)
    return Launch(
        deployment_id=id_of(claims, v.DEPLOYMENT_ID, "deployment_id"),
        resource_link_id=id_of(link, "id", "resource_link.id"),
        sub=sub_of(claims, allow_anonymous),
        role=role_of(roles_of(claims), administrators_lead=administrators_lead),
        target_link_uri=target_link_uri,
        context_id=context_id,
        context_title=title_of(context),
        custom=custom,
        line_item_url=service_url(grades, "lineitem", allow_http),
        line_items_url=service_url(grades, "lineitems", allow_http),
        grade_scopes=_scopes(grades),
        memberships_url=_memberships_url(claims, allow_http),
        groups_url=service_url(groups, "context_groups_url", allow_http),
        group_sets_url=service_url(groups, "context_group_sets_url", allow_http),
        locale=locale_of(part(claims, v.LAUNCH_PRESENTATION)),
        product=_product(claims),
        copied_from=copied_from(custom, context_id),
        notices_url=handlers_url(claims, allow_http),
    )


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
    roster = part(claims, v.NRPS_SERVICE)
    return service_url(roster, "context_memberships_url", allow_http)


def _product(claims: Claims) -> str:
    """The platform's product_family_code (LTI Core 5.4.2), "" for one that cannot be read."""
    platform = claims.get(v.TOOL_PLATFORM)
    product = platform.get("product_family_code") if isinstance(platform, dict) else ""
    return product if isinstance(product, str) and len(product) <= ID_LENGTH else ""
