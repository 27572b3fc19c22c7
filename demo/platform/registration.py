"""The demo LMS registers tools (LTI Dynamic Registration 1.0), as strict as Moodle.

Moodle 4.5, mod/lti/openid-configuration.php, startltiadvregistration.php, openid-registration.php
and classes/local/ltiopenid/registration_helper.php: a token that works once and for an hour, empty
texts count as missing, the domain is the host of the target.
"""

from __future__ import annotations

import secrets
import time
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from joserfc import jwt
from joserfc.errors import JoseError

from demo.errors import DemoError
from demo.platform.parts import Parts, parts
from demo.platform.store import Tool
from demo.platform.tokens import SCOPES

blueprint = Blueprint("registration", __name__)
TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"
MESSAGES = (
    "LtiResourceLinkRequest",
    "LtiDeepLinkingRequest",
    "LtiSubmissionReviewRequest",
)
TOKEN_LIFE = 3600  # seconds
REQUIRED = (
    "response_types",
    "initiate_login_uri",
    "redirect_uris",
    "client_name",
    "jwks_uri",
    "token_endpoint_auth_method",
    TOOL,
)
Body = dict[str, Any]


class NotTakenError(DemoError):
    """Why a registration is not taken, in Moodle's words, and the HTTP status."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


@blueprint.get("/tools")
def tools() -> str:
    """The administrator's page: the tools so far, and where a tool's link is pasted."""
    here = parts()
    link = request.args.get("link", "").strip()
    frame = _start(here, link) if link else ""
    return render_template(
        "platform/tools.html",
        config=here.config,
        tools=list(here.store.tools.values()),
        frame=frame,
    )


@blueprint.get("/.well-known/openid-configuration")
def document() -> Response:
    """What a tool reads first."""
    here = parts()
    here.store.log.append("openid-configuration")
    at = here.config.public_url
    told: Body = {
        "issuer": here.config.issuer,
        "authorization_endpoint": at + "/auth",
        "token_endpoint": here.config.token_url,
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
        "jwks_uri": at + "/jwks",
        "registration_endpoint": at + "/tools/register",
        "scopes_supported": ["openid", *sorted(SCOPES)],
        "response_types_supported": ["id_token"],
        "subject_types_supported": ["public", "pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "claims_supported": ["sub", "iss", "name", "given_name", "family_name"],
        PLATFORM: {
            "product_family_code": here.config.product,
            "version": "4.5",
            "messages_supported": list(MESSAGES),
        },
    }
    told.update(here.config.document)
    return jsonify(told)


@blueprint.post("/tools/register")
def register() -> Response:
    """A tool says what it is, and gets its client id."""
    here = parts()
    here.store.log.append("register")
    try:
        client_id = _client_id(here, request.headers.get("Authorization", ""))
        tool = _tool(client_id, request.get_json(silent=True))
    except NotTakenError as error:
        # Plain words and no JSON: what Moodle answers.
        return make_response(str(error), error.status)
    with here.store.lock:
        tool.deployment_id = str(len(here.store.tools) + 2)
        here.store.tools[client_id] = tool
        here.store.save()
    told = {
        "client_id": client_id,
        "client_name": tool.name,
        TOOL: {"deployment_id": tool.deployment_id, "domain": tool.domain},
    }
    told.update(here.config.answer)
    return jsonify(told)


def _start(here: Parts, link: str) -> str:
    """The tool's link with what it needs to register."""
    now = int(time.time())
    claims = {
        "sub": secrets.token_hex(8),
        "scope": "reg",
        "iat": now,
        "exp": now + TOKEN_LIFE,
    }
    token = jwt.encode({"alg": "RS256"}, claims, here.store.key)
    at = here.config.public_url + "/.well-known/openid-configuration"
    asked = urlencode({"openid_configuration": at, "registration_token": token})
    joined = "&" if "?" in link else "?"
    return link + joined + asked


def _client_id(here: Parts, header: str) -> str:
    """The one that the token is for. Raises NotTakenError."""
    if not header.startswith("Bearer "):
        raise NotTakenError(401, "missing_registration_token")
    try:
        token = jwt.decode(header.removeprefix("Bearer "), here.store.key)
    except (JoseError, ValueError):
        raise NotTakenError(401, "invalid_registration_token") from None
    if token.claims["exp"] <= time.time():
        raise NotTakenError(401, "expired_registration_token")
    client_id = str(token.claims["sub"])
    if client_id in here.store.tools:
        raise NotTakenError(401, "token_already_used")
    return client_id


def _tool(client_id: str, told: Any) -> Tool:
    """The tool of a registration request. Raises NotTakenError."""
    if not isinstance(told, dict):
        raise NotTakenError(400, "not JSON")
    for name in REQUIRED:
        _needed(told, name)
    if "id_token" not in told["response_types"]:
        raise NotTakenError(400, "invalid_response_types")
    if not isinstance(told["redirect_uris"], list):
        raise NotTakenError(400, "invalid_redirect_uris")
    if told["token_endpoint_auth_method"] != "private_key_jwt":
        raise NotTakenError(400, "invalid_token_endpoint_auth_method")
    if told.get("application_type", "web") != "web":
        raise NotTakenError(400, "invalid_application_type")
    inside = told[TOOL]
    domain, target = _needed(inside, "domain"), _needed(inside, "target_link_uri")
    if urlsplit(target).netloc != domain:
        raise NotTakenError(400, "domain is not that of target_link_uri")
    claims = inside.get("claims", [])
    return Tool(
        client_id=client_id,
        deployment_id="",
        name=told["client_name"],
        domain=domain,
        login_url=told["initiate_login_uri"],
        redirect_uris=told["redirect_uris"],
        keys_url=told["jwks_uri"],
        target=target,
        scopes=str(told.get("scope", "")).split(),
        names="name" in claims,
        custom=inside.get("custom_parameters", {}),
    )


def _needed(told: Body, name: str) -> Any:
    """A value; an empty one counts as missing. Raises NotTakenError."""
    if not told.get(name):
        raise NotTakenError(400, f"missing required attribute {name}")
    return told[name]
