"""The signature and standard claims of an id_token.

Security Framework 1.0, 5.1.3; OpenID Connect Core 3.1.3.7.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import Key

from lti_service import strict_json
from lti_service.errors import RefusedError

TOKEN_LENGTH = 64_000
MOST_AUDIENCES = 20
NAME_LENGTH = 2000
"""Of an issuer or a client."""
PREPARED = timedelta(minutes=5)
"""How long before its login a platform may have written a token.

Canvas writes it with the page that has the activity or the button for it, keeps it for five minutes
and signs it after the login (canvas-lms: lib/lti/messages/jwt_message.rb, add_security_claims!;
app/models/lti/lti_advantage_adapter.rb, login_request; RedisMessageClient, TTL).
"""
ALLOWED_ALGORITHMS = frozenset(
    {
        "RS256",
        "RS384",
        "RS512",
        "PS256",
        "PS384",
        "PS512",
        "ES256",
        "ES384",
        "ES512",
    }
)

Claims = dict[str, Any]


@dataclass(frozen=True)
class Expected:
    """What a token must agree with.

    `begun_at` is the login's time: a token is not much older than its login.
    """

    issuer: str
    client_id: str
    trusted_audiences: Sequence[str]
    algorithms: Sequence[str]
    now: datetime
    leeway: timedelta
    begun_at: datetime


def verify(
    token: str,
    expected: Expected,
    find_key: Callable[[str, str], Key],
) -> Claims:
    """The claims of a token whose signature, issuer, audience and times hold.

    `find_key(kid, algorithm)` gives the platform's public key or raises RefusedError.
    Raises RefusedError.
    """
    header = _header(token)
    algorithm = _algorithm(header, expected.algorithms)
    kid = _kid(header)
    key = find_key(kid, algorithm)
    try:
        payload = jws.deserialize_compact(token, key, algorithms=[algorithm]).payload
    except (JoseError, ValueError) as error:
        told = f"{type(error).__name__} with kid {kid!r}"
        raise RefusedError("token-signature", told) from error
    claims = _parse(payload or b"")
    _check_issuer(claims, expected)
    _check_audience(claims, expected)
    _check_times(claims, expected)
    return claims


def named(token: str) -> tuple[str, list[str]]:
    """Whom a token names as its platform, and for which clients. Nothing of it is proved.

    For finding the registration by which `verify` then checks it. Raises RefusedError.
    """
    _header(token)
    claims = _parse(jws.extract_compact(token.encode("ascii")).payload or b"")
    issuer = claims.get("iss")
    audience = claims.get("aud")
    listed = audience if isinstance(audience, list) else [audience]
    clients = [str(one) for one in listed[:MOST_AUDIENCES] if _is_name(one)]
    if not _is_name(issuer) or not clients:
        raise RefusedError("platform-unknown", "iss or aud is no name")
    return str(issuer), clients


def _is_name(value: Any) -> bool:
    return (
        isinstance(value, str) and 0 < len(value) <= NAME_LENGTH and "\0" not in value
    )


def _header(token: str) -> dict[str, Any]:
    """Read before the signature, so only used to choose a key from the platform's own set."""
    if not token:
        raise RefusedError("token-missing", "no id_token in the post")
    if len(token) > TOKEN_LENGTH:
        raise RefusedError("token-too-long", f"{len(token)} characters")
    try:
        return jws.extract_compact(token.encode("ascii")).headers()
    except (JoseError, ValueError, TypeError) as error:
        raise RefusedError("token-malformed", type(error).__name__) from error


def _algorithm(header: dict[str, Any], registered: Sequence[str]) -> str:
    """Only one that the platform is registered with, and never one without a public key."""
    algorithm = header.get("alg")
    if algorithm not in registered or algorithm not in ALLOWED_ALGORITHMS:
        told = f"alg {algorithm!r}, registered are {list(registered)}"
        raise RefusedError("token-algorithm", told)
    return str(algorithm)


def _kid(header: dict[str, Any]) -> str:
    """Raises RefusedError (token-no-kid)."""
    kid = header.get("kid")
    if not isinstance(kid, str) or not kid:
        raise RefusedError("token-no-kid", "the header names no key")
    return kid


def _parse(payload: bytes) -> Claims:
    """Raises RefusedError (token-malformed)."""
    try:
        claims = strict_json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise RefusedError("token-malformed", "the payload is not JSON") from error
    if not isinstance(claims, dict):
        raise RefusedError("token-malformed", "the payload is not an object")
    return claims


def _check_issuer(claims: Claims, expected: Expected) -> None:
    """`iss` is the platform that the login was for. Raises RefusedError (token-issuer)."""
    issuer = claims.get("iss")
    if issuer != expected.issuer:
        told = f"iss {issuer!r}, the login was for {expected.issuer!r}"
        raise RefusedError("token-issuer", told)


def _check_audience(claims: Claims, expected: Expected) -> None:
    """We are in `aud`, nobody is whom we do not trust, and `azp` is us where there are several."""
    audience = claims.get("aud")
    listed = audience if isinstance(audience, list) else [audience]
    allowed = [expected.client_id, *expected.trusted_audiences]
    if expected.client_id not in listed or any(one not in allowed for one in listed):
        told = f"aud {audience!r}, our client id is {expected.client_id!r}"
        raise RefusedError("token-audience", told)
    party = claims.get("azp")
    is_needed = len(listed) > 1
    if party is None and not is_needed:
        return
    if party != expected.client_id:
        raise RefusedError("token-party", f"azp {party!r} with aud {audience!r}")


def _check_times(claims: Claims, expected: Expected) -> None:
    """`exp` is to come, `iat` lies between PREPARED before the login and now, `nbf` has passed."""
    now = expected.now.timestamp()
    leeway = expected.leeway.total_seconds()
    if now >= _seconds(claims, "exp", "token-expired") + leeway:
        raise RefusedError("token-expired", f"exp {claims['exp']}, now {now:.0f}")
    issued = _seconds(claims, "iat", "token-issued")
    written = expected.begun_at - PREPARED
    earliest = written.timestamp() - leeway
    if not earliest <= issued <= now + leeway:
        login = expected.begun_at.isoformat()
        told = f"iat {issued:.0f}, now {now:.0f}, login {login}"
        raise RefusedError("token-issued", told)
    if claims.get("nbf") is None:
        return
    if _seconds(claims, "nbf", "token-not-yet") > now + leeway:
        raise RefusedError("token-not-yet", f"nbf {claims['nbf']}, now {now:.0f}")


def _seconds(claims: Claims, name: str, code: str) -> float:
    """A time in seconds since 1970 (RFC 7519, NumericDate). Raises RefusedError with `code`."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RefusedError(code, f"{name} is {value!r}, not a number")
    try:
        seconds = float(value)
    except OverflowError:
        seconds = math.inf
    if not math.isfinite(seconds):
        raise RefusedError(code, f"{name} is not a time")
    return seconds
