"""Records that follow the learner: one per story and course, and a question in the next course.

Moodle gives an activity that is deleted and placed again, or restored from a course's copy, a new
resource link id and a new line item (mod/lti: `lti.id`); Canvas does so for copied courses.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from demo import loopback
from demo.platform.people import FACILITATOR
from demo.platform.store import LineItem
from demo.platform.tokens import CLAIM
from lti_service import migrations
from lti_service.models import Attempt, Base, Context, ScoreDelivery
from tests.integration.lti_service.playing import (
    Learner,
    best_answers,
    worst_answers,
)
from tests.integration.lti_service.site import (
    Site,
    begin,
    config_of,
    page_data,
    start_site,
)

AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
BEST, WORST = best_answers("kind"), worst_answers("kind")


def come(site: Site, **place: Any) -> Any:
    """A launch at a place of one's own.

    `link`: the resource link's id, with a column of this name. `course`: None for none. `module`:
    "" for the map. `report`, `person`, `roles`, `history`: as a launch says them.
    """
    link, module = place.get("link", "kind"), place.get("module", "kind")
    person = place.get("person", site.learner())
    path = f"/launch/{module}" if module else "/launch"
    target = site.tool + path
    begun = begin(site, login_hint=person, target_link_uri=target)
    claims = begun.claims(person)
    claims[CLAIM + "target_link_uri"] = target
    claims[CLAIM + "resource_link"] = {"id": link}
    claims[CLAIM + "roles"] = list(place.get("roles", claims[CLAIM + "roles"]))
    course = place.get("course", "leading-together")
    context = {"id": course, "title": f"Course {course}"} if course else None
    claims[CLAIM + "context"] = context
    named = {"report": place.get("report"), "context_history": place.get("history")}
    claims[CLAIM + "custom"] = {name: value for name, value in named.items() if value}
    store = site.parts.store
    store.items.setdefault(link, LineItem(link, link, 100.0, link))
    base = f"{site.platform}/services/{site.config.course.id}/lineitems"
    claims[AGS]["lineitem"] = f"{base}/{link}/lineitem"
    answer = begun.post_claims(claims)
    assert answer.status_code == 200, answer.text
    return answer


def player(site: Site, answer: Any) -> Learner:
    return Learner(site, config_of(answer.text))


def best_told(view: dict[str, Any]) -> int | None:
    """The best result that a View tells: at an ending, or of an earlier visit."""
    told = view.get("result") or view.get("finished") or {}
    best: int | None = told.get("best")
    return best


def is_asked(answer: Any) -> bool:
    assert ("olw-config" in answer.text) != ('form class="ask' in answer.text)
    return 'form class="ask' in answer.text


def say(site: Site, answer: Any, choice: str) -> httpx2.Response:
    """What the learner answers to the question on a page."""
    data = page_data(answer.text)
    return loopback.post(
        f"{site.tool}{data['address']}/earlier",
        data={"choice": choice},
        headers={"Authorization": f"Bearer {data['token']}"},
        timeout=30,
    )


def deliver(site: Site) -> dict[str, float | None]:
    """All that is due now or after a wait; the first learner's grade in each column."""
    with site.wiring.database.writing() as session:
        for row in session.query(ScoreDelivery):
            row.due_at -= timedelta(days=1)
    site.wiring.worker().work()
    found = {}
    for name, item in site.parts.store.items.items():
        grade = item.grades.get(site.learner())
        if grade is not None:
            found[name] = grade.given
    return found


def test_an_activity_placed_again_goes_on_and_gets_its_grade(own_site: Site) -> None:
    player(own_site, come(own_site)).play(BEST)
    assert deliver(own_site) == {"kind": 100}
    again = come(own_site, link="placed-again")
    assert best_told(config_of(again.text)["view"]) == 100
    assert deliver(own_site) == {"kind": 100, "placed-again": 100}


def test_a_story_begun_at_one_placement_goes_on_at_another(own_site: Site) -> None:
    player(own_site, come(own_site)).respond(0, BEST[0])
    there = player(own_site, come(own_site, link="placed-again"))
    assert there.config["view"]["step"] == 1
    there.play(BEST, first=1)
    assert deliver(own_site) == {"kind": 100, "placed-again": 100}


