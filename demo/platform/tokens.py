"""The platform's side of the security framework: id_tokens it signs, assertions it checks, access
tokens it gives.
"""

from __future__ import annotations

import json
import secrets
import time
from typing import Any, NamedTuple

import httpx2
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
ENDPOINT = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
ROSTER = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
TOKEN_LIFE = 3600  # seconds


class ClientError(Exception):
    """The tool's assertion does not hold; the text says why."""


def claims(
    config: PlatformConfig,
    store: Store,
    person: Person,
    activity: Activity,
    nonce: str,
) -> dict[str, Any]:
    """The id_token's claims for one launch; exp is a minute after iat, as in Moodle."""
    now = int(time.time())
    course = config.course_of(activity.id)
    base = f"{config.public_url}/services/{course.id}"
    told = {
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
            "id": course.id,
            "title": course.title,
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
        ROSTER: {
            "context_memberships_url": f"{base}/members",
            "service_versions": ["2.0"],
        },
    }
    if course == config.course:
        told[ENDPOINT] = _endpoint(base, store, activity)
    return told


def _endpoint(base: str, store: Store, activity: Activity) -> dict[str, Any]:
    """The grade service; with the activity's own column, where it has one."""
    endpoint = {"scope": sorted(SCOPES - {NRPS}), "lineitems": f"{base}/lineitems"}
    for item in store.items.values():
        if item.activity == activity.id and not item.tag:
            endpoint["lineitem"] = f"{base}/lineitems/{item.id}/lineitem"
            break
    return endpoint


def target(config: PlatformConfig, activity: Activity) -> str:
    """The activity's target_link_uri."""
    launch = f"{config.tool_url}/launch"
    if not activity.module:
        return launch
    return f"{launch}/{activity.module}"


def sign(store: Store, payload: dict[str, Any], *, kid: str = "platform-1") -> str:
    """A JWT by the platform's key."""
    return jws.serialize_compact(
        {"alg": "RS256", "kid": kid},
        json.dumps(payload).encode(),
        store.key,
    )


class _Access(NamedTuple):
    """What a token opens, and until when (seconds since 1970)."""

    until: float
    """Seconds since 1970."""
    scopes: frozenset[str]
    """As the tool asked for and may have."""


class AccessTokens:
    """Gives and knows access tokens; refuses assertions replayed, old or not the tool's."""

    def __init__(self, config: PlatformConfig, store: Store) -> None:
        self.config = config
        self.store = store
        self.given: dict[str, _Access] = {}
        self.seen: set[str] = set()

    def give(self, form: dict[str, str]) -> dict[str, Any]:
        """The answer of the token endpoint. Raises ClientError."""
        if form.get("grant_type") != "client_credentials":
            raise ClientError("unsupported_grant_type")
        self._check(form.get("client_assertion", ""))
        asked = form.get("scope", "").split()
        scopes = SCOPES.intersection(asked)
        token = secrets.token_urlsafe(24)
        self.given[token] = _Access(time.time() + TOKEN_LIFE, scopes)
        return {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": TOKEN_LIFE,
            "scope": " ".join(sorted(scopes)),
        }

    def allows(self, header: str, scopes: set[str]) -> bool:
        """Whether an Authorization header carries a living token with one of the scopes."""
        access = self.given.get(header.removeprefix("Bearer "))
        if access is None or access.until <= time.time():
            return False
        return not access.scopes.isdisjoint(scopes)

    def _check(self, assertion: str) -> None:
        """An assertion counts once. Raises ClientError."""
        try:
            found = jwt.decode(assertion, self._tools_keys(), algorithms=["RS256"])
        except (JoseError, ValueError, httpx2.HTTPError) as error:
            raise ClientError(f"invalid_client: {error}") from error
        if not self._hold(found.claims):
            raise ClientError("invalid_client: claims")
        once = found.claims.get("jti")
        if not once or once in self.seen:
            raise ClientError("invalid_client: replayed")
        self.seen.add(once)

    def _tools_keys(self) -> KeySet:
        """The tool's keys as they are now. Raises httpx2.HTTPError, ValueError."""
        address = self.config.tool_url + "/jwks"
        answer = httpx2.get(address, timeout=5, trust_env=False)
        return KeySet.import_key_set(answer.json())

    def _hold(self, claims: dict[str, Any]) -> bool:
        """Whether the assertion is the tool's, for us, and of now."""
        now, tool = time.time(), claims.get("iss")
        known = tool == self.config.client_id or tool in self.store.tools
        if not known or claims.get("sub") != tool:
            return False
        if claims.get("aud") != self.config.token_url:
            return False
        begun = claims.get("iat", now + 99) <= now + 5
        return bool(begun and claims.get("exp", 0) > now)
