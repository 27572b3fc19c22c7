"""What administrators see and do under /admin; each deed is in the log."""

from __future__ import annotations

import html
import json
from datetime import timedelta
from typing import Any

import pytest

from demo.platform.tokens import CLAIM
from lti_service.models import (
    AdminEvent,
    Attempt,
    AuditEvent,
    Base,
    Deployment,
    Learner,
    PendingDeployment,
    Registration,
    RegistrationLink,
    ResourceLink,
    ScoreDelivery,
    ToolKey,
)
from tests.integration.lti_service.administering import (
    Admin,
    more_activities,
    signed_in,
    typed,
)
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.registering import paste
from tests.integration.lti_service.site import Site, begin, launch

VALUES = {
    "name": "Trust <b>X</b>",
    "family": "",
    "issuer": "https://lms.example",
    "client_id": "7",
    "login_url": "https://lms.example/auth",
    "token_url": "https://lms.example/token",
    "keys_url": "https://lms.example/jwks",
    "token_audience": "",
    "usual_report": "completion",
    "frames": "https://a.example\nhttps://b.example",
    "support": "Help=https://help.example\n",
}


def rows(site: Site, model: Any) -> list[Any]:
    with site.wiring.database.reading() as session:
        return list(session.query(model).order_by(*model.__table__.primary_key))


def deeds(site: Site) -> list[str]:
    return [one.action for one in rows(site, AdminEvent) if one.by == "Sam"][1:]


def add(admin: Admin, **changes: str) -> Registration:
    page = admin.done("/platforms/add", deployments="d1\nd2", **(VALUES | changes))
    assert "The platform is added." in page
    found: Registration = rows(admin.site, Registration)[-1]
    return found


