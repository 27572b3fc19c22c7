"""Key sets as platforms publish them, good and bad."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey
from werkzeug.wrappers import Request, Response

from lti_service.errors import RefusedError
from lti_service.models import PlatformKeys, Registration
from lti_service.outgoing import deadline
from lti_service.services.keys import platform_keys
from lti_service.services.keys.key_sets import KeyName
from tests.integration.lti_service.site import Site, serve
from tests.support.rude import answers, rude, says

RSA = RSAKey.generate_key(2048).as_dict(private=False)
EC = ECKey.generate_key("P-256").as_dict(private=False)
PADDED = {**RSA, "n": f"{RSA['n']}=="}
"""Totara pads the modulus (mod/lti/certs.php), which RFC 7518, 2 does not allow."""
Ask = Callable[..., Any]


@pytest.fixture
def ask(own_site: Site) -> Iterator[Ask]:
    """`ask(body, algorithm, headers)`: the key "k" from a key set with this body."""
    servers = []

    def run(
        body: Any, algorithm: str = "RS256", headers: dict[str, str] | None = None
    ) -> Any:
        text = body if isinstance(body, str) else json.dumps(body)
        server, url = serve(
            "127.0.0.1",
            Request.application(lambda request: Response(text, headers=headers)),
        )
        servers.append(server)
        wiring = own_site.wiring
        with wiring.database.writing() as session:
            registration = session.query(Registration).one()
            registration.keys_url = url
            known = platform_keys.known(session, registration)
        name = KeyName("k", algorithm)
        return wiring.keys.find(registration, name, wiring.clock(), known)

    yield run
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        ({**RSA, "kid": "k"}, "RS256"),
        (
            {**RSA, "kid": "k", "use": "sig", "alg": "RS256", "x5c": ["ignored"]},
            "RS256",
        ),
        ({**EC, "kid": "k"}, "ES256"),
        ({**PADDED, "kid": "k", "use": "sig", "alg": "RS256"}, "RS256"),
    ],
)
def test_usable_keys(ask: Ask, key: dict[str, Any], algorithm: str) -> None:
    assert (
        ask({"keys": ["odd", {"kid": "other"}, key]}, algorithm).as_dict(private=False)[
            "kty"
        ]
        == key["kty"]
    )


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


@pytest.mark.parametrize(
    "body", ["hello", "[]", '{"keys": {}}', '{"keys": null}', "[" * 50_000]
)
def test_no_key_set(ask: Ask, body: str, own_site: Site) -> None:
    with pytest.raises(RefusedError) as told:
        ask(body)
    assert told.value.code == "keys-unreachable"
    with own_site.wiring.database.reading() as session:
        registration = session.query(Registration).one()
    point = own_site.wiring.checks().reach(registration)[0]
    assert (point.good, "key set address" in point.remedy) == (False, True)


@pytest.mark.parametrize(
    ("header", "life"),
    [
        ("max-age=600", timedelta(minutes=10)),
        ("public, max-age=5", timedelta(minutes=1)),
        ("max-age=99999999", timedelta(days=1)),
        ("no-store", timedelta(hours=1)),
    ],
)
def test_kept_as_long_as_the_platform_says(
    ask: Ask, own_site: Site, header: str, life: timedelta
) -> None:
    ask({"keys": [{**RSA, "kid": "k"}]}, headers={"Cache-Control": header})
    with own_site.wiring.database.reading() as session:
        row = session.query(PlatformKeys).one()
    assert row.expires_at - row.asked_at == life


GOOD = {"keys": [{**RSA, "kid": "k"}]}
FAILURES = {
    "a refusal": b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
    "no JSON": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    "deep JSON": b"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n" + b"[" * 50_000,
    "no keys": b'HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{"keys": [] }',
    "nothing at all": b"",
}


class Kept:
    """A platform whose key "k" is in the cache, and whose key set fails from then on."""

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        with site.wiring.database.writing() as session:
            self.registration = session.query(Registration).one()
            self.registration.keys_url = f"http://127.0.0.1:{port}/jwks"
            now = site.wiring.clock()
            session.add(
                PlatformKeys(
                    registration_id=self.registration.id,
                    document=GOOD,
                    asked_at=now,
                    expires_at=now + timedelta(hours=1),
                )
            )

    def ask(self, later: timedelta, kid: str = "k") -> Any:
        wiring = self.site.wiring
        now = wiring.clock() + later
        with wiring.database.reading() as session:
            known = platform_keys.known(session, self.registration)
        with deadline.within(1.0):
            return wiring.keys.find(
                self.registration, KeyName(kid, "RS256"), now, known
            )


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_old_keys_stand_in_for_a_day_while_there_are_no_new_ones(
    own_site: Site, failure: bytes
) -> None:
    with rude(says(failure)) as port:
        kept = Kept(own_site, port)
        for hours in (2, 3, 24):
            assert (
                kept.ask(timedelta(hours=hours)).as_dict(private=False)["kty"] == "RSA"
            )
        with pytest.raises(RefusedError) as told:
            kept.ask(timedelta(hours=26))
    assert told.value.code == "keys-unreachable"


def test_only_one_of_many_waits_for_the_platform(own_site: Site) -> None:
    with rude(says()) as port:
        kept = Kept(own_site, port)
        began = time.monotonic()
        with ThreadPoolExecutor(30) as pool:
            found = list(pool.map(lambda _: kept.ask(timedelta(hours=2)), range(30)))
        assert (len(found), time.monotonic() - began < 5) == (30, True)


def test_new_keys_are_taken_half_a_minute_after_a_failure(own_site: Site) -> None:
    with rude(says(FAILURES["a refusal"])) as port:
        kept = Kept(own_site, port)
        kept.ask(timedelta(hours=2))
    body = json.dumps({"keys": [{**RSA, "kid": "new"}]}).encode()
    with rude(answers(body)) as port:
        kept.registration.keys_url = f"http://127.0.0.1:{port}/jwks"
        assert (
            kept.ask(timedelta(hours=2, seconds=31), "new").as_dict(private=False)[
                "kty"
            ]
            == "RSA"
        )
        with pytest.raises(RefusedError) as told:
            kept.ask(timedelta(hours=2, seconds=90))
    assert told.value.code == "token-unknown-kid", (
        "a key that was withdrawn opens nothing"
    )
