"""Rosters from platforms that page badly, lie, or wander off."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.wrappers import Request, Response

from lti_service.errors import OutgoingError
from lti_service.models import Context, Deployment, Registration
from lti_service.outgoing import deadline
from lti_service.outgoing.client import Outgoing
from lti_service.outgoing.turns import Turns
from lti_service.services.calls.platform_calls import PlatformCalls
from lti_service.services.cohort import rosters as rosters_module
from lti_service.services.cohort.rosters import Person, Roster, Rosters
from tests.integration.lti_service.site import Site, serve
from tests.support.rude import answers, rude, says

MEMBERS = {"members": [{"user_id": "a", "roles": ["Learner"], "name": " Abena "}]}
Answer = Callable[[Request], Response]


def course(number: int, url: str) -> Context:
    """One that is in no database."""
    return Context(
        id=number,
        memberships_url=url + "/Members?Course=1",
        deployment=Deployment(deployment_id="1"),
    )


@pytest.fixture
def fetch(site: Site) -> Iterator[Callable[[Answer], Roster]]:
    """Fetch a roster from a server of its own; the token comes from the real platform."""
    servers, outgoing = [], Outgoing()
    calls = PlatformCalls(outgoing, site.wiring.tokens)
    rosters = Rosters(calls, Turns(at_once=2, together=5), site.wiring.clock)
    with site.wiring.database.reading() as session:
        registration = session.query(Registration).one()

    def run(answer: Answer) -> Roster:
        server, url = serve("127.0.0.1", Request.application(answer))
        servers.append(server)
        return rosters.get(registration, course(len(servers), url), fresh=True)

    yield run
    outgoing.close()
    for server in servers:
        server.shutdown()
        server.server_close()


def json(body: Any, **headers: str) -> Response:
    import json as plain

    return Response(plain.dumps(body), headers=headers, content_type="application/json")


def test_link_header_in_any_case_keeps_the_case_of_its_address(
    fetch: Callable[[Answer], Roster],
) -> None:
    def answer(request: Request) -> Response:
        if request.args.get("Token") == "AbC":
            return json({"members": [{"user_id": "b", "roles": []}]})
        return json(MEMBERS, LINK='</Members?Token=AbC>; REL="Next"')

    roster = fetch(answer)
    assert (roster.people, roster.complete) == (
        (Person("a", "Abena", "learner"), Person("b", "", "other")),
        True,
    )


def test_a_loop_ends(fetch: Callable[[Answer], Roster]) -> None:
    asked = []

    def answer(request: Request) -> Response:
        asked.append(request.full_path)
        return json(MEMBERS, Link=f'<{request.url}>; rel="next"')

    assert (fetch(answer).complete, len(asked)) == (False, 1)


def test_pages_without_end_are_left_at_some_point(
    fetch: Callable[[Answer], Roster], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each names a next one that was not there before, and says the same person again."""
    monkeypatch.setattr(rosters_module, "MOST_PAGES", 7)
    asked: list[str] = []

    def answer(request: Request) -> Response:
        asked.append(request.full_path)
        return json(MEMBERS, Link=f'</Members?page={len(asked)}>; rel="next"')

    roster = fetch(answer)
    assert (roster.complete, len(roster.people), len(asked)) == (False, 1, 7)


@pytest.mark.parametrize(
    ("size", "code"),
    [("0", "roster-answer"), ("5", "roster-answer"), ("99999", "outgoing-broken")],
)
def test_a_page_that_lies_about_its_size_is_an_error_with_a_code(
    fetch: Callable[[Answer], Roster], size: str, code: str
) -> None:
    """Cut short by its own header, or ended before it."""

    def answer(request: Request) -> Response:
        found = json(MEMBERS)
        found.headers["Content-Length"] = size
        return found

    with pytest.raises(OutgoingError) as told:
        fetch(answer)
    assert told.value.code == code


def test_our_token_is_not_carried_to_another_host(
    fetch: Callable[[Answer], Roster],
) -> None:
    stolen: list[str] = []

    def thief(request: Request) -> Response:
        stolen.append(request.headers.get("Authorization", ""))
        return json(MEMBERS)

    server, url = serve("127.0.0.1", Request.application(thief))
    roster = fetch(lambda request: json(MEMBERS, Link=f'<{url}/next>; rel="next"'))
    server.shutdown()
    server.server_close()
    assert (roster.complete, stolen) == (False, [])


def test_only_active_members_count_and_oddities_are_skipped(
    fetch: Callable[[Answer], Roster],
) -> None:
    members = [
        {"user_id": "gone", "status": "Deleted", "roles": ["Learner"]},
        {"user_id": "away", "status": "Inactive", "roles": ["Learner"]},
        {"roles": ["Learner"]},
        {"user_id": 5, "roles": ["Learner"]},
        {"user_id": "x" * 300, "roles": ["Learner"]},
        "text",
        {
            "user_id": "b",
            "roles": None,
            "name": None,
            "given_name": "Bron",
            "family_name": "Pugh",
        },
        {
            "user_id": "c",
            "roles": ["Learner", 5],
            "name": ["Callum"],
            "status": "Active",
        },
    ]
    people = fetch(lambda request: json({"members": members})).people
    assert people == (Person("b", "Bron Pugh", "other"), Person("c", "", "learner"))


