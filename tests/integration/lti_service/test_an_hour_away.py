"""An hour without the LMS, on a clock that is moved by hand: no score is lost, none comes twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from demo.platform import tokens
from lti_service.clock import utc_now
from lti_service.models import ScoreDelivery
from tests.integration.lti_service.databases import postgresql_url
from tests.integration.lti_service.playing import arrive, best_answers, worst_answers
from tests.integration.lti_service.site import Site, start_site

BEST, WORST = best_answers("kind"), worst_answers("kind")
MINUTE = timedelta(minutes=1)
PEOPLE = 3


class Away:
    """The LMS, which answers 503 while it is away, and what scores it was brought."""

    def __init__(self) -> None:
        self.is_away = False
        self.inner: Any = None
        self.turned_away = 0
        self.scores: list[str] = []

    def around(self, inner: Any) -> Any:
        self.inner = inner
        return self

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self.is_away:
            self.turned_away += 1
            start_response("503 Service Unavailable", [("Content-Length", "0")])
            return [b""]
        if environ["PATH_INFO"].endswith("/scores"):
            self.scores.append(environ["PATH_INFO"])
        found: Iterable[bytes] = self.inner(environ, start_response)
        return found


class Hands:
    """The time now, and as much later as was set."""

    later = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.later


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    return postgresql_url() if request.param == "postgresql" else ""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Hands:
    """Both sides go by it."""
    hands = Hands()
    time = SimpleNamespace(time=lambda: hands().timestamp())
    monkeypatch.setattr(tokens, "time", time)
    return hands


@pytest.fixture
def lms() -> Away:
    return Away()


@pytest.fixture
def site(tmp_path: Path, url: str, clock: Hands, lms: Away) -> Iterator[Site]:
    running = start_site(
        tmp_path, database_url=url, clock=clock, before_platform=lms.around
    )
    yield running
    running.stop()


def seconds(site: Site) -> list[int]:
    """The timestamps that the LMS holds, in the order of the people."""
    grades = site.parts.store.items["kind"].grades
    return [grades[site.learner(number)].second for number in range(PEOPLE)]


def test_scores_come_after_it_each_once_and_in_order(
    site: Site, clock: Hands, lms: Away
) -> None:
    worker = site.wiring.worker()
    learners = [arrive(site, number) for number in range(PEOPLE)]
    learners[0].play(WORST)
    assert worker.work() == 1
    lms.scores.clear()

    lms.is_away = True
    for minute in range(60):
        clock.later = minute * MINUTE
        if minute == 5:
            learners[1].play(WORST)
        if minute == 10:
            learners[2].play(BEST)
        if minute == 20:
            learners[0].call("retry", {"attempt": 1, "step": 0})
            learners[0].play(BEST, attempt=2)
        if minute == 30:
            learners[1].call("retry", {"attempt": 1, "step": 0})
            learners[1].play(BEST, attempt=2)
        worker.work()
    assert lms.turned_away > PEOPLE
    with site.wiring.database.reading() as session:
        rows = session.query(ScoreDelivery).order_by(ScoreDelivery.learner_id).all()
    assert [one.state for one in rows] == ["waiting"] * PEOPLE
    assert [one.score for one in rows] == [100] * PEOPLE
    assert [one.sent for one in rows] == [0, None, None]

    lms.is_away = False
    before = seconds_of_first(site)
    for minute in range(60, 60 + 90):
        clock.later = minute * MINUTE
        worker.work()
    given = [
        site.parts.store.items["kind"].grades[site.learner(number)].given
        for number in range(PEOPLE)
    ]
    assert given == [100, 100, 100]
    assert len(lms.scores) == PEOPLE
    assert before < min(seconds(site))
    with site.wiring.database.reading() as session:
        states = {one.state for one in session.query(ScoreDelivery)}
    assert (states, worker.work()) == ({"done"}, 0)


def seconds_of_first(site: Site) -> int:
    return int(site.parts.store.items["kind"].grades[site.learner(0)].second)
