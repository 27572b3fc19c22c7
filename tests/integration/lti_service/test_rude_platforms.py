"""One trust's learning system is slow, away or answers nonsense: no other trust notices."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.wrappers import Request, Response

from lti_service.errors import OutgoingError
from lti_service.models import (
    Context,
    Deployment,
    Learner,
    Registration,
    ResourceLink,
    ScoreDelivery,
)
from lti_service.services.platforms import registrations
from lti_service.services.platforms.new_platforms import NewPlatform
from lti_service.services.scores import deliveries, queue_overview, retrying
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site, serve
from tests.support.rude import HEAD, answers, rude, says

AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
SCOPES = [AGS + "score", AGS + "lineitem"]
TOKEN = {"access_token": "t0k3n", "expires_in": 3600}
BEST = best_answers("kind")


@pytest.fixture
def others() -> Any:
    """Things to end after the test."""
    with ExitStack() as stack:
        yield stack


def add_platform(
    site: Site,
    base: str,
    *,
    name: str = "Rude Trust",
    jobs: int = 1,
    item: str = "",
    keys: str = "",
) -> int:
    """Another trust at `base`, with `jobs` scores to bring; returns its registration's id."""
    wiring = site.wiring
    platform = NewPlatform(
        name=name,
        issuer=f"https://{name.replace(' ', '-').lower()}.example",
        client_id="c",
        login_url=base + "/auth",
        token_url=base + "/token",
        keys_url=keys or base + "/jwks",
        deployments={"1": "score"},
        allow_private=True,
    )
    now = wiring.clock() - timedelta(hours=1)
    with wiring.database.writing() as session:
        registration = registrations.add(session, platform, now)
        deployment = (
            session.query(Deployment).filter_by(registration_id=registration.id).one()
        )
        link = ResourceLink(
            key=f"key-{name}",
            deployment_id=deployment.id,
            resource_link_id="r1",
            module="kind",
            line_item_url=item,
            line_items_url=base + "/lineitems",
            grade_scopes=SCOPES,
        )
        session.add(link)
        session.flush()
        for number in range(jobs):
            person = Learner(
                registration_id=registration.id, sub=f"p{number}", last_seen_at=now
            )
            session.add(person)
            session.flush()
            session.add(
                ScoreDelivery(
                    learner_id=person.id,
                    resource_link_id=link.id,
                    score=50,
                    due_at=now,
                    changed_at=now,
                )
            )
        return registration.id


def rows_of(site: Site, registration_id: int) -> list[ScoreDelivery]:
    with site.wiring.database.reading() as session:
        query = (
            session.query(ScoreDelivery)
            .join(Learner)
            .filter(Learner.registration_id == registration_id)
        )
        return query.order_by(ScoreDelivery.id).all()


def delivered(site: Site) -> bool:
    """Whether the well-behaved platform has its learner's score."""
    return site.learner() in site.parts.store.items["kind"].grades


def hurry(site: Site) -> None:
    with site.wiring.database.writing() as session:
        for one in session.query(ScoreDelivery):
            one.due_at -= timedelta(days=2)
        for link in session.query(ResourceLink):
            link.line_item_leased_until = None
            if link.line_item_asked_at:
                link.line_item_asked_at -= timedelta(days=2)


def platform_app(
    others: ExitStack, answer: Callable[[Request], Response | None]
) -> str:
    """A platform that gives tokens; the rest is `answer`'s. Its base address."""

    def app(request: Request) -> Response:
        told = answer(request)
        if told is not None:
            return told
        if request.path == "/token":
            return Response(json.dumps(TOKEN), content_type="application/json")
        return Response(status=404)

    server, url = serve("127.0.0.1", Request.application(app))
    others.callback(server.server_close)
    others.callback(server.shutdown)
    return url


DEEP = b'{"access_token": "x", "more": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
POISON: dict[str, tuple[bytes, str]] = {
    "deep JSON for a token": (DEEP, "token-answer"),
    "an empty token": (b'{"access_token": ""}', "token-answer"),
    "a token that is no header": (b'{"access_token": "a\\nb c"}', "token-answer"),
    "a token of lone surrogates": (b'{"access_token": "\\ud83d"}', "token-answer"),
    "a list for a token": (b"[1]", "token-answer"),
    "a number for a token": (b'{"access_token": 5}', "token-answer"),
}