def test_a_platform_is_added_changed_and_removed_by_hand(either: Site) -> None:
    admin = signed_in(either)
    made = add(admin)
    assert (made.name, made.usual_report, made.frame_ancestors, made.support) == (
        "Trust <b>X</b>",
        "completion",
        ["https://a.example", "https://b.example"],
        [{"label": "Help", "url": "https://help.example"}],
    )
    page = admin.get(f"/platforms/{made.id}")
    assert ("Trust &lt;b&gt;X" in page, "<b>X" in page) == (True, False)
    assert [
        one.report for one in rows(either, Deployment) if one.registration_id == made.id
    ] == [
        "completion",
        "completion",
    ]
    admin.done(
        f"/platforms/{made.id}",
        **(VALUES | {"name": "Trust Y", "issuer": "https://new"}),
    )
    changed = rows(either, Registration)[-1]
    assert (changed.name, changed.issuer, changed.client_id) == (
        "Trust Y",
        "https://new",
        "7",
    )
    wrong = admin.post(f"/platforms/{made.id}/remove", name="Trust X")
    assert (wrong.status_code, "Nothing was removed" in wrong.text) == (400, True)
    admin.done(f"/platforms/{made.id}/remove", name="Trust Y")
    assert [one.id for one in rows(either, Registration)] == [1]
    assert deeds(either) == [
        "added platform",
        "changed name, issuer",
        "removed platform with 0 people",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": " "}, "name: give 1 to 255"),
        ({"client_id": "x" * 256}, "client id: give 1 to 255"),
        ({"login_url": "http://lms.example/auth"}, "not an https address"),
        ({"frames": "lms.example"}, "scheme and host only"),
        ({"support": "Help"}, "words=address"),
        ({"usual_report": "everything"}, "must be one of"),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_is_lost(
    own_site: Site, changes: dict[str, str], words: str
) -> None:
    admin = signed_in(own_site)
    told = admin.post("/platforms/add", **(VALUES | changes))
    assert (told.status_code, words in told.text) == (400, True), told.text
    assert "https://lms.example/jwks" in told.text
    made = add(admin)
    told = admin.post(f"/platforms/{made.id}", **(VALUES | changes))
    assert (told.status_code, words in told.text) == (400, True)
    assert rows(own_site, Registration)[-1].name == VALUES["name"]


def test_two_platforms_of_one_issuer_and_client_id(own_site: Site) -> None:
    admin = signed_in(own_site)
    add(admin)
    second = add(admin, client_id="8")
    for path in ("/platforms/add", f"/platforms/{second.id}"):
        told = admin.post(path, **VALUES)
        assert (told.status_code, "already registered" in told.text) == (400, True)


def test_a_known_lms_needs_its_address_and_client_id(own_site: Site) -> None:
    fields = {
        "family": "moodle",
        "at": "https://m.example/x",
        "name": "M",
        "client_id": "1",
    }
    signed_in(own_site).done("/platforms/add", usual_report="score", **fields)
    made = rows(own_site, Registration)[-1]
    assert (made.issuer, made.keys_url) == (
        "https://m.example",
        "https://m.example/mod/lti/certs.php",
    )


def test_how_launches_are_signed(own_site: Site) -> None:
    admin = signed_in(own_site)
    admin.done("/platforms/1/tokens", algorithms="RS256\nES256", audiences="them")
    found = rows(own_site, Registration)[0]
    assert (found.algorithms, found.trusted_audiences) == (["RS256", "ES256"], ["them"])
    told = admin.post("/platforms/1/tokens", algorithms="none")
    assert (told.status_code, "no signing algorithm" in told.text) == (400, True)
    assert rows(own_site, Registration)[0].algorithms == ["RS256", "ES256"]
    admin.done("/platforms/1/tokens")
    found = rows(own_site, Registration)[0]
    assert (found.algorithms, found.trusted_audiences) == (["RS256"], [])


def pending(site: Site, deployment: str) -> Any:
    begun = begin(site)
    claims = begun.claims() | {CLAIM + "deployment_id": deployment}
    return begun.post_claims(claims)


def test_a_deployment_is_seen_and_approved_with_one_click(own_site: Site) -> None:
    pending(own_site, "ward <7>")
    admin = signed_in(own_site)
    assert "1\ndeployment waits" in admin.get("/")
    assert "ward &lt;7&gt;" in admin.get("/platforms")
    admin.done("/platforms/1/refuse", deployment="ward <7>")
    assert "Refused" in admin.get("/platforms")
    page = admin.done(
        "/platforms/1/approve", deployment="ward <7>", report="completion"
    )
    assert "may launch from now on" in page
    assert rows(own_site, PendingDeployment) == []
    assert pending(own_site, "ward <7>").status_code == 200
    assert rows(own_site, Deployment)[-1].report == "completion"
    told = admin.post("/platforms/1/approve", deployment="never came")
    assert told.status_code == 400


def test_a_deployment_is_added_and_changed(own_site: Site) -> None:
    admin = signed_in(own_site)
    admin.done("/platforms/1/deployments", deployment="9", report="score")
    admin.done("/platforms/1/deployments", deployment="9", report="completion")
    assert [(one.deployment_id, one.report) for one in rows(own_site, Deployment)] == [
        ("1", "score"),
        ("9", "completion"),
    ]
    told = admin.post("/platforms/1/deployments", deployment="", report="score")
    assert told.status_code == 400


def test_a_registration_link_is_made_used_and_taken_back(own_site: Site) -> None:
    admin = signed_in(own_site)
    page = admin.post(
        "/links", name="Ward LMS", report="score", allow_private="yes"
    ).text
    link = page.split('<strong class="code">')[1].split("<")[0]
    assert link not in admin.get("/links")
    assert paste(own_site, link).say_yes().status_code == 200
    assert rows(own_site, Registration)[-1].name == "Ward LMS"
    for hours in ("0", "169", "²", "9" * 9):
        told = admin.post("/links", name="Too long", report="score", hours=hours)
        assert (told.status_code, "link-life" in told.text) == (400, True)
    admin.post("/links", name="Another", report="score", hours="72")
    made = rows(own_site, RegistrationLink)[-1]
    assert made.expires_at - made.created_at == timedelta(days=3)
    number = rows(own_site, RegistrationLink)[-1].id
    admin.done(f"/links/{number}/remove")
    assert [one.name for one in rows(own_site, RegistrationLink)] == ["Ward LMS"]
    for path in (f"/links/{number}/remove", "/links/999999999999999999999/remove"):
        assert admin.post(path).status_code == 400


def test_the_first_page_does_not_say_more_than_it_knows(own_site: Site) -> None:
    """With an LMS that nobody could reach it said that nothing was to be done."""
    told = " ".join(signed_in(own_site).get("/").split())
    assert "No deployment waits for approval, and no score is held up." in told
    assert "Whether each LMS can be reached is not tried here" in told
    assert "Nothing at the moment" not in told


def test_keys_and_their_ages(own_site: Site) -> None:
    admin = signed_in(own_site)
    with own_site.wiring.database.writing() as session:
        session.query(ToolKey).one().created_at -= timedelta(days=400)
    assert "400 days" in admin.get("/keys")
    assert "400 days old" in admin.get("/")
    admin.done("/keys")
    page = admin.get("/keys")
    assert page.count("-----BEGIN PUBLIC KEY-----") == 2
    assert "PRIVATE" not in page
    assert ("published, signs later" in page, len(rows(own_site, ToolKey))) == (True, 2)


def test_a_withdrawn_key_that_no_secret_opens_any_more_is_only_listed(
    own_site: Site,
) -> None:
    long_ago = own_site.wiring.clock() - timedelta(days=400)
    with own_site.wiring.database.writing() as session:
        session.add(
            ToolKey(
                kid="old",
                sealed="of a secret that is gone",
                created_at=long_ago,
                signs_from=long_ago,
                retires_at=long_ago,
            )
        )
    page = signed_in(own_site).get("/keys")
    assert "withdrawn" in page
    assert page.count("-----BEGIN PUBLIC KEY-----") == 1


def test_the_queue_is_seen_and_tried_again(own_site: Site) -> None:
    arrive(own_site).play(best_answers("kind"))
    admin = signed_in(own_site)
    assert "1 waiting" in admin.get("/scores")
    own_site.parts.store.trouble["score"] = (403, {})
    own_site.wiring.worker().work()
    page = admin.get("/scores")
    assert ("1 given up" in page, "outgoing-status 403" in page) == (True, True)
    assert "1 score given up" in admin.get("/").replace("\n", " ")
    own_site.parts.store.trouble.clear()
    admin.done("/scores/1")
    own_site.wiring.worker().work()
    assert "Everything has arrived." in admin.get("/scores")
    assert rows(own_site, ScoreDelivery)[0].state == "done"


def test_the_queue_is_told_by_activity_and_one_is_tried_again(own_site: Site) -> None:
    """On page and by command alike, and without anybody's name or id."""
    arrive(own_site).play(best_answers("kind"))
    own_site.parts.store.trouble["score"] = (403, {})
    own_site.wiring.worker().work()
    more_activities(own_site, ["outgoing-status 404"])
    admin = signed_in(own_site)
    page = " ".join(admin.get("/scores").split())
    lines = typed(own_site, "scores", "list").output.splitlines()
    name, course = own_site.config.name, own_site.config.course.title
    titles = own_site.wiring.library.labels
    kind = titles["kind"]
    other = titles[rows(own_site, ResourceLink)[1].module]
    refused = "1 given up, outgoing-status 403"
    gone = "1 given up, outgoing-status 404"
    assert lines == [
        f"2: {name}, {course}, {other} (more-1): {gone}, the oldest for 3 hours",
        f"1: {name}, {course}, {kind} (kind): {refused}, the oldest for less than 2 minutes",
    ]
    for words in (kind, other, course, "3 hours", "1 given up", "more-1"):
        assert html.escape(str(words)) in page
    person = own_site.config.course.people[0]
    for who in (own_site.learner(), person.name):
        assert who not in page + "".join(lines)
    own_site.parts.store.trouble.clear()
    retried = typed(own_site, "scores", "retry", name, "--activity=1").output
    assert retried == f"{name}: 1 will be tried again.\n"
    assert [one.state for one in rows(own_site, ScoreDelivery)] == ["waiting", "parked"]
    admin.done("/scores/1/activities/2")
    own_site.wiring.worker().work()
    assert typed(own_site, "scores", "list").output == "Everything has arrived.\n"
    assert "retried scores of an activity" in deeds(own_site)


def test_an_activity_of_another_platform_is_not_tried_again(own_site: Site) -> None:
    arrive(own_site).play(best_answers("kind"))
    own_site.parts.store.trouble["score"] = (403, {})
    own_site.wiring.worker().work()
    admin = signed_in(own_site)
    other = add(admin)
    admin.done(f"/scores/{other.id}/activities/1")
    assert [one.state for one in rows(own_site, ScoreDelivery)] == ["parked"]


def test_one_persons_data_is_shown_and_deleted(own_site: Site) -> None:
    arrive(own_site).play(best_answers("kind"))
    sub = own_site.learner()
    admin = signed_in(own_site)
    told = admin.post("/people/export", platform="1", sub=sub)
    assert "attachment" in told.headers["content-disposition"]
    assert json.loads(told.text)["id"] == sub
    unsure = admin.post("/people/forget", platform="1", sub=sub)
    assert (unsure.status_code, len(rows(own_site, Learner))) == (400, 1)
    admin.done("/people/forget", platform="1", sub=sub, sure="yes")
    assert (rows(own_site, Learner), rows(own_site, Attempt)) == ([], [])
    assert all(sub not in one.told for one in rows(own_site, AdminEvent))
    for platform in ("", "x", "9" * 40, "2", "²"):
        told = admin.post("/people/export", platform=platform, sub=sub)
        assert told.status_code == 400


def test_everyones_data_comes_line_by_line(own_site: Site) -> None:
    for number in range(3):
        arrive(own_site, number)
    told = signed_in(own_site).post("/platforms/1/export").text
    subs = [json.loads(line)["id"] for line in told.splitlines()]
    assert subs == [own_site.learner(number) for number in range(3)]


def test_everybody_is_signed_out(own_site: Site) -> None:
    admin, other = signed_in(own_site), signed_in(own_site, "Alex")
    assert "Sign everybody out" in admin.get("/")
    assert "You are signed out" in admin.post("/leave-all").text
    for one in (admin, other):
        assert one.client.get("/admin/").status_code == 401


def test_both_logs_are_read(own_site: Site) -> None:
    launch(own_site, own_site.facilitator())
    assert rows(own_site, AuditEvent) != []
    page = signed_in(own_site).get("/log")
    assert (own_site.facilitator() in page, "signed in" in page) == (True, True)


def test_removing_a_platform_takes_everything_and_nothing_of_others(
    either: Site,
) -> None:
    """All tables, by what they hold: the second trust's rows are counted before and after."""
    arrive(either).play(best_answers("kind"))
    launch(either, either.facilitator())
    pending(either, "waits")
    admin = signed_in(either)
    other = add(admin)
    with either.wiring.database.writing() as session:
        now = either.wiring.clock()
        session.add(Learner(registration_id=other.id, sub="p", last_seen_at=now))
    name = either.config.name
    assert "with 2 people and 1 records" in admin.get("/platforms/1").replace("\n", " ")
    admin.done("/platforms/1/remove", name=name)
    left = {}
    with either.wiring.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            left[table.name] = session.query(table).count()
    kept = {"tool_key", "admin_event", "admin_link", "admin_session"}
    assert {
        name: count for name, count in left.items() if count and name not in kept
    } == {
        "registration": 1,
        "deployment": 2,
        "learner": 1,
    }


@pytest.mark.parametrize(
    "path", ["/platforms/0", "/platforms/2", "/platforms/99999999999999"]
)
def test_a_platform_that_is_not_there(site: Site, path: str) -> None:
    admin = signed_in(site)
    told = admin.client.get("/admin" + path)
    assert (told.status_code, "no such platform" in told.text) == (400, True)


def test_the_settings_in_force_and_no_secret(site: Site) -> None:
    page = signed_in(site).get("/")
    assert ("24 months" in page, site.wiring.settings.secret_key in page) == (
        True,
        False,
    )
