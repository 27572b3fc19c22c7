"""Notices of copied courses (Platform Notification Service 1.0), as Canvas sends them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from demo.platform import notices
from demo.platform.course import DEMO_COURSE
from demo.platform.tokens import CLAIM, sign
from lti_service.models import Context, NoticeSeen, PendingDeployment
from lti_service.services.calls import notice_handlers
from lti_service.services.figures import programmes
from lti_service.services.launching.notices import KEPT
from tests.integration.lti_service.playing import best_answers
from tests.integration.lti_service.site import Site, begin
from tests.integration.lti_service.test_following import COPY, come, player

BEST = best_answers("kind")
COURSE = replace(
    DEMO_COURSE, id="copy", title="Spring group", copied_from=(DEMO_COURSE.id,)
)
Claims = dict[str, Any]


def claims(site: Site) -> Claims:
    return notices.claims(site.parts, COURSE)


def send(site: Site, *told: Claims) -> Any:
    return post(site, notices.body(site.parts, *told))


def post(site: Site, body: Any) -> Any:
    client = site.app.test_client(use_cookies=False)
    if isinstance(body, bytes):
        return client.post("/notices", data=body)
    return client.post("/notices", json=body)


def courses(site: Site) -> dict[str, list[str]]:
    with site.wiring.database.reading() as session:
        return {one.context_id: one.copied_from for one in session.query(Context)}


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["error"]["code"]


def test_a_copy_is_known_before_anybody_opens_it(either: Site) -> None:
    player(either, come(either)).play(BEST)
    assert send(either, claims(either)).status_code == 204
    assert courses(either) == {DEMO_COURSE.id: [], "copy": [DEMO_COURSE.id]}
    asked = come(either, course="copy", link="c")
    assert COPY.format(DEMO_COURSE.id) in asked.text
    again = replace(COURSE, id="again", copied_from=("copy",))
    assert send(either, notices.claims(either.parts, again)).status_code == 204
    assert courses(either)["again"] == ["copy"], (
        "what came into the copy may not be in it"
    )


def test_one_quiz_makes_no_copy_of_a_course_that_people_know(own_site: Site) -> None:
    """Canvas tells of each import into a new or existing course (canvas-lms, doc/api/pns.md)."""
    player(own_site, come(own_site)).play(BEST)
    come(own_site, course="copy", link="old", history="long ago")
    assert send(own_site, claims(own_site)).status_code == 204
    assert courses(own_site)["copy"] == [DEMO_COURSE.id, "long ago"]
    asked = come(own_site, course="copy", link="old").text
    assert ("was copied into this one" in asked, "a copy" in asked) == (True, False)


def test_a_copy_of_what_nobody_opened_leaves_nothing(own_site: Site) -> None:
    come(own_site)
    stranger = replace(COURSE, copied_from=("elsewhere",))
    told = notices.claims(own_site.parts, stranger)
    unknown = notices.claims(own_site.parts, COURSE)
    del unknown[CLAIM + "origin_contexts"]
    hello = {**claims(own_site), CLAIM + "notice": {"type": "LtiHelloWorldNotice"}}
    del hello[CLAIM + "context"]
    assert send(own_site, told, unknown, hello).status_code == 204
    assert courses(own_site) == {DEMO_COURSE.id: []}


def test_a_notice_counts_once_and_is_forgotten(own_site: Site) -> None:
    """Whose answer was lost sends it again: what was asked for is done, and stays done once."""
    come(own_site)
    told = claims(own_site)
    assert send(own_site, told).status_code == 204
    with own_site.wiring.database.writing() as session:
        session.query(Context).filter_by(context_id="copy").one().copied_from = []
    assert send(own_site, told).status_code == 204
    assert courses(own_site)["copy"] == []
    with own_site.wiring.database.writing() as session:
        session.query(NoticeSeen).one().until -= KEPT
    own_site.wiring.worker().tidy()
    with own_site.wiring.database.reading() as session:
        assert session.query(NoticeSeen).count() == 0


def test_a_course_that_nobody_opened_goes_and_no_other(either: Site) -> None:
    """What hangs on a course keeps it: an activity that was opened, a place in a programme."""
    player(either, come(either)).play(BEST)
    told = ("gone", "opened", "joined", "named again")
    for name in told:
        send(either, notices.claims(either.parts, replace(COURSE, id=name)))
    come(either, course="opened", link="o")
    worker = either.wiring.worker()
    with either.wiring.database.writing() as session:
        course = session.query(Context).filter_by(context_id="joined").one()
        programme = programmes.add(
            session, course.deployment.registration, "Ward", either.wiring.clock()
        )
        programmes.join(session, programme, course)
        for one in session.query(Context).filter(Context.context_id.in_(told)):
            assert one.noticed_at is not None
            one.noticed_at -= worker.keep
    send(either, notices.claims(either.parts, replace(COURSE, id="named again")))
    worker.tidy()
    assert set(courses(either)) == {DEMO_COURSE.id, "opened", "joined", "named again"}


def put(name: str, value: Any) -> Callable[[Claims], None]:
    def change(told: Claims) -> None:
        told[name] = value

    return change


def older(seconds: int) -> Callable[[Claims], None]:
    def change(told: Claims) -> None:
        told["iat"] = int(time.time()) - seconds
        told["exp"] = int(time.time()) + 600

    return change


REFUSED: list[tuple[str, Callable[[Claims], object]]] = [
    ("platform-unknown", put("iss", "https://elsewhere.example")),
    ("platform-unknown", put("iss", ["x"])),
    ("platform-unknown", put("aud", "another")),
    ("platform-unknown", put("aud", None)),
    ("token-audience", lambda told: told.update(aud=[told["aud"], "another"])),
    ("token-party", put("azp", "another")),
    ("token-issued", older(4200)),
    ("token-issued", older(-600)),
    ("token-expired", put("exp", 1)),
    ("token-expired", put("exp", "soon")),
    ("claim-missing", lambda told: told.pop("nonce")),
    ("claim-type", put("nonce", 7)),
    ("claim-too-long", put("nonce", "x" * 300)),
    ("claim-missing", lambda told: told.pop(CLAIM + "notice")),
    ("claim-type", put(CLAIM + "notice", "LtiContextCopyNotice")),
    ("message-version", put(CLAIM + "version", "1.2")),
    ("claim-missing", lambda told: told.pop(CLAIM + "deployment_id")),
    ("deployment-unknown", put(CLAIM + "deployment_id", "another")),
    ("claim-missing", lambda told: told.pop(CLAIM + "context")),
    ("claim-missing", put(CLAIM + "context", {"title": "x"})),
    ("claim-bad-characters", put(CLAIM + "context", {"id": "a\0"})),
    ("claim-type", put(CLAIM + "origin_contexts", DEMO_COURSE.id)),
    ("claim-type", put(CLAIM + "origin_contexts", [DEMO_COURSE.id, 7])),
]


@pytest.mark.parametrize(("why", "change"), REFUSED)
def test_a_notice_that_does_not_hold_changes_nothing(
    site: Site, why: str, change: Callable[[Claims], object]
) -> None:
    come(site)
    before = courses(site)
    told = claims(site)
    change(told)
    status, found = code(send(site, told))
    assert (found, 400 <= status < 500) == (why, True)
    assert courses(site) == before


def test_one_that_does_not_hold_harms_no_other(own_site: Site) -> None:
    come(own_site)
    odd = {**claims(own_site), "azp": "another"}
    assert code(send(own_site, odd, claims(own_site)))[1] == "token-party"
    assert courses(own_site)["copy"] == [DEMO_COURSE.id]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[" * 5000,
        [],
        {"notices": []},
        {"notices": {"jwt": "x"}},
        {"notices": [{"jwt": 7}]},
        {"notices": ["x"]},
        {"notices": [{"jwt": "\u00e9"}]},
        {"notices": [{"jwt": "x"}] * 21},
    ],
)
def test_what_is_no_delivery_is_refused(site: Site, body: Any) -> None:
    assert code(post(site, body)) == (400, "notices-unreadable")


@pytest.mark.parametrize("token", ["x", "a.b.c", "e30.e30.e30", "x" * 70_000])
def test_what_is_no_token_is_refused(site: Site, token: str) -> None:
    status, found = code(post(site, {"notices": [{"jwt": token}]}))
    assert (400 <= status < 500, found.partition("-")[0]) == (True, "token")


def test_neither_stands_for_the_other(own_site: Site) -> None:
    """A launch is no notice, and a notice no launch."""
    begun = begin(own_site)
    launch = sign(own_site.parts.store, begun.claims())
    told = post(own_site, {"notices": [{"jwt": launch}]})
    assert code(told) == (400, "claim-missing")
    assert begun.post(sign(own_site.parts.store, claims(own_site))).status_code == 403


def test_an_unknown_deployment_waits_for_approval(own_site: Site) -> None:
    send(own_site, {**claims(own_site), CLAIM + "deployment_id": "another"})
    with own_site.wiring.database.reading() as session:
        assert session.query(PendingDeployment).one().deployment_id == "another"


def test_every_refusal_of_a_delivery_is_dealt_with(own_site: Site) -> None:
    """A deployment that nobody knows waits also behind a notice that does not hold."""
    odd = {**claims(own_site), "azp": "another"}
    waits = [{**claims(own_site), CLAIM + "deployment_id": name} for name in ("a", "b")]
    assert code(send(own_site, odd, *waits))[1] == "token-party"
    with own_site.wiring.database.reading() as session:
        waiting = {one.deployment_id for one in session.query(PendingDeployment)}
    assert waiting == {"a", "b"}


def name_due(
    site: Site, later: timedelta = timedelta(0), address: str = "/notices"
) -> None:
    worker = site.wiring.worker()
    assert worker.notices_address == site.tool + "/notices"
    now = site.wiring.clock() + later
    address = site.tool + address
    notice_handlers.name_due(worker.database, worker.calls, address, now)


def test_the_platform_is_told_where_we_take_notices_and_again_each_week(
    own_site: Site,
) -> None:
    store = own_site.parts.store
    name_due(own_site)
    assert store.handlers == {}, "no launch has offered it yet"
    come(own_site)
    name_due(own_site)
    assert store.handlers == {notices.COPY: own_site.tool + "/notices"}
    assert store.most_notices == 20
    come(own_site)
    name_due(own_site, timedelta(days=2))
    assert store.log.count("handlers") == 1
    store.handlers.clear()
    name_due(own_site, timedelta(days=7))
    assert list(store.handlers) == [notices.COPY], "an LMS may have forgotten it"
    name_due(own_site, timedelta(days=9))
    assert store.log.count("handlers") == 2


def test_a_new_public_address_is_named_at_once(either: Site) -> None:
    store = either.parts.store
    come(either)
    name_due(either)
    name_due(either, address="/moved/notices")
    assert store.handlers == {notices.COPY: either.tool + "/moved/notices"}
    store.trouble["handlers"] = (500, {})
    name_due(either)
    name_due(either)
    assert store.log.count("handlers") == 3, "refused, it waits for a day"


def test_a_clock_that_was_set_back_stops_no_naming(own_site: Site) -> None:
    come(own_site)
    name_due(own_site, timedelta(days=300))
    name_due(own_site)
    assert own_site.parts.store.log.count("handlers") == 2


def test_a_platform_that_fails_is_asked_again_a_day_later(own_site: Site) -> None:
    store = own_site.parts.store
    store.trouble["handlers"] = (500, {})
    come(own_site)
    name_due(own_site)
    name_due(own_site, timedelta(hours=1))
    assert (store.log.count("handlers"), store.handlers) == (1, {})
    store.trouble.clear()
    name_due(own_site, timedelta(days=1, hours=1))
    assert list(store.handlers) == [notices.COPY]
    own_site.wiring.worker().tidy()