@pytest.mark.parametrize(("body", "problem"), POISON.values(), ids=POISON)
def test_a_poison_answer_harms_its_own_job_only(
    own_site: Site, others: ExitStack, body: bytes, problem: str
) -> None:
    port = others.enter_context(rude(answers(body)))
    bad = add_platform(
        own_site, f"http://127.0.0.1:{port}", item="https://lms.example/item"
    )
    arrive(own_site).play(BEST)
    own_site.wiring.worker().work()
    (row,) = rows_of(own_site, bad)
    assert (row.tries, row.problem, row.state, row.lease) == (1, problem, "waiting", "")
    assert delivered(own_site)
    with own_site.wiring.database.reading() as session:
        (found,) = queue_overview.troubled(session)
    assert (found.platform, found.word, found.problem, found.rows) == (
        "Rude Trust",
        "waiting",
        problem,
        1,
    )


def test_a_fault_that_nobody_foresaw_is_counted_and_shown_as_well(
    own_site: Site, others: ExitStack
) -> None:
    """A stored address that no library can split; the first edition stopped there with 19 jobs in
    hand.
    """
    base = platform_app(others, lambda request: None)
    bad = add_platform(own_site, base, item="https://[bad/x")
    arrive(own_site).play(BEST)
    own_site.wiring.worker().work()
    (row,) = rows_of(own_site, bad)
    assert (row.tries, row.problem, row.lease, delivered(own_site)) == (
        1,
        "unforeseen",
        "",
        True,
    )


def test_after_forty_failures_a_row_is_parked_and_an_admin_may_try_again(
    own_site: Site, others: ExitStack
) -> None:
    port = others.enter_context(rude(answers(b"[]")))
    bad = add_platform(
        own_site, f"http://127.0.0.1:{port}", item="https://lms.example/item"
    )
    with own_site.wiring.database.writing() as session:
        session.query(ScoreDelivery).one().tries = deliveries.MOST_TRIES - 1
    worker = own_site.wiring.worker()
    worker.work()
    assert [(row.tries, row.state) for row in rows_of(own_site, bad)] == [
        (40, "parked")
    ]
    hurry(own_site)
    assert worker.work() == 0
    with own_site.wiring.database.writing() as session:
        assert deliveries.try_again(session, bad, own_site.wiring.clock()) == 1
    assert worker.work() == 1
    assert [(row.tries, row.state) for row in rows_of(own_site, bad)] == [
        (1, "waiting")
    ]


def test_a_job_that_kills_its_worker_each_time_is_parked_too(own_site: Site) -> None:
    add_platform(own_site, "http://127.0.0.1:9")
    now = own_site.wiring.clock()
    for number in range(deliveries.MOST_TRIES + 1):
        with own_site.wiring.database.writing() as session:
            deliveries.take(session, now + number * deliveries.LEASE, 1)
    with own_site.wiring.database.reading() as session:
        row = session.query(ScoreDelivery).one()
    assert (row.state, row.problem, row.lease) == ("parked", deliveries.LOST, "")


BAD_IDS = [
    '"http://lms.example/\\u0000"',
    '"http://lms.example/\\ud83d"',
    '"http://lms.example/a b"',
    "5",
    '"x"',
    "null",
]


@pytest.mark.parametrize("identifier", BAD_IDS)
def test_a_poison_line_item_makes_one_column_and_no_more(
    own_site: Site, others: ExitStack, identifier: str
) -> None:
    """The platform makes a column, tells an address that cannot be used, and does not list the
    column.
    """
    made: list[int] = []

    def answer(request: Request) -> Response | None:
        if request.path != "/lineitems":
            return None
        if request.method == "GET":
            return Response("[]")
        made.append(1)
        return Response(f'{{"id": {identifier}}}', status=201)

    bad = add_platform(own_site, platform_app(others, answer), jobs=3)
    worker = own_site.wiring.worker()
    for _ in range(4):
        hurry(own_site)
        worker.work()
    problems = {row.problem for row in rows_of(own_site, bad)}
    assert (len(made), "line-item-uncertain" in problems) == (1, True)
    hurry(own_site)
    with own_site.wiring.database.writing() as session:
        retrying.retry(session, bad, own_site.wiring.clock())
    worker.work()
    assert len(made) == 2


