"""The clock was an hour ahead, and a time server has set it right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lti_service.clock import utc_now
from lti_service.models import ScoreDelivery
from tests.integration.lti_service.playing import arrive, best_answers, worst_answers
from tests.integration.lti_service.site import Site, begin, start_site

HOUR = timedelta(hours=1)
BEST, WORST = best_answers("kind"), worst_answers("kind")


class Adjusted:
    """A clock that is wrong by `by`."""

    by = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.by


@pytest.fixture
def clock() -> Adjusted:
    return Adjusted()


@pytest.fixture
def adjusted(tmp_path: Path, clock: Adjusted) -> Iterator[Site]:
    running = start_site(tmp_path, clock=clock)
    yield running
    running.stop()


def test_nobody_waits_for_the_hour_to_pass(adjusted: Site, clock: Adjusted) -> None:
    """Logins were counted in it; `begin` says that they are taken."""
    clock.by = HOUR
    begin(adjusted)
    clock.by = timedelta(0)
    begin(adjusted)
    learner = arrive(adjusted)
    assert learner.play(BEST)["result"]["percent"] == 100


def test_housekeeping_goes_on(adjusted: Site, clock: Adjusted) -> None:
    worker = adjusted.wiring.worker()
    clock.by = HOUR
    worker.tidy()
    clock.by = timedelta(0)
    worker.tidy()
    assert worker.tidied_at is not None
    assert worker.tidied_at <= clock()


def test_a_score_is_never_older_than_the_one_before(
    adjusted: Site, clock: Adjusted
) -> None:
    """An LMS may leave out what is older than it has (AGS 2.0, 3.4.6): the score waits instead."""
    learner, worker = arrive(adjusted), adjusted.wiring.worker()
    learner.play(WORST)
    worker.work()
    clock.by = -HOUR
    learner.call("retry", {"attempt": 1, "step": 0})
    learner.play(BEST, 2)
    assert worker.work() == 0
    with adjusted.wiring.database.reading() as session:
        row = session.query(ScoreDelivery).one()
        assert row.stamped_at is not None
        assert row.due_at > row.stamped_at
    clock.by = timedelta(seconds=2)
    assert worker.work() == 1
    given = adjusted.parts.store.items["kind"].grades[adjusted.learner()].given
    assert given == 100
