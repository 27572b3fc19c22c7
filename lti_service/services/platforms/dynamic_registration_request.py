"""What we tell a platform about ourselves when it registers us (LTI DR 1.0, 3.4).

Strict as the strictest platforms want it. Moodle (mod/lti, registration_helper.php) takes an empty
text for a missing one, wants the host of the target as `domain`, and shares names only where the
claims name them. Canvas (app/models/lti/ims/registration.rb) refuses scopes that it does not know,
and offers a message without placements among links to choose, whatever kind it is.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from lti_service.messages import history
from lti_service.messages import vocabulary as v
from lti_service.services.platforms.dynamic_registration_document import (
    PlatformDocument,
)
from lti_service.services.platforms.platform_families import Family

TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
NAME = "Our Leadership Way"
ABOUT = "Stories about leading with heart, head and hands, in a few minutes each."
LABELS = {
    v.RESOURCE_LINK_REQUEST: NAME,
    v.DEEP_LINKING_REQUEST: "Choose stories",
    v.SUBMISSION_REVIEW_REQUEST: "How it went",
}
USUAL_SCOPES = (
    v.SCOPE_LINE_ITEM,
    v.SCOPE_SCORE,
    v.SCOPE_MEMBERS,
    v.SCOPE_GROUPS,
)
SCOPES = (*USUAL_SCOPES, v.SCOPE_NOTICES)
CLAIMS = ("iss", "sub", "name", "given_name", "family_name")
"""No address: we have no use for one."""

Body = dict[str, Any]


def body(public_url: str, platform: PlatformDocument, family: Family) -> Body:
    """The registration request, ready to be sent as JSON."""
    return {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["client_credentials", "implicit"],
        "client_name": NAME,
        "initiate_login_uri": public_url + "/login",
        "redirect_uris": [public_url + "/launch"],
        "jwks_uri": public_url + "/jwks",
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": " ".join(_scopes(platform)),
        TOOL: _tool(public_url, platform, family),
    }


def _scopes(platform: PlatformDocument) -> list[str]:
    """Those of ours that the platform has; the usual ones where its list names none of them.

    The scope of notices is younger than most platforms.
    """
    known = [one for one in SCOPES if one in platform.scopes]
    return known or list(USUAL_SCOPES)


def _kinds(platform: PlatformDocument) -> list[str]:
    """Those of our messages that the platform has; all where its list names none of them."""
    known = [one for one in v.MESSAGES if one in platform.messages]
    return known or list(v.MESSAGES)


def _tool(public_url: str, platform: PlatformDocument, family: Family) -> Body:
    """What LTI adds to OpenID Connect's registration."""
    kinds = _kinds(platform)
    return {
        "domain": urlsplit(public_url).netloc,
        "description": ABOUT,
        "target_link_uri": public_url + "/launch",
        "custom_parameters": dict(history.ASKED),
        "claims": list(CLAIMS),
        "messages": [_message(kind, public_url, family) for kind in kinds],
    }


def _message(kind: str, public_url: str, family: Family) -> Body:
    """A kind of message that we take, and where the LMS may offer it."""
    told: Body = {
        "type": kind,
        "target_link_uri": public_url + "/launch",
        "label": LABELS[kind],
    }
    placements = family.placements.get(kind, ())
    if placements:
        told["placements"] = list(placements)
    for place in placements:
        told.update(family.at_placement.get(place, {}))
    return told
