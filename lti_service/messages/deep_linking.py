"""A checked Deep Linking request: an author wants to choose what to place (Deep Linking 2.0).

Read forgivingly where real platforms are known to differ from the specification: lists sent as one
text, true and false sent as text, targets left out. What we answer keeps to it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from lti_service.errors import RefusedError
from lti_service.messages import vocabulary as v
from lti_service.messages.claims import (
    Claims,
    check_target,
    context_id_of,
    id_of,
    part,
    required,
    roles_of,
    service_url,
    title_of,
)
from lti_service.messages.roles import LEARNER, role_of

LEVELS = 50
"""How much deeper than in the request `data` may come to lie when it is written."""
TARGETS = ("iframe", "window")
"""Those of the specification that we offer, in the order in which we prefer them."""


@dataclass(frozen=True)
class DeepLinking:
    """`data`: to be sent back exactly as it came, as JSON; "" where none came.

    `several`: whether more than one may be chosen. `targets`: some of TARGETS, those that the
    platform says it can do. `line_items`: False where it says that it ignores them.
    """

    deployment_id: str
    return_url: str
    context_id: str
    context_title: str
    several: bool
    targets: list[str]
    line_items: bool
    data: str


def read_deep_linking(
    claims: Claims,
    *,
    target_link_uri: str,
    allow_http: bool,
    administrators_lead: bool = False,
) -> DeepLinking:
    """Check the claims of a verified token.

    Raises RefusedError: as for a launch, and deep-linking-types, deep-linking-role.
    """
    check_target(claims, target_link_uri)
    _check_role(claims, administrators_lead)
    settings = required(claims, v.DEEP_LINKING_SETTINGS)
    if not isinstance(settings, dict):
        raise RefusedError("claim-type", "deep_linking_settings is not an object")
    _check_types(settings)
    context = part(claims, v.CONTEXT)
    return DeepLinking(
        deployment_id=id_of(claims, v.DEPLOYMENT_ID, "deployment_id"),
        return_url=_return_url(settings, allow_http),
        context_id=context_id_of(context),
        context_title=title_of(context),
        several=_switch(settings, "accept_multiple") is True,
        targets=_targets(settings),
        line_items=_switch(settings, "accept_lineitem") is not False,
        data=_data(settings),
    )


def _check_role(claims: Claims, administrators_lead: bool) -> None:
    """Whoever the platform lets place things may; a learner has no course to place them in."""
    role = role_of(roles_of(claims), administrators_lead=administrators_lead)
    if role == LEARNER:
        raise RefusedError("deep-linking-role", "the roles are a learner's")


def _check_types(settings: Claims) -> None:
    """We have activities to give, nothing else. An absent list is taken for "anything"."""
    accepted = _names(settings, "accept_types")
    if accepted and v.RESOURCE_LINK_ITEM not in accepted:
        raise RefusedError("deep-linking-types", f"accept_types {accepted[:10]!r}")


def _return_url(settings: Claims, allow_http: bool) -> str:
    required(settings, "deep_link_return_url")
    url = service_url(settings, "deep_link_return_url", allow_http)
    if not url:
        raise RefusedError("claim-missing", "deep_link_return_url is empty")
    return url


def _data(settings: Claims) -> str:
    """Any JSON, as long as it can be written again inside our answer. Raises RefusedError."""
    data = settings.get("data")
    if data is None:
        return ""
    inside = data
    for _ in range(LEVELS):
        inside = [inside]
    try:
        json.dumps(inside)
    except RecursionError as error:
        raise RefusedError("claim-type", "data is nested too deeply") from error
    return json.dumps(data)


def _targets(settings: Claims) -> list[str]:
    named = _names(settings, "accept_presentation_document_targets")
    return [target for target in TARGETS if target in named]


def _names(settings: Claims, name: str) -> list[str]:
    """A list of names; LTI 1.1 had them as one text with commas, and some still send that."""
    value = settings.get(name)
    if value is None:
        return []
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        raise RefusedError("claim-type", f"{name} is not a list")
    return [one.strip() for one in value if isinstance(one, str)]


def _switch(settings: Claims, name: str) -> bool | None:
    """True or false, also as a text; None where nothing is said."""
    value = settings.get(name)
    if isinstance(value, str):
        value = {"true": True, "false": False}.get(value.strip().lower())
    if value is None or isinstance(value, bool):
        return value
    raise RefusedError("claim-type", f"{name} is not true or false")
