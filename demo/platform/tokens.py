"""The platform's side of the security framework: id_tokens it signs, assertions it checks, access
tokens it gives.
"""

from __future__ import annotations

import json
import secrets
import time
from typing import Any, NamedTuple
from urllib.parse import quote

import httpx2
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from demo import loopback
from demo.errors import DemoError
from demo.platform.config import HISTORY, PlatformConfig
from demo.platform.course import Activity, Course
from demo.platform.people import Person
from demo.platform.store import Store

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
GROUPS_SCOPE = "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly"
NOTICES_SCOPE = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers"
SCOPES = frozenset(
    {
        AGS + "lineitem",
        AGS + "lineitem.readonly",
        AGS + "score",
        AGS + "result.readonly",
        NRPS,
        GROUPS_SCOPE,
        NOTICES_SCOPE,
    }
)
ENDPOINT = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
GROUPS = "https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice"
ROSTER = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
TOKEN_LIFE = 3600  # seconds


class ClientError(DemoError):
    """The tool's assertion does not hold; the text says why."""


def message(
    config: PlatformConfig,
    course: Course,
    person: Person,
    kind: str,
    target_link_uri: str,
    nonce: str,
) -> dict[str, Any]:
    """What every message has; exp is a minute after iat, as in Moodle."""
    now = int(time.time())
    return {
        "iss": config.issuer,
        "aud": config.client_id,
        "sub": person.id,
        "iat": now,
        "exp": now + 60,
        "nonce": nonce,
        CLAIM + "message_type": kind,
        CLAIM + "version": "1.3.0",
        CLAIM + "deployment_id": config.deployment_id,
        CLAIM + "target_link_uri": target_link_uri,
        CLAIM + "roles": list(person.roles),
        CLAIM + "context": {
            "id": course.id,
            "title": course.title,
            "type": ["CourseSection"],
        },
        CLAIM + "tool_platform": {
            "guid": "copse-valley",
            "product_family_code": config.product,
        },
    }


def claims(
    config: PlatformConfig,
    store: Store,
    person: Person,
    activity: Activity,
    nonce: str,
) -> dict[str, Any]:
    """The id_token's claims for one launch."""
    shown_in = "window" if activity.window else "iframe"
    course = config.course_of(activity.id)
    uri = target(config, activity)
    return {
        **message(config, course, person, "LtiResourceLinkRequest", uri, nonce),
        CLAIM + "resource_link": {"id": activity.id, "title": activity.title},
        CLAIM + "launch_presentation": {
            "document_target": shown_in,
            "return_url": config.public_url + "/",
        },
        CLAIM + "custom": _filled({**config.custom, **activity.custom}, course),
        **_services(config, store, course, activity),
    }


def _filled(custom: dict[str, str], course: Course) -> dict[str, str]:
    """The variable in its place; each id percent-encoded (LTI Core 1.3, appendix B)."""
    history = ",".join(quote(one, safe="") for one in course.copied_from)
    filled = dict(custom)
    for name, value in custom.items():
        if value == HISTORY:
            filled[name] = history
    return filled


def _services(
    config: PlatformConfig,
    store: Store,
    course: Course,
    activity: Activity,
) -> dict[str, Any]:
    """What the tool may ask; grades only in the course with a gradebook."""
    base = config.services_url(course)
    offered: dict[str, Any] = {}
    if "members" in config.offers:
        offered[ROSTER] = {
            "context_memberships_url": f"{base}/members",
            "service_versions": ["2.0"],
        }
    has_gradebook = course == config.course
    if "groups" in config.offers and (has_gradebook or course.groups):
        offered[GROUPS] = {
            "context_groups_url": f"{base}/groups",
            "context_group_sets_url": f"{base}/groupsets",
            "scope": [GROUPS_SCOPE],
            "service_versions": ["1.0"],
        }
    if "notices" in config.offers:
        offered[CLAIM + "platformnotificationservice"] = {
            "platform_notification_service_url": config.public_url
            + "/notices/handlers",
            "service_versions": ["1.0"],
            "scope": [NOTICES_SCOPE],
            "notice_types_supported": ["LtiContextCopyNotice"],
        }
    if "grades" in config.offers and has_gradebook:
        offered[ENDPOINT] = _endpoint(base, store, activity)
    return offered


def _endpoint(base: str, store: Store, activity: Activity) -> dict[str, Any]:
    """The grade service; with the activity's own column, where it has one."""
    endpoint = {
        "scope": sorted(SCOPES - {NRPS, GROUPS_SCOPE, NOTICES_SCOPE}),
        "lineitems": f"{base}/lineitems",
    }
    for item in store.items.values():
        if item.activity == activity.id == item.id:
            endpoint["lineitem"] = f"{base}/lineitems/{item.id}/lineitem"
            break
    return endpoint


def target(config: PlatformConfig, activity: Activity) -> str:
    """The activity's target_link_uri."""
    if activity.url:
        return activity.url
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
        """Of the tool that needed no registration."""
        self.store = store
        """Knows the tools that registered themselves."""
        self.given: dict[str, _Access] = {}
        """By token."""
        self.seen: set[str] = set()
        """Ids of the assertions so far."""
        self.named: list[str | None] = []
        """The deployment that each assertion was for, None where it named none."""

    def give(self, form: dict[str, str]) -> dict[str, Any]:
        """The answer of the token endpoint. Raises ClientError."""
        if form.get("grant_type") != "client_credentials":
            raise ClientError("unsupported_grant_type")
        self._check(form.get("client_assertion", ""))
        asked = form.get("scope", "").split()
        scopes = SCOPES.intersection(asked)
        token = secrets.token_urlsafe(24)
        ends_at = time.time() + TOKEN_LIFE
        self.given[token] = _Access(ends_at, scopes)
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
            keys = self._tools_keys()
            found = jwt.decode(assertion, keys, algorithms=["RS256"])
        except (JoseError, ValueError, httpx2.HTTPError) as error:
            raise ClientError(f"invalid_client: {error}") from error
        if not self._hold(found.claims):
            raise ClientError("invalid_client: claims")
        once = found.claims.get("jti")
        if not once or once in self.seen:
            raise ClientError("invalid_client: replayed")
        self.seen.add(once)
        deployment = found.claims.get(CLAIM + "deployment_id")
        self.named.append(deployment)

    def _tools_keys(self) -> KeySet:
        """The tool's keys as they are now. Raises httpx2.HTTPError, ValueError."""
        address = self.config.tool_url + "/jwks"
        answer = loopback.get(address, timeout=5)
        return KeySet.import_key_set(answer.json())

    def _deployment_of(self, client_id: str) -> str:
        """Of the tool with this client id: of one that registered itself, its own."""
        tool = self.store.tools.get(client_id)
        return tool.deployment_id if tool else self.config.deployment_id

    def _hold(self, claims: dict[str, Any]) -> bool:
        """Whether the assertion is the tool's, for us, and of now."""
        now = time.time()
        tool = str(claims.get("iss"))
        known = tool == self.config.client_id or tool in self.store.tools
        must = {
            "sub": tool,
            "aud": self.config.token_url,
        }
        for name, value in must.items():
            if claims.get(name) != value:
                return False
        deployment = claims.get(CLAIM + "deployment_id")
        if not known or deployment not in (None, self._deployment_of(tool)):
            return False
        begun = claims.get("iat", now + 99) <= now + 5
        return bool(begun and claims.get("exp", 0) > now)
