"""Every launch that must be refused, and its stable code; the table's comments name the rule."""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from demo.platform.tokens import CLAIM, sign
from lti_service.refusals import REFUSALS
from tests.integration.lti_service.site import Begun, Site, begin, launch

Claims = dict[str, Any]
AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
OTHER_KEY = RSAKey.generate_key(2048, parameters={"kid": "platform-1"})
NOW = time.time


def without(name: str) -> Callable[[Claims], None]:
    def change(claims: Claims) -> None:
        del claims[name]

    return change


def put(name: str, value: Any) -> Callable[[Claims], None]:
    def change(claims: Claims) -> None:
        claims[name] = value() if callable(value) else value

    return change


def inside(name: str, key: str, value: Any) -> Callable[[Claims], None]:
    def change(claims: Claims) -> None:
        claims[name] = {**claims[name], key: value}

    return change


# fmt: off
CLAIM_CASES: list[tuple[str, str, Callable[[Claims], None]]] = [
    # Security Framework 5.1.3, step by step
    ("another issuer",               "token-issuer",        put("iss", "https://evil.example")),
    ("issuer with a slash more",     "token-issuer",        lambda c: c.update(iss=c["iss"] + "/")),
    ("no issuer",                    "token-issuer",        without("iss")),
    ("another audience",             "token-audience",      put("aud", "someone-else")),
    ("no audience",                  "token-audience",      without("aud")),
    ("audience list without us",     "token-audience",      put("aud", ["a", "b"])),
    (
        "an untrusted audience beside", "token-audience",
        put("aud", ["our-leadership-way", "stranger"]),
    ),
    ("audience of a wrong type",     "token-audience",      put("aud", {"our-leadership-way": 1})),
    ("foreign azp",                  "token-party",         put("azp", "someone-else")),
    (
        "two audiences, no azp", "token-party",
        put("aud", ["our-leadership-way", "our-leadership-way"]),
    ),
    ("expired",                      "token-expired",       put("exp", lambda: NOW() - 61)),
    ("no exp",                       "token-expired",       without("exp")),
    ("exp as text",                  "token-expired",       put("exp", "2099")),
    ("exp true",                     "token-expired",       put("exp", True)),
    ("exp without end",              "token-expired",       put("exp", 10**400)),
    ("no iat",                       "token-issued",        without("iat")),
    ("iat null",                     "token-issued",        put("iat", None)),
    ("iat in the future",            "token-issued",        put("iat", lambda: NOW() + 120)),
    ("iat long before the login",    "token-issued",        put("iat", lambda: NOW() - 375)),
    ("not yet",                      "token-not-yet",       put("nbf", lambda: NOW() + 120)),
    ("nbf as text",                  "token-not-yet",       put("nbf", "soon")),
    ("no nonce",                     "token-nonce",         without("nonce")),
    ("another nonce",                "token-nonce",         put("nonce", "x" * 43)),
    ("nonce of a wrong type",        "token-nonce",         put("nonce", 7)),
    # LTI Core 5.3: required claims, one by one
    ("no version",                   "claim-missing",       without(CLAIM + "version")),
    ("version 1.1",                  "message-version",     put(CLAIM + "version", "1.1.0")),
    ("no message type",              "claim-missing",       without(CLAIM + "message_type")),
    ("unknown message", "message-type", put(CLAIM + "message_type", "LtiStartProctoring")),
    ("no deployment",                "claim-missing",       without(CLAIM + "deployment_id")),
    ("empty deployment",             "claim-missing",       put(CLAIM + "deployment_id", "")),
    ("another deployment",           "deployment-unknown",  put(CLAIM + "deployment_id", "2")),
    ("deployment as a number",       "claim-type",          put(CLAIM + "deployment_id", 1)),
    ("deployment too long", "claim-too-long", put(CLAIM + "deployment_id", "d" * 256)),
    ("no target",                    "claim-missing",       without(CLAIM + "target_link_uri")),
    (
        "target unlike the login's", "target-differs",
        put(CLAIM + "target_link_uri", "https://evil.example/launch/kind"),
    ),
    ("no resource link",             "claim-missing",       without(CLAIM + "resource_link")),
    ("resource link null",           "claim-missing",       put(CLAIM + "resource_link", None)),
    ("resource link as text",        "claim-type",          put(CLAIM + "resource_link", "kind")),
    ("no resource link id", "claim-missing", put(CLAIM + "resource_link", {"title": "x"})),
    (
        "resource link id too long", "claim-too-long",
        put(CLAIM + "resource_link", {"id": "r" * 256}),
    ),
    (
        "resource link id with NUL", "claim-bad-characters",
        put(CLAIM + "resource_link", {"id": "a\0b"}),
    ),
    (
        "a lone surrogate in an id", "claim-bad-characters",
        put(CLAIM + "resource_link", {"id": "\ud800"}),
    ),
    ("no roles",                     "claim-missing",       without(CLAIM + "roles")),
    ("roles null",                   "claim-missing",       put(CLAIM + "roles", None)),
    ("roles as text",                "claim-type",          put(CLAIM + "roles", "Learner")),
    ("a role that is no text",       "claim-type",          put(CLAIM + "roles", [1])),
    ("no sub",                       "learner-unknown",     without("sub")),
    ("sub null",                     "learner-unknown",     put("sub", None)),
    ("sub empty",                    "claim-missing",       put("sub", "")),
    ("sub as a number",              "claim-type",          put("sub", 5)),
    ("sub too long",                 "claim-too-long",      put("sub", "s" * 256)),
    ("context without id",           "claim-missing",       put(CLAIM + "context", {"title": "x"})),
    ("context as a list",            "claim-type",          put(CLAIM + "context", ["x"])),
    ("context title as a list", "claim-type", put(CLAIM + "context", {"id": "c", "title": ["x"]})),
    ("custom as text",               "claim-type",          put(CLAIM + "custom", "module=kind")),
    ("unknown module", "module-unknown", put(CLAIM + "custom", {"module": "../etc"})),
    # addresses that a browser or our worker would follow
    (
        "javascript: return URL", "return-url-unsafe",
        inside(CLAIM + "launch_presentation", "return_url", "javascript:alert(1)"),
    ),
    (
        "data: return URL", "return-url-unsafe",
        inside(CLAIM + "launch_presentation", "return_url", "data:text/html,x"),
    ),
    (
        "return URL as a list", "claim-type",
        inside(CLAIM + "launch_presentation", "return_url", ["x"]),
    ),
    ("file: line item", "service-url-unsafe", inside(AGS, "lineitem", "file:///etc/passwd")),
    (
        "line item with a password", "service-url-unsafe",
        inside(AGS, "lineitem", "https://a:b@c.example/1"),
    ),
    ("line item as a number",        "claim-type",          inside(AGS, "lineitem", 4)),
    ("scopes as text",               "claim-type",          inside(AGS, "scope", "score")),
    ("gopher: roster", "service-url-unsafe", inside(NRPS, "context_memberships_url", "gopher://x")),
    ("roster service as text",       "claim-type",          put(NRPS, "https://x.example")),
]
# fmt: on


