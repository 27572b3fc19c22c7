"""Numbers for a monitor: right, without a name, and only for who holds the token."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from lti_service.errors import SettingsError
from lti_service.models import ScoreDelivery
from lti_service.settings import Settings
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site
from tests.integration.lti_service.test_pending_deployments import launch_from

TOKEN = "a token for a monitor, 32 characters"


def ask(site: Site, token: str = TOKEN) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return site.app.test_client().get("/metrics", headers=headers)


def numbers(told: str) -> dict[str, str]:
    lines = [line for line in told.splitlines() if not line.startswith("#")]
    return dict(line.rsplit(" ", 1) for line in lines)


@pytest.fixture
def watched(either: Site) -> Site:
    object.__setattr__(either.wiring.settings, "metrics_token", TOKEN)
    return either


def test_the_numbers_are_those_of_the_database(watched: Site) -> None:
    arrive(watched).play(best_answers("kind"))
    launch_from(watched, "another")
    watched.parts.store.trouble["score"] = (403, {})
    watched.wiring.worker().work()
    told = ask(watched)
    assert told.headers["content-type"].startswith("text/plain; version=0.0.4")
    found = numbers(told.text)
    assert int(found.pop("olw_signing_key_age_seconds")) >= 0
    assert found == {
        "olw_platforms": "1",
        "olw_deployments_pending": "1",
        "olw_sessions": "1",
        "olw_scores_overdue_seconds": "0",
        'olw_scores{state="parked",problem="outgoing-status 403"}': "1",
    }
    for name in (watched.config.name, watched.learner(), "another"):
        assert name not in told.text


def test_a_worker_that_does_not_come_shows(watched: Site) -> None:
    """Nobody else would say so: all is well but that no score leaves."""
    arrive(watched).play(best_answers("kind"))
    with watched.wiring.database.writing() as session:
        session.query(ScoreDelivery).one().due_at -= timedelta(minutes=10)
    late = int(numbers(ask(watched).text)["olw_scores_overdue_seconds"])
    assert 600 <= late < 700
    watched.wiring.worker().work()
    assert numbers(ask(watched).text)["olw_scores_overdue_seconds"] == "0"


@pytest.mark.parametrize("token", ["", "another", TOKEN + "x"])
def test_without_the_token_there_is_no_such_page(watched: Site, token: str) -> None:
    assert ask(watched, token).status_code == 404


def test_where_no_token_is_set_there_is_no_such_page(site: Site) -> None:
    for token in ("", TOKEN):
        assert ask(site, token).status_code == 404


def test_a_short_token_stops_the_start() -> None:
    env = {"OLW_SECRET_KEY": "s" * 40, "OLW_METRICS_TOKEN": "short"}
    with pytest.raises(SettingsError) as told:
        Settings.from_env(env)
    assert told.value.code == "settings-metrics-token"
