"""Whatever one LMS answers, whichever service is asked: it has a code of its own, and another LMS's
score goes out in the same run.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import RSAKey
from werkzeug.wrappers import Request, Response

from lti_service.errors import LtiServiceError
from lti_service.models import Context, Deployment, Registration
from lti_service.outgoing import client
from lti_service.services.calls.platform_calls import PlatformCalls
from lti_service.services.cohort import groups
from lti_service.services.keys.key_sets import KeyName
from tests.integration.lti_service.databases import postgresql_url
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site, serve, start_site
from tests.integration.lti_service.test_rude_platforms import (
    add_platform,
    delivered,
    rows_of,
)

JSON = "application/json"
KEY = RSAKey.generate_key(2048).as_dict(private=False)
SERVICES = ("token", "list", "made", "score", "roster", "groups", "keys")
JOBS, ASKED = SERVICES[:4], SERVICES[4:]
"""What a score needs, and what a person waits for."""
MOST = 100_000
"""Bytes of an answer in these tests: the true limit is tried in tests/unit/lti_service/outgoing."""
GOOD: dict[str, Any] = {
    "token": {"access_token": "@", "expires_in": 3600},
    "list": [{"id": "BASE/items/@", "label": "@", "resourceLinkId": "r1"}],
    "made": {"id": "BASE/items/@"},
    "score": {"resultUrl": "@"},
    "roster": {"members": [{"user_id": "@", "name": "@", "roles": ["Learner"]}]},
    "groups": {"groups": [{"id": "@", "name": "@"}]},
    "keys": {"keys": [{**KEY, "kid": "@"}]},
}
"""A good answer of each service; @ is where a name or an id stands."""
READ_AS = {
    "token": "token-answer",
    "list": "line-item-answer",
    "made": "line-item-answer",
    "score": "",
    "roster": "roster-answer",
    "groups": "groups-answer",
    "keys": "keys-unreachable",
}
"""The code of an answer that cannot be read; what a score is answered nobody reads."""
TOO_LARGE = dict.fromkeys(SERVICES, "outgoing-too-large") | {"keys": "keys-unreachable"}
BROKEN = dict.fromkeys(SERVICES, "outgoing-answer") | {"keys": "keys-unreachable"}
NOTHING = dict.fromkeys(SERVICES, "")
UNNAMED = NOTHING | {
    "token": "token-answer",
    "list": "line-item-answer",
    "made": "line-item-answer",
    "keys": "token-unknown-kid",
}
"""An id that cannot be kept: whoever has it is left out."""
ENDLESS_LIST = NOTHING | {"list": "line-item-list"}


@dataclass(frozen=True)
class Poison:
    """`name` stands for each name and id of a good answer; `body` instead of the answer.

    `codes`: service -> what its asker is told, "" where the answer is taken.
    """

    codes: dict[str, str]
    name: str = "1"
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def answer(self, service: str, base: str) -> Response:
        body = self.body
        if body is None:
            text = json.dumps(GOOD[service]).replace("BASE", base)
            body = text.replace("@", self.name).encode()
        headers = {"Content-Type": JSON, **self.headers}
        return Response(body, headers=headers)


def linked(link: str) -> Poison:
    return Poison(ENDLESS_LIST, headers={"Link": link})


POISON = {
    "deep": Poison(READ_AS, body=b"[" * 40_000 + b"]" * 40_000),
    "nul": Poison(UNNAMED, name="a\\u0000b"),
    "surrogate": Poison(UNNAMED, name="a\\ud83db"),
    "curly": linked("<?page=2>; rel=\u201cnext\u201d".encode().decode("latin-1")),
    "unclosed": linked('<?page=2; rel="next"'),
    "bracket": linked('<http://[bad/?page=2>; rel="next"'),
    "circle": linked('<?page=2>; rel="next"'),
    "elsewhere": linked('<https://elsewhere.example/2>; rel="next"'),
    "html": Poison(READ_AS, body=b"<html>Sign in</html>"),
    "type": Poison(NOTHING, headers={"Content-Type": "image/png"}),
    "endless": Poison(TOO_LARGE, body=b"[" + b" " * MOST),
    "bomb": Poison(
        TOO_LARGE,
        body=gzip.compress(bytes(MOST + 1), 1),
        headers={"Content-Encoding": "gzip"},
    ),
    "damaged": Poison(BROKEN, body=b"[]", headers={"Content-Encoding": "gzip"}),
    "number": Poison(READ_AS, body=b"5"),
    "null": Poison(READ_AS, body=b"null"),
    "text": Poison(READ_AS, body=b'"text"'),
    "nothing": Poison(READ_AS, body=b""),
    "nan": Poison(READ_AS, body=b"[NaN]"),
    "latin": Poison(READ_AS, body="\u00e9".encode("latin-1")),
}


class Platforms:
    """Many LMSs, at /poison/service: that service's answer alone is poisoned, or all that people
    wait for.
    """

    def __init__(self) -> None:
        self.server, self.base = serve("127.0.0.1", Request.application(self._answer))

    def of(self, poison: str, service: str) -> str:
        return f"{self.base}/{poison}/{service}"

    def _answer(self, request: Request) -> Response:
        _, poison, poisoned, *rest = request.path.split("/")
        service = _service(request.method, rest)
        base = self.of(poison, poisoned)
        kind = service if service in JOBS else "asked"
        if poisoned == kind:
            return POISON[poison].answer(service, base)
        if service == "list":
            return Response("[]", content_type=JSON)
        return Poison({}).answer(service, base)


def _service(method: str, path: list[str]) -> str:
    """Which one a request is for."""
    if path[-1] == "lineitems":
        return "list" if method == "GET" else "made"
    return {"scores": "score", "jwks": "keys"}.get(path[-1], path[-1])


@pytest.fixture
def platforms() -> Iterator[Platforms]:
    with ExitStack() as stack:
        started = Platforms()
        stack.callback(started.server.server_close)
        stack.callback(started.server.shutdown)
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def site(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    """Its clock stands still, so that nothing is tried twice however long a round takes."""
    monkeypatch.setattr(client, "MOST_BYTES", MOST)
    url = postgresql_url() if request.param == "postgresql" else ""
    now = datetime.now(UTC)
    running = start_site(tmp_path, database_url=url, clock=lambda: now)
    yield running
    running.stop()


def told_to_people(site: Site, base: str, platform: int) -> dict[str, str]:
    """Service -> the code with which somebody who waits for it is told, "" for none."""
    wiring = site.wiring
    with wiring.database.reading() as session:
        found = session.get_one(Registration, platform)
    course = Context(
        id=platform,
        memberships_url=base + "/roster",
        groups_url=base + "/groups",
        deployment=Deployment(deployment_id="1"),
    )
    name = KeyName("1", "RS256")
    calls = PlatformCalls(wiring.outgoing, wiring.tokens)
    asking: dict[str, Callable[[], object]] = {
        "roster": lambda: wiring.rosters.get(found, course),
        "groups": lambda: groups.named(calls, found, course, {"1"}),
        "keys": lambda: wiring.keys.find(found, name, wiring.clock(), None),
    }
    return {service: code_of(ask) for service, ask in asking.items()}


def code_of(ask: Callable[[], object]) -> str:
    try:
        ask()
    except LtiServiceError as error:
        return error.code
    return ""


def test_a_score_has_its_code_and_harms_no_other(
    site: Site, platforms: Platforms
) -> None:
    jobs = {}
    for name in POISON:
        for service in JOBS:
            base = platforms.of(name, service)
            item = base + "/items/1" if service in ("token", "score") else ""
            bad = add_platform(site, base, name=f"{name} {service}", item=item)
            jobs[bad] = (name, service)
    arrive(site).play(best_answers("kind"))
    site.wiring.worker().work()
    told = {}
    for bad, job in jobs.items():
        (row,) = rows_of(site, bad)
        told[job] = row.problem
        as_told = ("waiting", 1) if row.problem else ("done", 0)
        assert (row.state, row.tries, row.lease) == (*as_told, "")
    expected = {(name, service): POISON[name].codes[service] for name, service in told}
    assert told == expected
    assert delivered(site)


def test_people_who_wait_are_told_and_scores_go_out(
    site: Site, platforms: Platforms
) -> None:
    arrive(site).play(best_answers("kind"))
    for name, poison in POISON.items():
        base = platforms.of(name, "asked")
        bad = add_platform(site, base, name=name, jobs=0)
        told = told_to_people(site, base, bad)
        assert (name, told) == (name, {one: poison.codes[one] for one in ASKED})
    site.wiring.worker().work()
    assert delivered(site)
