"""Floods: refused with a time to wait, for whoever sends them and for nobody else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.platform import notices
from demo.platform.course import DEMO_COURSE
from demo.platform.register import register
from lti_service import rates
from lti_service.clock import utc_now
from lti_service.rates import MOST, Rate, Rates
from lti_service.services.admin import admin_sessions
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site, begin, start_site

FEW = {"a_second": 0.01, "at_once": 2}


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    """A site with small numbers and one web server in front."""
    for name in ("ADDRESS", "PLATFORM", "SESSION", "LINKS"):
        rate = getattr(rates, name)._replace(**FEW)
        monkeypatch.setattr(rates, name, rate)
    more = rates.PLATFORM._replace(at_once=4)
    monkeypatch.setattr(rates, "PLATFORM", more)
    running = start_site(tmp_path, proxies=1)
    yield running
    running.stop()


def login(site: Site, forwarded: str, issuer: str = "") -> int:
    """The status of a login whose X-Forwarded-For is this."""
    values = {
        "iss": issuer or site.config.issuer,
        "client_id": site.config.client_id,
        "login_hint": "1",
        "target_link_uri": site.tool + "/launch/kind",
    }
    headers = {"X-Forwarded-For": forwarded}
    answer = site.app.test_client().post("/login", data=values, headers=headers)
    if answer.status_code == 429:
        assert "too-many" in answer.text
        assert 1 <= int(answer.headers["Retry-After"]) <= 200
    return int(answer.status_code)


def test_logins_by_address_and_platform(still: Site) -> None:
    other = dataclasses.replace(still.config, public_url="http://other.test")
    with still.wiring.database.writing() as session:
        register(session, other, utc_now())
    # Only the end was written by our own web server; anybody may write what stands before it.
    told = [login(still, f"10.0.0.{number}, 192.0.2.1") for number in range(3)]
    assert told == [302, 302, 429]
    assert [login(still, "192.0.2.2"), login(still, "192.0.2.3")] == [302, 302]
    assert login(still, "192.0.2.4") == 429
    assert login(still, "192.0.2.1", other.issuer) == 302


def test_a_launch_that_had_to_wait_can_be_sent_again(still: Site) -> None:
    begun = begin(still)
    claims = begun.claims()
    begin(still)
    assert begun.post_claims(claims).status_code == 429
    still.wiring.rates.forget()
    assert begun.post_claims(claims).status_code == 200


def test_calls_by_session(still: Site) -> None:
    first = arrive(still)
    still.wiring.rates.forget()
    second = arrive(still, 1)
    answer = best_answers("kind")[0]
    told = [first.respond(0, answer) for _ in range(3)]
    assert [one.status_code for one in told] == [200, 200, 429]
    assert told[2].json()["error"]["code"] == "too-many"
    assert int(told[2].headers["Retry-After"]) >= 1
    assert second.respond(0, answer).status_code == 200


def tell(site: Site, *clients: str, address: str = "192.0.2.1") -> int:
    """The status of a delivery of notices, each for the client that it names."""
    told = [
        {**notices.claims(site.parts, DEMO_COURSE), "aud": one, "azp": one}
        for one in clients
    ]
    body = notices.body(site.parts, *told)
    headers = {"X-Forwarded-For": address}
    answer = site.app.test_client().post("/notices", json=body, headers=headers)
    if answer.status_code == 429:
        assert answer.get_json()["error"]["code"] == "too-many"
        assert 1 <= int(answer.headers["Retry-After"]) <= 200
    return int(answer.status_code)


def test_notices_are_counted_one_by_one_for_their_platform(still: Site) -> None:
    """Two trusts behind one way out of a network: neither's flood loses the other's notices."""
    ours = still.config.client_id
    other = dataclasses.replace(still.config, client_id="other")
    with still.wiring.database.writing() as session:
        register(session, other, utc_now())
    assert tell(still, ours, ours) == 204
    assert tell(still, ours) == 429
    assert tell(still, "other", "other", "other") == 429
    assert tell(still, ours, ours, address="192.0.2.2") == 204
    assert tell(still, ours, address="192.0.2.3") == 429
    assert login(still, "192.0.2.1") == 302


def test_notices_of_nobody_are_counted_by_address(still: Site) -> None:
    ours = still.config.client_id
    assert tell(still, "nobody", "nobody") == 403
    assert tell(still, "nobody") == 429
    assert tell(still, "nobody", address="192.0.2.2") == 403
    assert tell(still, ours) == 204


@pytest.mark.parametrize("path", ["/register/x", "/admin/enter/x"])
def test_guessing_links(still: Site, path: str) -> None:
    with still.wiring.database.writing() as session:
        admin_sessions.make_link(session, "Sam", utc_now())
    client = still.app.test_client()
    told = [client.get(path) for _ in range(3)]
    assert told[0].status_code == told[1].status_code != 429
    assert (told[2].status_code, "Retry-After" in told[2].headers) == (429, True)
    elsewhere = {"X-Forwarded-For": "192.0.2.9"}
    assert client.get(path, headers=elsewhere).status_code != 429


def test_rates() -> None:
    counted, rate = Rates(), Rate("of", a_second=2, at_once=3)
    assert [counted.take(rate, "ann", 0.0) for _ in range(4)] == [0, 0, 0, 1]
    assert [counted.take(rate, "bob", 0.0), counted.take(rate, "ann", 0.4)] == [0, 1]
    assert [counted.take(rate, "ann", 0.5), counted.take(rate, "ann", 0.5)] == [0, 1]
    for number in range(MOST + 5):
        counted.take(rate, str(number), 1.0)
    assert len(counted._paid_off) == MOST
