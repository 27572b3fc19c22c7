"""How an activity went, opened from the gradebook (Submission Review 1.0)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from demo import loopback
from demo.platform import reviewing
from demo.platform.people import MEMBERSHIP
from demo.platform.tokens import CLAIM
from lti_service.models import Attempt, AuditEvent, LaunchSession
from tests.integration.lti_service.choosing import new_client
from tests.integration.lti_service.playing import MODULES, arrive, best_answers
from tests.integration.lti_service.site import Site, begin, form_of, launch, page_data

BEST = best_answers("kind")
AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
RESOURCE_LINK = CLAIM + "resource_link"
Claims = dict[str, Any]


def nothing(claims: Claims) -> None:
    """The message as the demo's LMS sends it."""


def look(
    site: Site,
    learner: str,
    person: str,
    change: Callable[[Claims], object] = nothing,
    activity: str = "kind",
) -> Any:
    """`person` looks at the work of `learner`; the answer of the tool."""
    path = "/launch/kind" if activity == "kind" else "/launch"
    uri = site.tool + path
    begun = begin(site, login_hint=person, target_link_uri=uri)
    claims = {**begun.claims(person, activity), **reviewing.changes(learner)}
    change(claims)
    return begun.post_claims(claims)


def test_a_learner_sees_their_own_story_as_it_went(own_site: Site) -> None:
    view = arrive(own_site).play(BEST)
    me = own_site.learner()
    page = look(own_site, me, me)
    assert page.status_code == 200, page.text
    for past in view["history"]:
        assert past["html"] in page.text
        assert all(words in page.text for words in past["chosen"])
    assert view["ending"]["title"] in html.unescape(page.text)
    data = page_data(page.text)
    again = loopback.get(
        f"{own_site.tool}{data['address']}/content",
        headers={"Authorization": f"Bearer {data['token']}"},
    )
    assert again.text.count("What you chose") == len(BEST)


def test_nothing_changes_by_looking(own_site: Site) -> None:
    arrive(own_site).respond(0, BEST[0])
    me = own_site.learner()
    look(own_site, me, me)
    look(own_site, me, own_site.facilitator())
    with own_site.wiring.database.reading() as session:
        (attempt,) = session.query(Attempt)
        assert (attempt.module, attempt.completed_at) == ("kind", None)


def test_a_facilitator_sees_the_status_and_nothing_else(own_site: Site) -> None:
    view = arrive(own_site).play(BEST)
    me, teacher = own_site.learner(), own_site.facilitator()
    page = html.unescape(look(own_site, me, teacher).text)
    now = own_site.wiring.clock()
    assert f"{now.day} {now:%B %Y}" in page
    assert "Completed</strong>" in page
    for past in view["history"]:
        assert past["html"] not in page
        assert not any(words in page for words in past["chosen"])
    assert view["ending"]["title"] not in page
    # Alone: keys and tokens hold such figures by chance.
    assert re.search(r"\b100\b", page) is None


@pytest.mark.parametrize(
    ("steps", "words"),
    [(0, "Not started"), (1, "In progress"), (len(BEST), "Completed")],
)
def test_the_status_is_that_of_the_groups_page(
    own_site: Site, steps: int, words: str
) -> None:
    learner = arrive(own_site)
    for step in range(steps):
        learner.respond(step, BEST[step])
    page = look(own_site, own_site.learner(), own_site.facilitator()).text
    assert f"{words}</strong>" in page


def test_a_look_at_another_is_noted_and_a_look_at_oneself_is_not(
    own_site: Site,
) -> None:
    arrive(own_site)
    me, teacher = own_site.learner(), own_site.facilitator()
    look(own_site, me, me)
    with own_site.wiring.database.reading() as session:
        assert session.query(AuditEvent).count() == 0
    look(own_site, me, teacher)
    with own_site.wiring.database.reading() as session:
        event = session.query(AuditEvent).one()
        assert (event.action, event.people) == ("submission review", 1)


def test_one_who_never_came_has_not_started(own_site: Site) -> None:
    arrive(own_site)
    page = look(own_site, own_site.learner(1), own_site.facilitator()).text
    assert "Not started</strong>" in page


def test_the_map_shows_every_story(own_site: Site) -> None:
    arrive(own_site).play(BEST)
    me = own_site.learner()
    launch(own_site, me, "all")
    page = look(own_site, me, own_site.facilitator(), activity="all").text
    assert (page.count("Completed</strong>"), page.count("Not started</strong>")) == (
        1,
        len(MODULES) - 1,
    )
    mine = look(own_site, me, me, activity="all").text
    assert mine.count("What you chose") == len(BEST)


