"""A learner lets the people who lead the course see how a story went, and takes it back."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from demo import loopback
from demo.platform.course import DEMO_COURSE, Course
from demo.platform.people import FACILITATOR, Person
from demo.platform.tokens import CLAIM
from lti_service.models import Attempt, AuditEvent, ResourceLink
from olw_core.cohort.promise import SHARING
from tests.integration.lti_service.playing import Learner, arrive, best_answers
from tests.integration.lti_service.site import Site, config_of, launch, start_site
from tests.integration.lti_service.test_following import come, player, say
from tests.integration.lti_service.test_groups import COURSE
from tests.integration.lti_service.test_reviews import look, nothing

BEST = best_answers("kind")
SHARES = "This learner shares with the people who lead this course"


def seen(site: Site, link: str = "kind") -> str:
    """The address of the learner's page of what others see, from this activity."""
    with site.wiring.database.reading() as session:
        found = session.query(ResourceLink).filter_by(resource_link_id=link).one()
        return f"{site.tool}/seen/{found.key}"


def token(learner: Learner) -> str:
    return str(learner.config["auth"]["bearer"])


def share(site: Site, learner: Learner, *ticked: str) -> str:
    """The learner's page after they saved what is ticked, on the page as it is now."""
    return save(site, learner, form(site, learner), *ticked)


def save(site: Site, learner: Learner, shows: dict[str, str], *ticked: str) -> str:
    """The same from a page that shows these stories, by story and try."""
    data = {
        **{"session": token(learner), "do": "share"},
        "shown": list(shows.values()),
        "share": [shows.get(one, one) for one in ticked],
    }
    answer = loopback.post(seen(site), data=data)
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def page_of(site: Site, learner: Learner, link: str = "kind") -> str:
    headers = {"Authorization": f"Bearer {token(learner)}"}
    return loopback.get(seen(site, link) + "/content", headers=headers).text


def form(site: Site, learner: Learner) -> dict[str, str]:
    """What the page sends of the stories that it shows, by story and try."""
    page = page_of(site, learner)
    shows = re.findall(r'name="shown" value="(.+?)(\.[0-9a-f]{16})"', page)
    assert [one for one, _ in shows] == [one for one, _ in boxes(page)]
    return {one: one + way for one, way in shows}


def offered(site: Site, learner: Learner, link: str = "kind") -> list[tuple[str, bool]]:
    """The stories that can be shared, and which of them are."""
    return boxes(page_of(site, learner, link))


def boxes(page: str) -> list[tuple[str, bool]]:
    """By story and try."""
    value = r'value="(.+?)\.[0-9a-f]{16}"( checked)?>'
    found = re.findall(f'name="share" id="[^"]+" {value}', page)
    return [(story, bool(ticked)) for story, ticked in found]


def shown(page: str, view: dict[str, Any]) -> bool:
    """Whether a page has the whole way and the ending; never a part of it."""
    text = html.unescape(page)
    parts = [past["html"] in page for past in view["history"]]
    for past in view["history"]:
        parts += [words in text for words in past["chosen"]]
    parts.append(view["ending"]["title"] in text)
    assert len(set(parts)) == 1
    assert (SHARES in text) == parts[0]
    return parts[0]


def reviewed(
    site: Site, number: int = 0, change: Callable[[Any], object] = nothing
) -> str:
    page = look(site, site.learner(number), site.facilitator(), change)
    assert page.status_code == 200, page.text
    return str(page.text)


def test_a_story_is_shared_by_a_tick_and_taken_back_at_once(either: Site) -> None:
    learner = arrive(either)
    assert offered(either, learner) == []
    learner.respond(0, BEST[0])
    assert offered(either, learner) == [], "nothing of a story that is under way"
    share(either, learner, "kind.1")
    view = learner.play(BEST, first=1)
    assert offered(either, learner) == [("kind.1", False)], "off until it is ticked"
    assert not shown(reviewed(either), view)
    page = share(either, learner, "kind.1", "speak.1", "x", "")
    assert boxes(page) == [("kind.1", True)]
    assert [line for line in SHARING if line not in page] == []
    text = reviewed(either)
    assert shown(text, view)
    assert text.count("What they chose") == len(BEST)
    assert "Completed</strong>" in text
    share(either, learner)
    assert not shown(reviewed(either), view)


