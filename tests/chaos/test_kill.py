"""kill -9 of web processes and worker at random points, in front of an LMS that fails.

Meanwhile people answer and scores go out; on both databases.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from lti_service.models import Attempt, Learner, ScoreDelivery
from lti_service.services.play.attempts import record_of
from olw_core.engine.record import parse
from tests.chaos.faults import FaultyLms
from tests.chaos.person import WAYS, Person
from tests.chaos.service import Service
from tests.integration.lti_service.databases import postgresql_url, sqlite_url
from tests.integration.lti_service.playing import MODULES
from tests.integration.lti_service.site import Site, start_site
from tests.integration.lti_service.test_serve import free_port

CUTS = int(os.environ.get("OLW_CHAOS_CUTS", "3"))
SEED = int(os.environ.get("OLW_CHAOS_SEED", "1"))
PEOPLE = 4
LONGEST = 180.0
"""Seconds."""


@dataclass
class Place:
    """An LMS here, and the service in processes of its own on the same database."""

    site: Site
    service: Service
    lms: FaultyLms


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    url = postgresql_url() if request.param == "postgresql" else sqlite_url(tmp_path)
    bind = f"127.0.0.1:{free_port()}"
    tool = f"http://localhost:{bind.rpartition(':')[2]}"
    lms = FaultyLms(SEED)
    site = start_site(
        tmp_path,
        database_url=url,
        tool_elsewhere=tool,
        before_platform=lms.before,
    )
    service = Service(tool, bind, url, tmp_path / "service.log")
    service.start()
    try:
        service.wait()
        yield Place(site, service, lms)
    finally:
        service.stop()
        site.stop()


def plays_through_cuts(place: Place) -> list[Person]:
    """People answer while the power goes again and again; all play their last story to its end."""
    chance = random.Random(SEED)
    over = threading.Event()
    people = [Person(place.site, number) for number in range(PEOPLE)]
    threads = [threading.Thread(target=one.plays_until, args=(over,)) for one in people]
    for thread in threads:
        thread.daemon = True
        thread.start()
    for _ in range(CUTS):
        time.sleep(chance.uniform(0.2, 2.5))
        place.service.cut(chance)
        place.service.start()
        place.service.wait()
    over.set()
    for thread in threads:
        thread.join(LONGEST)
    assert not [thread for thread in threads if thread.is_alive()]
    return people


def stored(site: Site, person: Person) -> tuple[int, list[str]]:
    """The attempt and the answers in a person's record."""
    with site.wiring.database.reading() as session:
        query = session.query(Attempt).join(Learner)
        attempt = query.filter(Learner.sub == site.learner(person.number)).one()
        text = record_of(attempt)
    record, notice = parse(text, "kind", MODULES["kind"]["version"])
    assert notice == ""
    return record.attempt, [answer for _, answer in record.steps]


def a_day_passes(site: Site) -> int:
    """What a dead worker had in hand is free again, and what waits for a later try is due.

    How many scores are still on their way.
    """
    day = timedelta(days=1)
    with site.wiring.database.writing() as session:
        rows = session.query(ScoreDelivery).filter(ScoreDelivery.state != "done").all()
        for row in rows:
            row.due_at -= day
            if row.leased_until is not None:
                row.leased_until -= day
    return len(rows)


def all_scores_arrive(place: Place) -> None:
    """The LMS answers well again, and days pass."""
    place.lms.failing = False
    until = time.monotonic() + LONGEST
    while a_day_passes(place.site):
        assert time.monotonic() < until
        time.sleep(1)


def test_nothing_is_lost(place: Place) -> None:
    """Every answer that was said to be saved is in the record, and every score arrives."""
    people = plays_through_cuts(place)
    assert [one.refused for one in people] == [[]] * PEOPLE
    for person in people:
        last = max(person.taken)
        assert stored(place.site, person) == (last, person.taken[last])
        assert person.taken[last] == WAYS[(last - 1) % 2]
    all_scores_arrive(place)
    given = place.site.parts.store.items["kind"].grades
    people_of_course = [place.site.learner(number) for number in range(PEOPLE)]
    assert [given[one].given for one in people_of_course] == [100] * PEOPLE