def test_a_column_without_a_link_is_enough(own_site: Site) -> None:
    """A platform's column may belong to no link (AGS 2.0, 3.2.1)."""
    arrive(own_site).play(BEST)
    me = own_site.learner()
    page = look(own_site, me, me, lambda claims: claims.pop(RESOURCE_LINK))
    assert page.text.count("What you chose") == len(BEST)


WHOLE_COLUMN = ""


@pytest.mark.parametrize("activity", ["kind", "all"])
def test_a_whole_column_opens_the_group_for_who_teaches(
    own_site: Site, activity: str
) -> None:
    """Seen in Moodle 4.5: grader report, the menu of a column, *View External tool results*.

    The message names nobody (mod/lti/grade.php, lti_build_request in mod/lti/locallib.php).
    """
    arrive(own_site).play(BEST)
    page = look(own_site, WHOLE_COLUMN, own_site.facilitator(), activity=activity)
    assert (page.status_code, "Who is where" in page.text) == (200, True)


def test_a_whole_column_of_what_nobody_opened_yet(own_site: Site) -> None:
    """The same menu stands over columns whose activity nobody has opened."""
    page = look(own_site, WHOLE_COLUMN, own_site.facilitator())
    assert (page.status_code, "Who is where" in page.text) == (200, True)


def test_a_learner_who_asks_for_a_whole_column_gets_their_own_story(
    own_site: Site,
) -> None:
    """Moodle offers it to teachers, and its address opens for learners too."""
    view = arrive(own_site).play(BEST)
    page = look(own_site, WHOLE_COLUMN, own_site.learner())
    assert view["ending"]["title"] in html.unescape(page.text)
    assert "Who is where" not in page.text


def put(name: str, value: Any) -> Callable[[Claims], None]:
    def change(claims: Claims) -> None:
        claims[name] = value

    return change


def without_any_activity(claims: Claims) -> None:
    del claims[RESOURCE_LINK]
    claims[AGS] = None


STUDENT, MENTOR = MEMBERSHIP + "Learner", MEMBERSHIP + "Mentor"
REFUSED: list[tuple[str, Callable[[Claims], object]]] = [
    # another learner's work, by roles that are no facilitator's
    ("review-not-yours", put(CLAIM + "roles", [STUDENT])),
    ("review-not-yours", put(CLAIM + "roles", [MENTOR])),
    ("review-not-yours", put(CLAIM + "roles", [])),
    ("claim-missing", put(CLAIM + "for_user", {})),
    ("claim-type", put(CLAIM + "for_user", "u100")),
    ("claim-type", put(CLAIM + "for_user", {"user_id": 7})),
    ("learner-unknown", lambda claims: claims.pop("sub")),
    ("deployment-unknown", put(CLAIM + "deployment_id", "another")),
    ("review-unknown", put(RESOURCE_LINK, {"id": "never opened"})),
    ("review-unknown", put(CLAIM + "context", {"id": "another course"})),
    ("review-unknown", put(CLAIM + "context", None)),
    ("review-unknown", without_any_activity),
]


@pytest.mark.parametrize(("code", "change"), REFUSED)
def test_what_may_not_be_seen_is_refused(
    site: Site, code: str, change: Callable[[Claims], object]
) -> None:
    arrive(site).respond(0, BEST[0])
    answer = look(site, site.learner(), site.facilitator(), change)
    assert (answer.status_code // 100, code in answer.text) == (4, True), answer.text
    with site.wiring.database.reading() as session:
        opened = session.query(LaunchSession).filter_by(role="facilitator")
        assert opened.count() == 0


def test_a_learners_page_opens_for_its_learner_alone(own_site: Site) -> None:
    arrive(own_site).play(BEST)
    me, other = own_site.learner(), own_site.learner(1)
    page = page_data(look(own_site, me, me).text)
    theirs = page_data(launch(own_site, other).text)
    answer = loopback.get(
        f"{own_site.tool}{page['address']}/content",
        headers={"Authorization": f"Bearer {theirs['token']}"},
    )
    assert (answer.status_code, answer.text.count("What you chose")) == (200, 0)
    assert "You have not begun yet" in answer.text


def test_the_gradebook_of_the_demo_leads_there(own_site: Site) -> None:
    arrive(own_site).play(BEST)
    own_site.wiring.worker().work()
    me, teacher = own_site.learner(), own_site.facilitator()
    client = new_client()
    book = client.get(own_site.platform + "/").text
    assert f'href="/review/kind/{me}/{teacher}"' in book
    for person, words in ((teacher, "Completed</strong>"), (me, "What you chose")):
        start = client.get(f"{own_site.platform}/review/kind/{me}/{person}/start")
        action, fields = form_of(start.text)
        onward = client.post(action, data=fields)
        action, fields = form_of(client.get(onward.headers["location"]).text)
        assert words in client.post(action, data=fields).text