def test_the_map_and_the_storys_own_activity_tell_the_same(own_site: Site) -> None:
    """Finished from the map: the column of the story's own activity gets it too."""
    come(own_site, person=own_site.learner(1))
    home = page_data(come(own_site, link="all", module="").text)
    headers = {"Authorization": f"Bearer {home['token']}"}

    def get(path: str) -> str:
        address = f"{own_site.tool}{home['address']}{path}/content"
        return loopback.get(address, headers=headers).text

    Learner(own_site, config_of(get("/kind"))).play(BEST)
    assert deliver(own_site) == {"kind": 100}
    assert get("").count("Completed") == 1
    own = config_of(come(own_site).text)
    assert best_told(own["view"]) == 100
    assert config_of(get("/kind"))["urls"] == own["urls"]


def test_a_better_try_anywhere_reaches_every_column(own_site: Site) -> None:
    player(own_site, come(own_site)).play(WORST)
    come(own_site, link="second")
    assert deliver(own_site) == {"kind": 0, "second": 0}
    there = player(own_site, come(own_site, link="second"))
    there.call("retry", {"attempt": 1, "step": 0})
    there.play(BEST, attempt=2)
    assert deliver(own_site) == {"kind": 100, "second": 100}


def test_a_column_that_is_gone_is_left_alone(own_site: Site) -> None:
    """The deleted activity's; its refusal is shown once and not brought about again."""
    player(own_site, come(own_site)).play(WORST)
    deliver(own_site)
    del own_site.parts.store.items["kind"]
    there = player(own_site, come(own_site, link="second"))
    there.call("retry", {"attempt": 1, "step": 0})
    there.play(BEST, attempt=2)
    assert deliver(own_site) == {"second": 100}
    asked = own_site.parts.store.log.count("score")
    come(own_site, link="second")
    come(own_site, link="second", person=own_site.learner(1))
    player(own_site, come(own_site, link="second", person=own_site.learner(1))).play(
        BEST
    )
    deliver(own_site)
    assert own_site.parts.store.log.count("score") == asked + 1


def test_one_switch_for_a_course_that_has_both(own_site: Site) -> None:
    """The record is one: it keeps the score that one column needs, and says so everywhere."""
    come(own_site, link="scored")
    answer = come(own_site, link="done", report="completion")
    assert "your best score." in " ".join(config_of(answer.text)["disclosure"])
    player(own_site, answer).play(WORST)
    assert deliver(own_site) == {"done": 100, "scored": 0}


def test_the_course_takes_over_what_was_begun_before_it_was_named(
    own_site: Site,
) -> None:
    player(own_site, come(own_site, course=None)).respond(0, BEST[0])
    assert player(own_site, come(own_site)).config["view"]["step"] == 1
    with own_site.wiring.database.reading() as session:
        assert session.query(Attempt).count() == 1


def test_two_placements_outside_courses_stay_apart(own_site: Site) -> None:
    player(own_site, come(own_site, course=None)).respond(0, BEST[0])
    other = player(own_site, come(own_site, course=None, link="other"))
    assert other.config["view"]["step"] == 0


def test_in_another_course_the_learner_is_asked_once(own_site: Site) -> None:
    player(own_site, come(own_site)).play(BEST)
    asked = come(own_site, course="next", link="copy")
    assert is_asked(asked)
    now = own_site.wiring.clock()
    words = f"You finished this story in {now:%B %Y}, in the course “Course leading-together”."
    assert words in asked.text
    assert deliver(own_site) == {"kind": 100}
    told = say(own_site, asked, "bring")
    assert config_of(told.text)["view"]["finished"] == {"best": 100}
    assert deliver(own_site) == {"kind": 100, "copy": 100}
    assert not is_asked(come(own_site, course="next", link="copy"))


COMING = ("attempt", "context", "membership", "resource_link")
"""A course, a placement, a role and an attempt come with the first launch."""
COPY = "in the course “Course {}”. Content of that course was copied into this one."


def test_in_a_copied_course_the_question_names_what_was_copied(
    own_site: Site,
) -> None:
    """Of results that are as good, that of the course copied from; of two, the nearer copy's."""
    player(own_site, come(own_site, course="elsewhere", link="a")).play(BEST)
    for course in ("first", "second"):
        asked = come(own_site, course=course, link=course, history="")
        player_at = config_of(say(own_site, asked, "again").text)
        Learner(own_site, player_at).play(BEST)
    plain = come(own_site, course="no copy", link="b", history="$Context.id.history")
    assert "in the course “Course elsewhere”.</p>" in plain.text
    copy = come(own_site, course="copy", link="c", history="second,first")
    assert COPY.format("second") in copy.text
    again = come(own_site, course="copy", link="c", history="$Context.id.history")
    assert COPY.format("second") in again.text
    odd = come(own_site, course="odd", link="d", history="%00,odd,x" + "y" * 300)
    assert "in the course “Course elsewhere”.</p>" in odd.text