def refused(answer: Any) -> tuple[int, str]:
    """(status, code) of a refusal page, which must be words and no traceback."""
    text = answer.get_data(as_text=True)
    assert "Traceback" not in text
    code = text.split('<strong class="code">')[1].split("<")[0]
    assert "ask your learning team" in text
    return answer.status_code, code


@pytest.mark.parametrize(
    ("code", "change"),
    [case[1:] for case in CLAIM_CASES],
    ids=[case[0] for case in CLAIM_CASES],
)
def test_refuses_claims(
    site: Site, code: str, change: Callable[[Claims], None]
) -> None:
    begun = begin(site)
    claims = begun.claims()
    change(claims)
    assert refused(begun.post_claims(claims)) == (REFUSALS[code][0], code)


def encoded(data: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(data).encode()).rstrip(b"=").decode()


def alg_none(begun: Begun) -> str:
    return f"{encoded({'alg': 'none', 'kid': 'platform-1'})}.{encoded(begun.claims())}."


def hs256_with_public_key(begun: Begun) -> str:
    signed = (
        f"{encoded({'alg': 'HS256', 'kid': 'platform-1'})}.{encoded(begun.claims())}"
    )
    public = begun.site.parts.store.key.as_pem(private=False)
    mac = hmac.new(public, signed.encode(), "sha256").digest()
    return f"{signed}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def rs512(begun: Begun) -> str:
    plain = RSAKey.import_key(begun.site.parts.store.key.as_pem(private=True))
    return jwt.encode(
        {"alg": "RS512", "kid": "platform-1"},
        begun.claims(),
        plain,
        algorithms=["RS512"],
    )


def other_key(begun: Begun) -> str:
    return jwt.encode({"alg": "RS256", "kid": "platform-1"}, begun.claims(), OTHER_KEY)


def no_kid(begun: Begun) -> str:
    return jwt.encode({"alg": "RS256"}, begun.claims(), begun.site.parts.store.key)


def changed_after_signing(begun: Begun) -> str:
    head, _, signature = sign(begun.site.parts.store, begun.claims()).split(".")
    return f"{head}.{encoded({**begun.claims(), 'sub': 'someone-else'})}.{signature}"