def test_nobody_waits_for_canvas_test_student(
    fetch: Callable[[Answer], Roster],
) -> None:
    """In a course whose teacher has once looked at it as a student (canvas-lms,
    lib/lti/substitutions_helper.rb, LIS_V2_LTI_ADVANTAGE_ROLE_MAP: StudentViewEnrollment;
    app/controllers/lti/ims/providers/course_memberships_provider.rb, base_users_scope)."""
    learner = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
    test_user = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser"
    told = [("a", "Abena", [learner]), ("t", "Test Student", [learner, test_user])]
    members = []
    for sub, name, roles in told:
        member = {"user_id": sub, "name": name, "status": "Active", "roles": roles}
        members.append(member)
    people = fetch(lambda request: json({"members": members})).people
    assert people == (Person("a", "Abena", "learner"),)


@pytest.mark.parametrize("body", ["hello", "[]", '{"members": null}', "[" * 50_000])
def test_nonsense_is_an_error_with_a_code(
    fetch: Callable[[Answer], Roster], body: str
) -> None:
    with pytest.raises(OutgoingError) as told:
        fetch(lambda request: Response(body))
    assert told.value.code == "roster-answer"


def test_redirects_are_not_followed(fetch: Callable[[Answer], Roster]) -> None:
    with pytest.raises(OutgoingError) as told:
        fetch(
            lambda request: Response(
                status=302, headers={"Location": "http://127.0.0.1/"}
            )
        )
    assert (told.value.code, told.value.status) == ("outgoing-status", 302)


def test_an_endless_answer_is_cut_off(fetch: Callable[[Answer], Roster]) -> None:
    with pytest.raises(OutgoingError) as told:
        fetch(lambda request: Response(b"x" * 100_000 for _ in range(200)))
    assert told.value.code == "outgoing-too-large"


@pytest.mark.parametrize(
    ("link", "complete"),
    [
        ("<http://[bad/x>", True),
        ('<http://[bad/x>; rel="next"', False),
        ("https://lms.example/2; rel=next", False),
        ("<" * 3000, True),
    ],
)
def test_a_link_header_that_is_none_ends_the_roster(
    fetch: Callable[[Answer], Roster], link: str, complete: bool
) -> None:
    """One that speaks of a next page all the same leaves it incomplete."""
    roster = fetch(lambda request: json(MEMBERS, Link=link))
    assert (roster.people, roster.complete) == (
        (Person("a", "Abena", "learner"),),
        complete,
    )


@pytest.mark.parametrize("bad", ["\\ud83d", "\\u0000"])
def test_a_name_that_cannot_be_shown_costs_nobody_the_page(
    fetch: Callable[[Answer], Roster], bad: str
) -> None:
    first = f'{{"user_id": "a", "name": "Zo{bad}"}}'
    second = f'{{"user_id": "b{bad}", "name": "B"}}'
    body = f'{{"members": [{first}, {second}]}}'
    people = fetch(lambda request: Response(body)).people
    assert people == (Person("a", "Zo\ufffd", "other"),)
    "".join(person.name for person in people).encode()


def test_what_came_before_the_time_was_over_is_shown(
    fetch: Callable[[Answer], Roster], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rosters_module, "SECONDS", 1.0)

    def answer(request: Request) -> Response:
        if "page" in request.args:
            time.sleep(3)
        return json(MEMBERS, Link='<?page=2>; rel="next"')

    roster = fetch(answer)
    assert (len(roster.people), roster.complete) == (1, False)


def test_names_go_after_their_time_though_nobody_asks(
    fetch: Callable[[Answer], Roster], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rosters_module, "KEEP", timedelta(seconds=0.5))
    gone = threading.Event()
    roster = fetch(lambda _: json(MEMBERS))
    weakref.finalize(roster, gone.set)
    del roster
    assert not gone.is_set(), "kept for the next page"
    assert gone.wait(10)


def test_after_a_failure_the_next_page_does_not_wait_again(site: Site) -> None:
    ahead = [timedelta(0)]
    calls = PlatformCalls(site.wiring.outgoing, site.wiring.tokens)
    clock = site.wiring.clock
    rosters = Rosters(calls, Turns(at_once=2, together=5), lambda: clock() + ahead[0])
    with site.wiring.database.reading() as session:
        registration = session.query(Registration).one()
    with rude(says()) as port:
        context = course(1, f"http://127.0.0.1:{port}")
        began = time.monotonic()
        for _ in range(3):
            with deadline.within(1.0), pytest.raises(OutgoingError) as told:
                rosters.get(registration, context)
            assert told.value.code == "outgoing-slow"
        assert time.monotonic() - began < 2.5
    with rude(answers(b'{"members": []}')) as port:
        context = course(1, f"http://127.0.0.1:{port}")
        ahead[0] = rosters_module.REST + timedelta(seconds=1)
        assert rosters.get(registration, context).people == ()