def test_a_better_result_of_another_course_goes_before_that_of_the_original(
    own_site: Site,
) -> None:
    player(own_site, come(own_site, course="first", link="a")).play(WORST)
    asked = come(own_site, course="better", link="b")
    Learner(own_site, config_of(say(own_site, asked, "again").text)).play(BEST)
    copy = come(own_site, course="copy", link="c", history="first")
    assert "in the course “Course better”.</p>" in copy.text
    told = config_of(say(own_site, copy, "bring").text)
    assert told["view"]["finished"] == {"best": 100}


def test_nothing_moves_into_a_copy_by_itself(own_site: Site) -> None:
    """Neither a record nor a role, first answers, what was ticked or a place in a programme."""
    player(own_site, come(own_site)).play(BEST)
    before = rows_about_courses(own_site)
    come(
        own_site,
        course="copy",
        link="copy",
        person=own_site.learner(1),
        history="leading-together",
    )
    assert rows_about_courses(own_site) == before


def rows_about_courses(site: Site) -> dict[str, int]:
    """How many there are of what belongs to a course, but for who came and their own attempt."""
    with site.wiring.database.reading() as session:
        whose = Attempt.completed_at.is_not(None)
        kept = {"attempt": session.query(Attempt).filter(whose).count()}
        for table in Base.metadata.sorted_tables:
            if "context_id" in table.c and table.name not in COMING:
                kept[table.name] = session.query(table).count()
    return kept


def test_who_plays_again_begins_anew_and_is_not_asked_again(own_site: Site) -> None:
    player(own_site, come(own_site)).play(BEST)
    asked = come(own_site, course="next", link="copy")
    fresh = config_of(say(own_site, asked, "again").text)
    assert ("finished" in fresh["view"], fresh["view"]["step"]) == (False, 0)
    assert deliver(own_site) == {"kind": 100}
    again = come(own_site, course="next", link="copy")
    assert not is_asked(again)
    player(own_site, again).play(WORST)
    assert deliver(own_site) == {"kind": 100, "copy": 0}
    first = config_of(come(own_site).text)
    assert best_told(first["view"]) == 100


def test_an_answer_sent_twice_counts_once(own_site: Site) -> None:
    player(own_site, come(own_site)).play(BEST)
    asked = come(own_site, course="next", link="copy")
    say(own_site, asked, "again")
    late = say(own_site, asked, "bring")
    assert "finished" not in config_of(late.text)["view"]


@pytest.mark.parametrize("choice", ["", "both"])
def test_an_answer_that_is_none_is_refused_and_asked_again(
    own_site: Site, choice: str
) -> None:
    player(own_site, come(own_site)).play(BEST)
    asked = come(own_site, course="next", link="copy")
    told = say(own_site, asked, choice)
    assert (told.status_code, told.json()["error"]["code"]) == (400, "bad-request")
    assert is_asked(come(own_site, course="next", link="copy"))


def test_a_brought_result_has_the_plan_and_no_answers(own_site: Site) -> None:
    """First answers stay those of each course; the day is the day on which it was finished."""
    first = player(own_site, come(own_site))
    view = first.play(BEST)
    cue, action = (view["plan"][name][0]["id"] for name in ("cues", "actions"))
    first.call("plan", {"cue": cue, "action": action})
    long_ago = own_site.wiring.clock() - timedelta(days=200)
    with own_site.wiring.database.writing() as session:
        session.query(Attempt).one().completed_at = long_ago
    told = say(own_site, come(own_site, course="next", link="copy"), "bring")
    view = config_of(told.text)["view"]
    assert (view["attempt"], view["history"]) == (2, [])
    assert view["plan"]["chosen"] == {"cue": cue, "action": action}
    with own_site.wiring.database.reading() as session:
        course = session.query(Context).filter_by(context_id="next").one()
        brought = session.query(Attempt).filter_by(context_id=course.id).one()
        assert (brought.completed_at, brought.best) == (long_ago, 100)


def test_a_brought_result_is_never_lowered(own_site: Site) -> None:
    player(own_site, come(own_site)).play(BEST)
    told = say(own_site, come(own_site, course="next", link="copy"), "bring")
    assert deliver(own_site) == {"kind": 100, "copy": 100}
    again = player(own_site, told)
    again.play(WORST, attempt=2)
    assert deliver(own_site) == {"kind": 100, "copy": 100}
    assert (
        best_told(config_of(come(own_site, course="next", link="copy").text)["view"])
        == 100
    )