def test_a_column_that_was_made_after_all_is_found(
    own_site: Site, others: ExitStack
) -> None:
    """The answer to the request is lost; the list shows the column, without our tag and link."""
    columns: list[dict[str, Any]] = []
    taken: list[str] = []

    def answer(request: Request) -> Response | None:
        if request.path == "/lineitems" and request.method == "GET":
            return Response(json.dumps(columns))
        if request.path == "/lineitems":
            url = request.base_url + "/7"
            columns.append(
                {
                    "id": url,
                    "label": request.get_json(force=True)["label"],
                    "scoreMaximum": 100,
                }
            )
            return Response("<html>Bad gateway</html>", status=502)
        if request.path == "/lineitems/7/scores":
            taken.append(request.get_json(force=True)["userId"])
            return Response(status=204)
        return None

    bad = add_platform(own_site, platform_app(others, answer), jobs=2)
    worker = own_site.wiring.worker()
    for _ in range(3):
        hurry(own_site)
        worker.work()
    assert (len(columns), sorted(taken)) == (1, ["p0", "p1"])
    assert [row.state for row in rows_of(own_site, bad)] == ["done", "done"]


def test_a_refused_column_is_asked_for_again(own_site: Site, others: ExitStack) -> None:
    asked: list[int] = []

    def answer(request: Request) -> Response | None:
        if request.path != "/lineitems":
            return None
        if request.method == "GET":
            return Response("[]")
        asked.append(1)
        return Response(status=403)

    bad = add_platform(own_site, platform_app(others, answer))
    worker = own_site.wiring.worker()
    for _ in range(3):
        hurry(own_site)
        worker.work()
    (row,) = rows_of(own_site, bad)
    # Each of the three times once more, with a fresh token.
    assert (len(asked), row.problem, row.state) == (
        6,
        "line-item-status 403",
        "waiting",
    )


def test_a_platform_that_drips_does_not_hold_the_others(
    own_site: Site, others: ExitStack
) -> None:
    """Thirty scores wait for a platform that sends a byte now and then; another trust's score goes
    out at once.
    """
    drip = says(HEAD, then=b"x", every=0.2)
    port = others.enter_context(rude(drip))
    bad = add_platform(
        own_site, f"http://127.0.0.1:{port}", item="https://lms.example/i", jobs=30
    )
    arrive(own_site).play(BEST)
    stop, began = threading.Event(), time.monotonic()
    running = threading.Thread(target=own_site.wiring.worker().run, args=(stop,))
    running.start()
    while not delivered(own_site) and time.monotonic() - began < 9:
        time.sleep(0.05)
    took = time.monotonic() - began
    leased = [row for row in rows_of(own_site, bad) if row.lease]
    stop.set()
    running.join(timeout=60)
    settled = [row for row in rows_of(own_site, bad) if row.tries]
    assert (took < 8, len(leased)) == (True, 2)
    assert {(row.problem, row.lease) for row in settled} == {("outgoing-slow", "")}
    assert time.monotonic() - began < 45


def test_a_401_from_the_roster_drops_the_token(own_site: Site) -> None:
    wiring = own_site.wiring
    with wiring.database.reading() as session:
        registration = session.query(Registration).one()
    url = f"{own_site.platform}/services/leading-together/members"
    context = Context(
        id=1, memberships_url=url, deployment=Deployment(deployment_id="1")
    )
    assert len(wiring.rosters.get(registration, context).people) > 10
    own_site.parts.tokens.given.clear()
    assert len(wiring.rosters.get(registration, context, fresh=True).people) > 10
    assert own_site.parts.store.log.count("token") == 2


def test_a_401_for_ever_is_an_error_after_one_more_try(own_site: Site) -> None:
    wiring = own_site.wiring
    with wiring.database.reading() as session:
        registration = session.query(Registration).one()
    own_site.parts.store.trouble["members"] = (401, {})
    url = f"{own_site.platform}/services/leading-together/members"
    with pytest.raises(OutgoingError) as told:
        context = Context(
            id=1, memberships_url=url, deployment=Deployment(deployment_id="1")
        )
        wiring.rosters.get(registration, context)
    log = own_site.parts.store.log
    assert (told.value.status, log.count("members"), log.count("token")) == (401, 2, 2)


@pytest.mark.parametrize(("status", "wait"), [(429, 300), (503, 300)])
def test_a_date_in_retry_after_is_heeded(
    own_site: Site, status: int, wait: int
) -> None:
    arrive(own_site).play(BEST)
    now = own_site.wiring.clock()
    date = (now + timedelta(seconds=wait)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    own_site.parts.store.trouble["score"] = (status, {"Retry-After": date})
    own_site.wiring.worker().work()
    with own_site.wiring.database.reading() as session:
        due = session.query(ScoreDelivery).one().due_at
    assert timedelta(seconds=wait - 2) <= due - now <= timedelta(seconds=wait + 5)
