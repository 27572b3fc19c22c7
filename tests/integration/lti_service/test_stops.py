"""What would stop people: counted for those who ask, once each, for the whole organisation."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from csv import reader
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select

from demo import loopback
from lti_service.database import Database, keyring_of
from lti_service.models import Base, Learner, StopFigures, StopsCounted
from lti_service.services.figures import stops
from lti_service.services.personal_data import person
from lti_service.services.sealing import resealing
from lti_service.services.sealing.resealing import Resealed
from lti_service.services.sealing.secrets import seal_all
from olw_core.cohort.promise import COUNTED, COUNTED_BEFORE, NOT_COUNTED
from olw_core.report import OWN, OWN_OR_COUNTED
from tests.integration.lti_service.playing import Learner as Player
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site, form_of, launch, start_site
from tests.integration.lti_service.test_my_map import Visit
from tests.integration.lti_service.test_room_page import part, words
from tests.integration.lti_service.test_seen import content, wish
from tests.support.filled import course_of, fill, rooms_of
from tests.support.rooms import Rooms

BEST = best_answers("kind")
PLAN = {"cue": "a", "action": "a"}
NOTHING_YET = "Fewer than 50 people have been counted for any story of this page"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    running = start_site(tmp_path, course=course_of(3))
    yield running
    running.stop()


def finished(site: Site, number: int = 0) -> Player:
    learner = arrive(site, number)
    learner.play(BEST)
    return learner


def ask(learner: Player, stop: str) -> str:
    """What the learner is told who asks to have it counted."""
    told = learner.call("plan", {**PLAN, "stop": stop})
    assert told.status_code == 200, told.text
    return str(told.json().get("notice", ""))


def waiting(database: Database) -> dict[str, int]:
    with database.reading() as session:
        [row] = session.query(StopFigures)
        assert row.waiting.startswith("s1."), "what waits is sealed"
        text = keyring_of(session).records.open(row.waiting)
    found: dict[str, int] = json.loads(text)
    return found


def counted(rooms: Rooms, many: int, *, stop: str = "time", first: int = 0) -> None:
    """So many people of the organisation have it counted."""
    for number in range(first, first + many):
        attempt = rooms.play(f"s{number}", [], platform="here", course="elsewhere")
        with rooms.database.writing() as session:
            learner = session.get_one(Learner, attempt.learner_id)
            assert stops.add_once(session, learner, "kind", stop)


def test_it_is_counted_once_for_each_person_and_story(site: Site) -> None:
    learner = finished(site)
    assert learner.config["count"]["ask"]
    told = [ask(learner, "fear"), ask(learner, "time"), ask(finished(site, 1), "time")]
    assert told == [COUNTED, COUNTED_BEFORE, COUNTED]
    own_words = {"cue": "", "action": "", "stop": "nothing"}
    assert finished(site, 2).call("plan", own_words).json()["notice"] == COUNTED
    assert waiting(site.wiring.database) == {"fear": 1, "nothing": 1, "time": 1}
    again = arrive(site)
    assert "count" not in again.config, "who had it counted is not asked again"
    assert OWN_OR_COUNTED in again.config["disclosure"]


def rows_of(site: Site) -> dict[str, list[object]]:
    """Every row of every table but the signed-in sessions, which each call prolongs."""
    found: dict[str, list[object]] = {}
    with site.wiring.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            if table.name != "launch_session":
                rows = session.execute(select(table))
                found[table.name] = [tuple(row) for row in rows]
    return found


def test_nothing_else_is_kept_and_no_log_tells_of_it(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    learner = finished(site)
    learner.call("plan", PLAN)
    before = rows_of(site)
    logging.getLogger("lti_service").propagate = True
    with caplog.at_level(logging.DEBUG, "lti_service.requests"):
        assert ask(learner, "authority") == COUNTED
        learner.call("plan", PLAN)
    after = rows_of(site)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"stop_figures", "stops_counted"}
    assert "authority" not in repr(after)
    calls = [one for one in caplog.records if hasattr(one, "path")]
    seen = {(one.path, one.status) for one in calls}  # type: ignore[attr-defined]
    plan = learner.config["urls"]["plan"]
    assert seen == {(plan, 200)}, "the same as a plan without it"
    assert "authority" not in repr([vars(one) for one in calls])


def test_who_cannot_be_counted_is_not_asked_and_changes_nothing(site: Site) -> None:
    learner = finished(site)
    wish(site, learner, "out")
    assert ask(learner, "fear") == NOT_COUNTED
    config = arrive(site).config
    assert ("count" in config, OWN in config["disclosure"]) == (False, True)
    told = learner.call("plan", {**PLAN, "stop": "other"})
    assert (told.status_code, told.json()["error"]["code"]) == (400, "body-malformed")
    early = arrive(site, 1).call("plan", {**PLAN, "stop": "fear"})
    assert early.json()["error"]["code"] == "not-ended"
    with site.wiring.database.reading() as session:
        assert session.query(StopFigures).count() == 0
        assert session.query(StopsCounted).count() == 0


def test_the_learner_is_told_and_can_be_forgotten_and_the_count_stays(
    site: Site,
) -> None:
    learner = finished(site)
    ask(learner, "fear")
    assert "What would stop you is counted only if you press" in content(site, learner)
    with site.wiring.database.writing() as session:
        found = session.query(Learner).filter_by(sub="p0").one()
        told = person.told(session, found)
        assert told["room_figures"]["stops_counted_for"] == ["kind"]
        assert "fear" not in json.dumps(told["room_figures"])
        person.forget(session, found)
    with site.wiring.database.reading() as session:
        assert session.query(StopsCounted).count() == 0
    assert waiting(site.wiring.database) == {"fear": 1}


def test_it_moves_in_steps_and_one_more_is_never_seen(rooms: Rooms) -> None:
    """49 are told nothing of; after the fiftieth nine more people change nothing, on any day."""
    rooms.play("s0", [], platform="here")
    moved = []
    for first, many in ((0, 9), (9, 1), (10, 39), (49, 1), (50, 9), (59, 1)):
        counted(rooms, many, first=first)
        rooms.later(days=2)
        moved.append(rooms.count())
        assert rooms.count() == 0, "once a day at most"
    assert moved == [0, 1, 1, 0, 1, 0]
    with rooms.database.reading() as session:
        [row] = session.query(StopFigures)
        assert row.counts["stop"]["total"] == 2 * 59


def test_nobody_who_presses_at_the_same_moment_is_lost_or_counted_twice(
    rooms: Rooms,
) -> None:
    people_here = [rooms.play(f"s{number}", []).learner_id for number in range(6)]

    def press(learner_id: int) -> bool:
        with rooms.database.writing() as session:
            learner = session.get_one(Learner, learner_id)
            return stops.add_once(session, learner, "kind", "time")

    with ThreadPoolExecutor(12) as pool:
        new = list(pool.map(press, 2 * people_here))
    assert (new.count(True), waiting(rooms.database)) == (6, {"time": 6})


def stopping(site: Site) -> str:
    page = part(launch(site, "f").text, "principles")
    return page.split('id="stopping"')[1]


def test_the_page_and_its_files_tell_it_from_fifty_on(site: Site) -> None:
    fill(site, 3)
    rooms = rooms_of(site)
    counted(rooms, 49)
    rooms.count()
    assert NOTHING_YET in words(stopping(site))
    counted(rooms, 11, stop="cover", first=49)
    rooms.later(days=2)
    rooms.count()
    shown = words(stopping(site))
    assert NOTHING_YET not in shown
    for line in ("No time about 80%", "No cover about 20%", "Nothing under 10%"):
        assert line in shown
    before = stopping(site)
    counted(rooms, 9, stop="fear", first=60)
    rooms.later(days=2)
    rooms.count()
    assert stopping(site) == before, "nobody sees what Tuesday's session added"
    action, fields = form_of(launch(site, "f").text, "/file/figures.csv")
    origin = site.tool.rsplit("/lti", 1)[0]
    told = loopback.post(origin + action, data=fields).text
    lines = [row for row in reader(StringIO(told)) if "What would stop" in row[1]]
    assert [row[2:7] for row in lines[:2]] == [
        ["No cover", "", "", "", "about 20%"],
        ["No time", "", "", "", "about 80%"],
    ]


def test_a_new_secret_opens_it_and_none_leaves_it_waiting(
    small: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "BATCH", 3)
    small.play("s0", [], platform="here")
    counted(small, 10)
    people_and_their_sum = 10 + 1
    assert seal_all(small.database, small.now) == Resealed(people_and_their_sum, 0)
    with small.database.writing() as session:
        session.query(StopFigures).one().waiting = "s1.broken"
    assert small.count() == 0
    assert seal_all(small.database, small.now).left == 1


def test_my_data_says_it_in_words_and_that_the_count_stays(own_site: Site) -> None:
    visit = Visit(own_site)
    address = f"/data/{visit.key()}/content"
    stays = "The count itself stays: nothing says which is yours."
    assert stays not in words(visit.ask(address).text)
    story = visit.story("kind")
    story.play(BEST)
    assert ask(story, "fear") == COUNTED
    title = own_site.wiring.library.modules["kind"]["title"]
    assert f"You had what would stop you counted: {title}\n" in visit.text()
    assert "What you named is not stored with you." in visit.text()
    assert stays in words(visit.ask(address).text)