def payload(text: bytes) -> Callable[[Begun], str]:
    def make(begun: Begun) -> str:
        from joserfc import jws

        return jws.serialize_compact(
            {"alg": "RS256", "kid": "platform-1"}, text, begun.site.parts.store.key
        )

    return make


# fmt: off
TOKEN_CASES: list[tuple[str, str, Callable[[Begun], str]]] = [
    ("alg none",                     "token-algorithm",   alg_none),
    ("HS256 with the public key",    "token-algorithm",   hs256_with_public_key),
    ("RS512, which is not registered", "token-algorithm", rs512),
    ("signed by another key",        "token-signature",   other_key),
    ("changed after signing",        "token-signature",   changed_after_signing),
    ("no kid",                       "token-no-kid",      no_kid),
    (
        "unknown kid", "token-unknown-kid",
        lambda b: sign(b.site.parts.store, b.claims(), kid="other"),
    ),
    ("no token",                     "token-missing",     lambda b: ""),
    ("not a token",                  "token-malformed",   lambda b: "abc"),
    ("not ASCII",                    "token-malformed",   lambda b: "é.é.é"),
    ("too long",                     "token-too-long",    lambda b: "a" * 64_001),
    ("a list as payload",            "token-malformed",   payload(b"[]")),
    ("no JSON as payload",           "token-malformed",   payload(b"hello")),
    ("NaN in the payload",           "token-malformed",   payload(b'{"exp": NaN}')),
    ("very deep payload",            "token-malformed",   payload(b"[" * 20_000)),
]
# fmt: on


@pytest.mark.parametrize(
    ("code", "make"),
    [case[1:] for case in TOKEN_CASES],
    ids=[case[0] for case in TOKEN_CASES],
)
def test_refuses_tokens(site: Site, code: str, make: Callable[[Begun], str]) -> None:
    begun = begin(site)
    assert refused(begun.post(make(begun))) == (REFUSALS[code][0], code)


def test_refuses_replay_in_the_same_browser(site: Site) -> None:
    begun = begin(site)
    token = sign(site.parts.store, begun.claims())
    assert begun.post(token).status_code == 200
    assert refused(begun.post(token)) == (403, "state-used")


def test_refuses_replay_in_another_browser(site: Site) -> None:
    begun = begin(site)
    token = sign(site.parts.store, begun.claims())
    assert begun.post(token).status_code == 200
    begun.client = site.app.test_client()
    assert refused(begun.post(token)) == (403, "state-used")


def test_refuses_an_old_token_with_a_new_state(site: Site) -> None:
    first = begin(site)
    token = sign(site.parts.store, first.claims())
    assert first.post(token).status_code == 200
    assert refused(begin(site).post(token)) == (403, "token-nonce")


def test_refuses_a_state_we_never_gave(site: Site) -> None:
    begun = begin(site)
    begun.state = "x" * 43
    assert refused(begun.post_claims(begun.claims())) == (403, "state-unknown")


def test_refuses_a_missing_state(site: Site) -> None:
    assert refused(site.app.test_client().post("/launch", data={})) == (
        400,
        "state-missing",
    )


def test_refuses_a_browser_whose_cookie_is_another(site: Site) -> None:
    begun, cookies = begin(site), []
    for cookie in list(begun.client._cookies.values()):
        cookies.append(cookie.key)
        begun.client.set_cookie(cookie.key, "stolen", domain="localhost")
    assert len(cookies) == 2
    assert refused(begun.post_claims(begun.claims())) == (403, "browser-differs")


def test_a_state_is_used_up_by_a_refused_launch_too(site: Site) -> None:
    begun = begin(site)
    good = sign(site.parts.store, begun.claims())
    assert refused(begun.post("abc")) == (400, "token-malformed")
    assert refused(begun.post(good)) == (403, "state-used")


def test_says_so_when_the_platform_declines(site: Site) -> None:
    begun = begin(site)
    answer = begun.client.post(
        "/launch", data={"state": begun.state, "error": "login_required"}
    )
    assert refused(answer) == (403, "platform-declined")


