"""Sessions end: by themselves however much they are used, and by an administrator's word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from lti_service.cli import lti
from lti_service.clock import utc_now
from lti_service.models import AdminEvent, LaunchSession
from tests.integration.lti_service.administering import signed_in
from tests.integration.lti_service.databases import SECRET
from tests.integration.lti_service.playing import Learner, arrive, best_answers
from tests.integration.lti_service.site import Site, launch, page_data, start_site

BEST = best_answers("kind")
NAME = "Copse Valley Learning"


class Hands:
    """A clock that is moved by hand."""

    later = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.later


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def timed(tmp_path: Path, clock: Hands) -> Iterator[Site]:
    running = start_site(tmp_path, clock=clock)
    yield running
    running.stop()


def code(learner: Learner) -> str:
    """What an answer that was given already comes to, "" where it is taken."""
    told = learner.respond(0, BEST[0])
    return "" if told.status_code == 200 else str(told.json()["error"]["code"])


def test_a_session_that_is_used_all_the_time_ends(timed: Site, clock: Hands) -> None:
    learner = arrive(timed)
    for half_hours in range(24):
        clock.later = timedelta(minutes=30 * half_hours)
        assert code(learner) == "", half_hours
    clock.later = timedelta(hours=12, minutes=1)
    assert code(learner) == "session-ended"


def test_a_page_opened_from_another_keeps_its_end(timed: Site, clock: Hands) -> None:
    page = page_data(launch(timed, timed.facilitator()).text)
    clock.later = timedelta(minutes=15)
    client = timed.app.test_client()
    told = client.post(f"/cohort/{page['link']}/try", data={"session": page["token"]})
    assert told.status_code == 200, told.text
    with timed.wiring.database.reading() as session:
        first, second = session.query(LaunchSession).order_by(LaunchSession.id)
        assert second.ends_at == first.ends_at


def by_page(site: Site, whom: str) -> None:
    admin = signed_in(site)
    if whom:
        assert "of this person" in admin.done("/people/end", platform="1", sub=whom)
    else:
        assert "of this platform" in admin.done("/platforms/1/end")


def by_command(site: Site, whom: str) -> None:
    url = site.wiring.database.engine.url.render_as_string(hide_password=False)
    env = {"OLW_SECRET_KEY": SECRET, "OLW_DATABASE_URL": url}
    words = ["sessions", "end", NAME]
    if whom:
        words.append(whom)
    told = CliRunner().invoke(lti, words, env=env)
    assert (told.exit_code, "sessions ended." in told.output) == (0, True), told.output


@pytest.mark.parametrize("end", [by_page, by_command])
def test_an_administrator_ends_sessions(
    own_site: Site, end: Callable[[Site, str], None]
) -> None:
    one, other = arrive(own_site, 0), arrive(own_site, 1)
    end(own_site, own_site.learner(0))
    assert (code(one), code(other)) == ("session-ended", "")
    end(own_site, "")
    assert code(other) == "session-ended"
    assert arrive(own_site, 1).config["view"]["step"] == 1, "nothing is lost"
    with own_site.wiring.database.reading() as session:
        actions = [one.action for one in session.query(AdminEvent)]
    assert [one for one in actions if one.startswith("ended")] == [
        "ended a person's sessions",
        "ended everyone's sessions",
    ]