def test_a_result_without_a_score_is_not_brought_where_one_is_told(
    own_site: Site,
) -> None:
    player(own_site, come(own_site, report="completion")).play(WORST)
    assert not is_asked(come(own_site, course="scored", link="a"))
    asked = come(own_site, course="done", link="b", report="completion")
    assert is_asked(asked)
    say(own_site, asked, "bring")
    assert deliver(own_site) == {"kind": 100, "b": 100}


def test_a_score_is_not_kept_where_only_completion_is_told(own_site: Site) -> None:
    player(own_site, come(own_site)).play(WORST)
    asked = come(own_site, course="done", link="b", report="completion")
    told = config_of(say(own_site, asked, "bring").text)
    assert told["view"]["finished"] == {}
    with own_site.wiring.database.reading() as session:
        bests = sorted(str(one.best) for one in session.query(Attempt))
    assert bests == ["0", "None"]


def test_only_a_learner_is_asked(own_site: Site) -> None:
    player(own_site, come(own_site)).play(BEST)
    page = come(own_site, course="next", link="copy", roles=FACILITATOR)
    assert "Bring that result" not in page.text
    other = come(own_site, course="next", link="copy", person=own_site.learner(1))
    assert not is_asked(other)


def test_another_platforms_learner_of_the_same_id_is_never_asked(
    own_site: Site,
) -> None:
    from lti_service.models import LaunchSession, Registration
    from lti_service.models import Learner as LearnerRow
    from lti_service.services.play import following

    player(own_site, come(own_site)).play(BEST)
    come(own_site, course="next", link="copy", person=own_site.learner(1))
    with own_site.wiring.database.writing() as session:
        theirs = Registration(
            name="Another",
            issuer="https://other.example",
            client_id="x",
            login_url="https://other.example/l",
            token_url="https://other.example/t",
            keys_url="https://other.example/k",
            created_at=own_site.wiring.clock(),
        )
        session.add(theirs)
        session.flush()
        mine = session.query(Attempt).filter(Attempt.completed_at.is_(None)).one()
        stranger = LearnerRow(
            registration_id=theirs.id,
            sub=own_site.learner(),
            last_seen_at=own_site.wiring.clock(),
        )
        session.add(stranger)
        session.flush()
        mine.learner_id = stranger.id
        owner = LaunchSession(
            token_hash="t",
            learner_id=stranger.id,
            resource_link_id=mine.resource_link_id,
            role="learner",
            expires_at=own_site.wiring.clock(),
            ends_at=own_site.wiring.clock(),
        )
        session.add(owner)
        session.flush()
        assert following.earlier(session, mine, owner, "score") is None


def test_an_attempt_of_another_course_is_not_opened_from_here(own_site: Site) -> None:
    first = page_data(come(own_site).text)
    here = page_data(come(own_site, course="next", link="copy").text)
    answer = loopback.get(
        f"{own_site.tool}{first['address']}/content",
        headers={"Authorization": f"Bearer {here['token']}"},
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not-yours")


def test_an_older_database_gets_one_record_for_each_story(tmp_path: Path) -> None:
    """The furthest becomes the course's; nothing is deleted, and the day stays the first."""
    from alembic import command

    site = start_site(tmp_path)
    try:
        player(site, come(site)).respond(0, BEST[0])
        player(site, come(site, link="second", course="next")).play(BEST)
        database = site.wiring.database
        with database.engine.begin() as connection:
            command.downgrade(migrations.config(connection), "0007")
            connection.execute(
                text(
                    "UPDATE resource_link SET context_id = "
                    "(SELECT id FROM context WHERE context_id = 'leading-together')"
                )
            )
        migrations.upgrade(database)
        with database.reading() as session:
            assert session.query(Attempt).count() == 2
        assert best_told(config_of(come(site).text)["view"]) == 100
        page = come(site, person=site.facilitator(), roles=FACILITATOR)
        assert "Completed" in page.text
    finally:
        site.stop()


def test_scores_of_one_person_go_one_after_another(tmp_path: Path) -> None:
    """Moodle 5.1.3 refused one of two that arrived together (demo/platform/config.py, regrades)."""
    site = start_site(tmp_path, regrades=0.3)
    try:
        learner = player(site, come(site))
        come(site, link="again")
        learner.play(BEST)
        assert site.wiring.worker().work() == 2
        assert site.parts.store.log.count("score") == 2
        for column in ("kind", "again"):
            grade = site.parts.store.items[column].grades[site.learner()]
            assert grade.given == 100
    finally:
        site.stop()
