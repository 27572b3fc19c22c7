"""The platform's side of the security framework: id_tokens it signs, assertions it checks, access tokens it gives."""

from __future__ import annotations

import json
import secrets
import time
from typing import Any

import httpx2 as httpx
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from demo.platform.config import PlatformConfig
from demo.platform.course import Activity, Person
from demo.platform.store import Store

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
SCOPES = frozenset(
    {
        AGS + "lineitem",
        AGS + "lineitem.readonly",
        AGS + "score",
        AGS + "result.readonly",
        NRPS,
    }
)
TOKEN_LIFE = 3600


class ClientError(Exception):
    """The tool's assertion does not hold; the text says why."""


def claims(
    config: PlatformConfig, store: Store, person: Person, activity: Activity, nonce: str
) -> dict[str, Any]:
    """The id_token's claims for one launch; exp is a minute after iat, as in Moodle."""
    now, base = int(time.time()), f"{config.public_url}/services/{config.course.id}"
    item = next(
        (
            one
            for one in store.items.values()
            if one.activity == activity.id and not one.tag
        ),
        None,
    )
    endpoint = {"scope": sorted(SCOPES - {NRPS}), "lineitems": f"{base}/lineitems"}
    return {
        "iss": config.issuer,
        "aud": config.client_id,
        "sub": person.id,
        "iat": now,
        "exp": now + 60,
        "nonce": nonce,
        CLAIM + "message_type": "LtiResourceLinkRequest",
        CLAIM + "version": "1.3.0",
        CLAIM + "deployment_id": config.deployment_id,
        CLAIM + "target_link_uri": target(config, activity),
        CLAIM + "resource_link": {"id": activity.id, "title": activity.title},
        CLAIM + "roles": list(person.roles),
        CLAIM + "context": {
            "id": config.course.id,
            "title": config.course.title,
            "type": ["CourseSection"],
        },
        CLAIM + "tool_platform": {
            "guid": "copse-valley",
            "product_family_code": "olw-demo",
        },
        CLAIM + "launch_presentation": {
            "document_target": "iframe",
            "return_url": config.public_url + "/",
        },
        CLAIM + "custom": activity.custom,
        "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint": (
            {**endpoint, "lineitem": f"{base}/lineitems/{item.id}/lineitem"}
            if item
            else endpoint
        ),
        "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice": {
            "context_memberships_url": f"{base}/members",
            "service_versions": ["2.0"],
        },
    }


def target(config: PlatformConfig, activity: Activity) -> str:
    """The activity's target_link_uri."""
    return f"{config.tool_url}/launch" + (
        f"/{activity.module}" if activity.module else ""
    )


def sign(store: Store, payload: dict[str, Any], *, kid: str = "platform-1") -> str:
    """A JWT by the platform's key."""
    return jws.serialize_compact(
        {"alg": "RS256", "kid": kid}, json.dumps(payload).encode(), store.key
    )


class AccessTokens:
    """Gives and knows access tokens; refuses assertions that are replayed, old or not the tool's."""

    def __init__(self, config: PlatformConfig) -> None:
        self.config = config
        self.given: dict[str, tuple[float, frozenset[str]]] = {}
        self.seen: set[str] = set()

    def give(self, form: dict[str, str]) -> dict[str, Any]:
        """The answer of the token endpoint. Raises ClientError."""
        if form.get("grant_type") != "client_credentials":
            raise ClientError("unsupported_grant_type")
        self._check(form.get("client_assertion", ""))
        scopes = frozenset(form.get("scope", "").split()) & SCOPES
        token = secrets.token_urlsafe(24)
        self.given[token] = (time.time() + TOKEN_LIFE, scopes)
        return {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": TOKEN_LIFE,
            "scope": " ".join(sorted(scopes)),
        }

    def allows(self, header: str, scopes: set[str]) -> bool:
        """Whether an Authorization header carries a living token with one of the scopes."""
        until, has = self.given.get(header.removeprefix("Bearer "), (0.0, frozenset()))
        return until > time.time() and bool(has & scopes)

    def _check(self, assertion: str) -> None:
        try:
            keys = httpx.get(
                self.config.tool_url + "/jwks", timeout=5, trust_env=False
            ).json()
            found = jwt.decode(
                assertion, KeySet.import_key_set(keys), algorithms=["RS256"]
            ).claims
        except (JoseError, ValueError, httpx.HTTPError) as error:
            raise ClientError(f"invalid_client: {error}") from error
        now, fit = time.time(), self.config.client_id
        good = (
            found.get("iss") == fit == found.get("sub")
            and found.get("aud") == self.config.token_url
        )
        if (
            not good
            or not found.get("iat", now + 99) <= now + 5
            or not found.get("exp", 0) > now
        ):
            raise ClientError("invalid_client: claims")
        if not found.get("jti") or found["jti"] in self.seen:
            raise ClientError("invalid_client: replayed")
        self.seen.add(found["jti"])