# fmt: off
LOGIN_CASES: list[tuple[str, str, dict[str, str]]] = [
    ("no issuer",              "login-incomplete",     {"iss": ""}),
    ("no login hint",          "login-incomplete",     {"login_hint": ""}),
    ("no target",              "login-incomplete",     {"target_link_uri": ""}),
    ("unknown issuer",         "platform-unknown",     {"iss": "https://evil.example"}),
    ("unknown client",         "platform-unknown",     {"client_id": "someone-else"}),
    ("foreign target", "target-not-ours", {"target_link_uri": "https://evil.example/launch"}),
    ("javascript: target",     "target-not-ours",      {"target_link_uri": "javascript:alert(1)"}),
    ("target that only begins like ours", "target-not-ours", {"target_link_uri": "{tool}/launchx"}),
    ("target two levels down", "target-not-ours",      {"target_link_uri": "{tool}/launch/a/b"}),
    ("issuer too long",        "login-too-long",       {"iss": "h" * 256}),
    ("hint too long",          "login-too-long",       {"lti_message_hint": "h" * 8001}),
    ("NUL in a hint",          "login-bad-characters", {"login_hint": "a\0b"}),
]
# fmt: on


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("code", "changes"),
    [case[1:] for case in LOGIN_CASES],
    ids=[case[0] for case in LOGIN_CASES],
)
def test_refuses_logins(
    site: Site, method: str, code: str, changes: dict[str, str]
) -> None:
    values = {
        "iss": site.config.issuer,
        "client_id": site.config.client_id,
        "login_hint": "u100",
        "target_link_uri": site.tool + "/launch/kind",
        **{name: value.replace("{tool}", site.tool) for name, value in changes.items()},
    }
    client = site.app.test_client()
    sent = (
        client.get("/login", query_string=values)
        if method == "get"
        else client.post("/login", data=values)
    )
    assert refused(sent) == (REFUSALS[code][0], code)


def test_an_old_login_is_refused(own_site: Site) -> None:
    from datetime import timedelta

    from lti_service.models import Login

    begun = begin(own_site)
    with own_site.wiring.database.writing() as session:
        for login in session.query(Login):
            login.expires_at -= timedelta(minutes=11)
    assert refused(begun.post_claims(begun.claims())) == (403, "state-expired")


def test_keys_that_cannot_be_reached_are_a_refusal(own_site: Site) -> None:
    own_site.servers[1].shutdown()
    own_site.servers[1].server_close()
    begun = begin(own_site)
    assert refused(begun.post_claims(begun.claims())) == (424, "keys-unreachable")


def test_keys_that_hold_survive_a_platform_that_is_away(own_site: Site) -> None:
    from datetime import timedelta

    from lti_service.models import PlatformKeys

    launch(own_site, own_site.learner())
    with own_site.wiring.database.writing() as session:
        session.query(PlatformKeys).one().asked_at -= timedelta(seconds=31)
    own_site.servers[1].shutdown()
    own_site.servers[1].server_close()
    begun = begin(own_site)
    assert refused(
        begun.post(sign(own_site.parts.store, begun.claims(), kid="forged"))
    ) == (424, "keys-unreachable")
    begun = begin(own_site)
    assert begun.post_claims(begun.claims()).status_code == 200


def refused_or_taken(site: Site, claims: dict[str, Any]) -> bool:
    """Whether a launch with these claims is judged, and by what they say."""
    site.wiring.rates.forget()
    begun = begin(site)
    answer = begun.post_claims(begun.claims() | claims)
    status: int = answer.status_code
    assert status != 429, "counted as one who asks too often"
    return status < 500


def test_no_value_in_any_claim_is_a_fault_of_ours(site: Site) -> None:
    """Every claim, and every part of a claim, takes every odd value.

    The answer is below 500 and has words, always.
    """
    odd: list[object] = [
        None,
        True,
        0,
        -1,
        1e300,
        "",
        "x" * 300,
        "a\0b",
        "\ud800",
        [],
        [None],
        {},
        {"id": {}},
        {"": ""},
    ]
    names = [name for name in begin(site).claims() if name != "iss"]
    for name in names:
        for value in odd:
            assert refused_or_taken(site, {name: value}), (name, value)
    for name in [one for one in names if isinstance(begin(site).claims()[one], dict)]:
        inner = begin(site).claims()[name]
        for key in inner:
            for value in odd:
                claims = {name: {**inner, key: value}}
                assert refused_or_taken(site, claims), (name, key, value)


def test_an_unknown_key_is_asked_for_once_and_then_not_for_half_a_minute(
    own_site: Site,
) -> None:
    store = own_site.parts.store
    launch(own_site, own_site.learner())
    for _ in range(3):
        begun = begin(own_site)
        assert refused(begun.post(sign(store, begun.claims(), kid="other"))) == (
            403,
            "token-unknown-kid",
        )
    assert store.log.count("jwks") == 1


def test_a_rotated_key_is_found_after_a_while(own_site: Site) -> None:
    from datetime import timedelta

    from lti_service.models import PlatformKeys

    store = own_site.parts.store
    launch(own_site, own_site.learner())
    store.key = RSAKey.generate_key(2048, parameters={"kid": "platform-2"})
    with own_site.wiring.database.writing() as session:
        session.query(PlatformKeys).one().asked_at -= timedelta(seconds=31)
    begun = begin(own_site)
    assert begun.post(sign(store, begun.claims(), kid="platform-2")).status_code == 200
    assert store.log.count("jwks") == 2
