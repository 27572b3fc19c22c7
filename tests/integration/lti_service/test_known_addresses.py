"""A launch that leaves an address out takes none away: one column, and no ending is forgotten.

Teachers' launches often carry no grade claim; some launches have no `lineitem`; some platforms echo
neither `tag` nor `resourceLinkId` on a line item.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from demo.platform.course import Activity, Course
from demo.platform.people import FACILITATOR, PEOPLE
from demo.platform.store import LineItem
from demo.platform.tokens import CLAIM
from lti_service.models import Context, ResourceLink, ScoreDelivery
from lti_service.services.scores.line_item_search import MOST_PAGES
from tests.integration.lti_service.playing import Learner, arrive, best_answers
from tests.integration.lti_service.site import (
    Site,
    begin,
    config_of,
    launch,
    start_site,
)
from tests.support.link_headers import changing

AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
BEST = best_answers("kind")
Change = Callable[[dict[str, Any]], None]


def without_line_item(claims: dict[str, Any]) -> None:
    claims[AGS].pop("lineitem", None)


def with_empty_line_item(claims: dict[str, Any]) -> None:
    claims[AGS]["lineitem"] = ""


def without_scope(claims: dict[str, Any]) -> None:
    claims[AGS] = {}


def without_claim(claims: dict[str, Any]) -> None:
    claims[AGS] = None


BARE = [without_line_item, with_empty_line_item, without_scope, without_claim]


def come(site: Site, person: str, change: Change, roles: tuple[str, ...] = ()) -> Any:
    """A launch whose claims were changed."""
    begun = begin(site, login_hint=person)
    claims = begun.claims(person)
    if roles:
        claims[CLAIM + "roles"] = list(roles)
    change(claims)
    answer = begun.post_claims(claims)
    assert answer.status_code == 200, answer.text
    return answer


def player_of(site: Site, answer: Any) -> Learner:
    return Learner(site, config_of(answer.text))


def link_of(site: Site) -> ResourceLink:
    with site.wiring.database.reading() as session:
        return session.query(ResourceLink).one()


def deliver(site: Site) -> None:
    """All that is due, now and after every wait."""
    for _ in range(4):
        with site.wiring.database.writing() as session:
            for row in session.query(ScoreDelivery):
                row.due_at -= timedelta(days=1)
        site.wiring.worker().work()


@pytest.mark.parametrize("bare", BARE)
def test_the_known_address_stays(own_site: Site, bare: Change) -> None:
    launch(own_site, own_site.learner())
    before = link_of(own_site)
    come(own_site, own_site.facilitator(), bare, FACILITATOR)
    after = link_of(own_site)
    told = (after.line_item_url, after.line_items_url, after.grade_scopes)
    assert told == (before.line_item_url, before.line_items_url, before.grade_scopes)
    assert before.line_item_url.endswith("/kind/lineitem")


def test_a_new_address_replaces_the_old_one(own_site: Site) -> None:
    launch(own_site, own_site.learner())
    elsewhere = own_site.platform + "/services/c/lineitems/new/lineitem"

    def moved(claims: dict[str, Any]) -> None:
        claims[AGS] |= {"lineitem": elsewhere, "scope": claims[AGS]["scope"][:1]}

    come(own_site, own_site.learner(1), moved)
    found = link_of(own_site)
    assert (found.line_item_url, len(found.grade_scopes)) == (elsewhere, 1)


@pytest.mark.parametrize("bare", BARE)
def test_an_ending_is_sent_to_the_address_that_another_launch_brought(
    own_site: Site, bare: Change
) -> None:
    launch(own_site, own_site.learner(1))
    player_of(own_site, come(own_site, own_site.learner(), bare)).play(BEST)
    deliver(own_site)
    given = own_site.parts.store.items["kind"].grades
    assert {person: grade.given for person, grade in given.items()} == {
        own_site.learner(): 100
    }


def test_endings_from_before_the_address_was_known_are_sent_too(own_site: Site) -> None:
    for number in range(2):
        person = own_site.learner(number)
        player_of(own_site, come(own_site, person, without_claim)).play(BEST)
    come(own_site, own_site.learner(2), without_claim)
    deliver(own_site)
    assert own_site.parts.store.log.count("score") == 0
    launch(own_site, own_site.learner(3))
    deliver(own_site)
    given = own_site.parts.store.items["kind"].grades
    sent = {person: grade.given for person, grade in given.items()}
    assert sent == {own_site.learner(0): 100, own_site.learner(1): 100}


def test_a_facilitators_ending_is_not_sent_when_the_address_comes(
    own_site: Site,
) -> None:
    answer = come(own_site, own_site.facilitator(), without_claim, FACILITATOR)
    from tests.integration.lti_service.site import form_of

    action, fields = form_of(answer.text, "/try")
    tried = own_site.app.test_client().post(action, data=fields)
    player_of(own_site, tried).play(BEST)
    launch(own_site, own_site.learner(3))
    deliver(own_site)
    assert own_site.parts.store.log.count("score") == 0


def test_the_roster_address_stays_too(own_site: Site) -> None:
    launch(own_site, own_site.facilitator())
    come(own_site, own_site.learner(), lambda claims: claims.update({NRPS: None}))
    with own_site.wiring.database.reading() as session:
        assert session.query(Context).one().memberships_url.endswith("/members")


QUIET = [("tag",), ("resourceLinkId",), ("resourceId",), ("tag", "resourceId")]
QUIET += [("resourceLinkId", "resourceId"), ("tag", "resourceLinkId")]


@pytest.mark.parametrize("silent", QUIET, ids="+".join)
def test_three_people_and_one_column_whatever_the_platform_echoes(
    tmp_path: Path, silent: tuple[str, ...]
) -> None:
    """Each launch names only `lineitems`, and each time our own memory of the column is lost."""
    activities = (Activity("kind", "A story", "kind", own_line_item=False),)
    course = Course("c", "Course", PEOPLE, activities)
    site = start_site(tmp_path, course=course, silent=silent)
    try:
        for number in range(3):
            arrive(site, number).play(BEST)
            deliver(site)
            with site.wiring.database.writing() as session:
                session.query(ResourceLink).one().line_item_url = ""
        items = list(site.parts.store.items.values())
        assert [len(item.grades) for item in items] == [3]
    finally:
        site.stop()


DROPPED = [("tag",), ("resourceLinkId",), ("resourceId",), ("tag", "resourceId")]
DROPPED += [("resourceLinkId", "resourceId"), ("tag", "resourceLinkId")]


@pytest.mark.parametrize("drops", DROPPED, ids="+".join)
def test_a_column_is_found_by_whatever_the_platform_keeps_of_it(
    tmp_path: Path, drops: tuple[str, ...]
) -> None:
    """On the last of several pages, beside another placement's, with our own memory lost."""
    activities = (
        Activity("kind", "A story", "kind", own_line_item=False),
        Activity("again", "The story again", "kind", own_line_item=False),
    )
    course = Course("c", "Course", PEOPLE, activities)
    site = start_site(tmp_path, course=course, drops=drops, items_per_page=1)
    try:
        for number in range(2):
            for activity in ("again", "kind"):
                arrive(site, number, activity).play(BEST)
                deliver(site)
                with site.wiring.database.writing() as session:
                    for link in session.query(ResourceLink):
                        link.line_item_url = ""
        given = [len(item.grades) for item in site.parts.store.items.values()]
        assert given == [2, 2]
    finally:
        site.stop()