def test_neither_the_plan_nor_cards_score_or_try_are_in_it(site: Site) -> None:
    learner = arrive(site, 1)
    learner.play(BEST)
    learner.call("retry", {"attempt": 1, "step": 0})
    view = learner.play(BEST, attempt=2)
    cue, action = (view["plan"][name][0] for name in ("cues", "actions"))
    learner.call("plan", {"cue": cue["id"], "action": action["id"]})
    share(site, learner, "kind.2")
    text = html.unescape(reviewed(site, 1))
    assert shown(text, view)
    for hidden in (cue["text"], action["text"], "This is try", "100"):
        assert hidden not in text


def test_who_plays_again_shares_nothing_of_it(site: Site) -> None:
    """Nor by a page that was open since the first try."""
    learner = arrive(site, 2)
    first = learner.play(BEST)
    share(site, learner, "kind.1")
    old = form(site, learner)
    learner.call("retry", {"attempt": 1, "step": 0})
    learner.respond(0, BEST[0], attempt=2)
    assert not shown(reviewed(site, 2), first)
    learner.play(BEST, attempt=2, first=1)
    assert not shown(reviewed(site, 2), first)
    assert offered(site, learner) == [("kind.2", False)]
    save(site, learner, old, "kind.1")
    assert not shown(reviewed(site, 2), first)


def test_a_story_is_shared_with_one_course_alone(site: Site) -> None:
    learner = player(site, come(site, person=site.learner(3)))
    view = learner.play(BEST)
    share(site, learner, "kind.1")
    told = say(
        site, come(site, course="next", link="copy", person=site.learner(3)), "bring"
    )
    there = Learner(site, config_of(told.text))
    assert offered(site, there, "copy") == [], "a brought result has no way to share"

    def elsewhere(claims: Any) -> None:
        claims[CLAIM + "context"] = {"id": "next"}
        claims[CLAIM + "resource_link"] = {"id": "copy"}

    page = reviewed(site, 3, elsewhere)
    assert (shown(page, view), "Completed</strong>" in page) == (False, True)
    assert shown(reviewed(site, 3), view)


def test_only_the_story_that_is_shared_is_seen_from_the_map(site: Site) -> None:
    learner = arrive(site, 4)
    view = learner.play(BEST)
    launch(site, site.learner(4), "all")
    teacher = site.facilitator()
    before = look(site, site.learner(4), teacher, activity="all").text
    assert not shown(before, view)
    share(site, learner, "kind.1")
    after = look(site, site.learner(4), teacher, activity="all").text
    assert (shown(after, view), after.count(SHARES)) == (True, 1)
    mine = look(site, site.learner(4), site.learner(4)).text
    assert SHARES not in mine
    other = look(site, site.learner(13), teacher).text
    assert SHARES not in other


def test_a_look_at_a_shared_story_is_noted(site: Site) -> None:
    learner = arrive(site, 5)
    learner.play(BEST)
    share(site, learner, "kind.1")
    reviewed(site, 5)
    with site.wiring.database.reading() as session:
        noted = session.query(AuditEvent).order_by(AuditEvent.id)
        actions = [one.action for one in noted][-2:]
    assert actions == ["submission review", "shared story"]


def test_figures_and_the_groups_page_know_nothing_of_it(site: Site) -> None:
    learner = arrive(site, 6)
    learner.play(BEST)
    before = launch(site, site.facilitator()).text
    kept = figures(site)
    share(site, learner, "kind.1")
    assert figures(site) == kept
    after = launch(site, site.facilitator()).text
    assert main(after) == main(before)


def main(page: str) -> str:
    """The page without what is new with every session."""
    text = page.split("<main", 1)[1]
    return re.sub(r'name="session" value="[^"]*"|fetched [^.]*', "", text)


def figures(site: Site) -> dict[str, list[str]]:
    from lti_service.models import Base

    names = ("first_way", "course_figures", "trust_figures", "talk_flags")
    found = {}
    with site.wiring.database.reading() as session:
        for name in names:
            table = Base.metadata.tables[name]
            found[name] = [str(row) for row in session.query(table)]
    return found


