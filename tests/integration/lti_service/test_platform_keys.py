"""Key sets as platforms publish them, good and bad."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey
from werkzeug.wrappers import Request, Response

from lti_service.errors import OutgoingError, RefusedError
from lti_service.models import PlatformKeys, Registration
from lti_service.services import platform_keys
from tests.integration.lti_service.site import Site, serve

RSA = RSAKey.generate_key(2048).as_dict(private=False)
EC = ECKey.generate_key("P-256").as_dict(private=False)
Ask = Callable[..., Any]


@pytest.fixture
def ask(own_site: Site) -> Iterator[Ask]:
    """`ask(body, algorithm, headers)`: the key "k" from a key set with this body."""
    servers = []

    def run(body: Any, algorithm: str = "RS256", headers: dict[str, str] | None = None) -> Any:
        text = body if isinstance(body, str) else json.dumps(body)
        server, url = serve("127.0.0.1", Request.application(lambda request: Response(text, headers=headers)))
        servers.append(server)
        wiring = own_site.wiring
        with wiring.database.writing() as session:
            registration = session.query(Registration).one()
            registration.keys_url = url
        return wiring.keys.find(registration, ("k", algorithm), wiring.clock())

    yield run
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        ({**RSA, "kid": "k"}, "RS256"),
        ({**RSA, "kid": "k", "use": "sig", "alg": "RS256", "x5c": ["ignored"]}, "RS256"),
        ({**EC, "kid": "k"}, "ES256"),
    ],
)
def test_usable_keys(ask: Ask, key: dict[str, Any], algorithm: str) -> None:
    assert ask({"keys": ["odd", {"kid": "other"}, key]}, algorithm).as_dict(private=False)["kty"] == key["kty"]


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        ({**RSA, "kid": "K"}, "RS256"),  # names are case-sensitive
        (RSA, "RS256"),
        ({**RSA, "kid": "k", "use": "enc"}, "RS256"),
        ({**RSA, "kid": "k", "alg": "RS512"}, "RS256"),
        ({**RSA, "kid": "k"}, "ES256"),
        ({**EC, "kid": "k"}, "RS256"),
        ({**RSA, "kid": "k", "n": "AQAB"}, "RS256"),  # far too short
        ({"kty": "RSA", "kid": "k"}, "RS256"),
        ({**OctKey.generate_key(256).as_dict(), "kid": "k"}, "RS256"),
    ],
)
def test_unusable_keys(ask: Ask, key: dict[str, Any], algorithm: str) -> None:
    with pytest.raises(RefusedError) as told:
        ask({"keys": [key]}, algorithm)
    assert told.value.code == "token-unknown-kid"


@pytest.mark.parametrize("body", ["hello", "[]", '{"keys": {}}', '{"keys": null}', "[" * 50_000])
def test_no_key_set(ask: Ask, body: str, own_site: Site) -> None:
    with pytest.raises(RefusedError) as told:
        ask(body)
    assert told.value.code == "keys-unreachable"
    with own_site.wiring.database.reading() as session, pytest.raises(OutgoingError) as counted:
        platform_keys.count(own_site.wiring.outgoing, session.query(Registration).one())
    assert counted.value.code == "keys-answer"


@pytest.mark.parametrize(
    ("header", "life"),
    [
        ("max-age=600", timedelta(minutes=10)),
        ("public, max-age=5", timedelta(minutes=1)),
        ("max-age=99999999", timedelta(days=1)),
        ("no-store", timedelta(hours=1)),
    ],
)
def test_kept_as_long_as_the_platform_says(ask: Ask, own_site: Site, header: str, life: timedelta) -> None:
    ask({"keys": [{**RSA, "kid": "k"}]}, headers={"Cache-Control": header})
    with own_site.wiring.database.reading() as session:
        row = session.query(PlatformKeys).one()
    assert row.expires_at - row.asked_at == life