AS_IT_IS = changing(lambda _, link: link)
NO_ADDRESS = changing(lambda _, link: link.strip("<"))


@pytest.mark.parametrize(
    ("columns", "between"), [(MOST_PAGES + 1, AS_IT_IS), (2, NO_ADDRESS)]
)
def test_nothing_is_made_while_the_list_cannot_be_read_whole(
    tmp_path: Path, columns: int, between: Any
) -> None:
    """Our column may stand on a page that we did not see; the list says that it goes on."""
    course = Course(
        "c", "Course", PEOPLE, (Activity("kind", "S", "kind", own_line_item=False),)
    )
    site = start_site(
        tmp_path,
        course=course,
        silent=("filters",),
        items_per_page=1,
        before_platform=between,
    )
    try:
        for column in range(columns):
            item = LineItem(str(column), f"Column {column}", 100.0, "")
            site.parts.store.items[item.id] = item
        arrive(site).play(BEST)
        site.wiring.worker().work()
        with site.wiring.database.reading() as session:
            row = session.query(ScoreDelivery).one()
            told = (row.state, row.problem)
        made = site.parts.store.log.count("lineitem-create")
        assert (told, made) == (("waiting", "line-item-list"), 0)
    finally:
        site.stop()


def test_two_placements_of_one_module_have_two_columns(tmp_path: Path) -> None:
    """Also where the platform echoes no `resourceLinkId` and does not filter by it."""
    activities = (
        Activity("kind", "A story", "kind", own_line_item=False),
        Activity("again", "The story again", "kind", own_line_item=False),
    )
    course = Course("c", "Course", PEOPLE, activities)
    site = start_site(tmp_path, course=course, silent=("resourceLinkId", "filters"))
    try:
        for activity in ("kind", "again"):
            arrive(site, 0, activity).play(BEST)
            deliver(site)
        found = sorted(len(item.grades) for item in site.parts.store.items.values())
        assert found == [1, 1]
    finally:
        site.stop()


def test_the_platforms_own_column_is_used_before_one_is_made(tmp_path: Path) -> None:
    """Moodle lists an activity's own column without tag or resource id; by tag it is not there
    (mod/lti/service/gradebookservices, get_lineitems)."""
    site = start_site(tmp_path)
    try:
        player_of(site, come(site, site.learner(), without_line_item)).play(BEST)
        deliver(site)
        assert site.parts.store.items["kind"].grades[site.learner()].given == 100
        assert site.parts.store.log.count("lineitem-create") == 0
    finally:
        site.stop()