def test_it_is_told_to_the_learner_exported_and_deleted(either: Site) -> None:
    learner = arrive(either)
    view = learner.play(BEST)
    assert my_data(either, learner).endswith(": no")
    share(either, learner, "kind.1")
    assert my_data(either, learner).endswith(": yes")
    assert len(stored_share(either)) == 64, "a fingerprint"
    learner.call("retry", {"attempt": 1, "step": 0})
    assert my_data(either, learner).endswith(": no")
    with either.wiring.database.writing() as session:
        from lti_service.models import Learner as Person
        from lti_service.services.personal_data import person

        one = session.query(Person).filter_by(sub=either.learner()).one()
        person.forget(session, one)
    with either.wiring.database.reading() as session:
        assert session.query(Attempt).count() == 0
    assert not shown(reviewed(either), view)


def stored_share(site: Site) -> str:
    """As whoever runs the service exports it."""
    from lti_service.models import Learner as Person
    from lti_service.services.personal_data import person

    with site.wiring.database.reading() as session:
        one = session.query(Person).filter_by(sub=site.learner()).one()
        told = json.loads(json.dumps(person.told(session, one)))
    return str(told["attempts"][0]["shared_way"])


def my_data(site: Site, learner: Learner) -> str:
    """The line of it."""
    key = seen(site).rsplit("/", 1)[1]
    headers = {"Authorization": f"Bearer {token(learner)}"}
    page = loopback.get(f"{site.tool}/data/{key}/content", headers=headers).text
    found = re.search(r"Shared with the people who lead the course: \w+", page)
    assert found is not None
    return found[0]


@pytest.fixture
def grouped(tmp_path: Path) -> Iterator[Site]:
    running = start_site(tmp_path, course=COURSE)
    yield running
    running.stop()


def shared_by(site: Site, number: int) -> dict[str, Any]:
    learner = arrive(site, number)
    view = learner.play(BEST)
    share(site, learner, "kind.1")
    return view


def test_who_leads_a_group_sees_the_stories_of_that_group_alone(grouped: Site) -> None:
    """`tutor` is in set-1 with the first and third learner; `lead` in none."""
    view = shared_by(grouped, 0)
    shared_by(grouped, 1)
    assert shown(look(grouped, "a", "tutor").text, view)
    assert not shown(look(grouped, "b", "tutor").text, view)
    assert shown(look(grouped, "b", "lead").text, view)


NOT_LED = "did not say that you lead this person"


def tells_status(page: str) -> bool:
    """Whether it says how far somebody is, or in words that it does not; never both."""
    text = " ".join(html.unescape(page).split())
    is_told = 'class="tag' in text
    has_day = 'class="day"' in text
    assert (has_day, NOT_LED in text) == (is_told, not is_told)
    return is_told


def test_who_leads_a_group_sees_the_status_of_that_group_alone(grouped: Site) -> None:
    """As on the group's page; a tutor read from the gradebook of everybody who had finished."""
    for number in (0, 1):
        arrive(grouped, number).play(BEST)
    for learner, person, is_told in (
        ("a", "tutor", True),
        ("b", "tutor", False),
        ("b", "lead", True),
    ):
        page = look(grouped, learner, person)
        assert (page.status_code, tells_status(page.text)) == (200, is_told)
    with grouped.wiring.database.reading() as session:
        looks = session.query(AuditEvent).order_by(AuditEvent.id)
        assert [one.people for one in looks] == [1, 0, 1]


def test_while_nobody_says_whose_group_is_whose_nothing_is_shown(
    grouped: Site,
) -> None:
    view = shared_by(grouped, 0)
    grouped.parts.store.trouble["members"] = (503, {})
    for who in ("tutor", "lead"):
        page = look(grouped, "a", who)
        assert (page.status_code, shown(page.text, view)) == (200, False)
        assert not tells_status(page.text)


def test_without_groups_the_platform_is_asked_nothing(tmp_path: Path) -> None:
    people = (Person("a", "Abena"), Person("lead", "Olive", FACILITATOR))
    course = Course("c", "Course", people, DEMO_COURSE.activities)
    site = start_site(tmp_path, course=course, offers=frozenset({"members"}))
    try:
        view = shared_by(site, 0)
        site.parts.store.trouble["members"] = (503, {})
        assert shown(look(site, "a", "lead").text, view)
    finally:
        site.stop()
