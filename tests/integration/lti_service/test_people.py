"""One person's data: told to them, deleted when they ask, and by itself after the months set."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lti_service.cli import lti
from lti_service.models import (
    Attempt,
    AuditEvent,
    Base,
    LaunchSession,
    Learner,
    Membership,
    ScoreDelivery,
)
from lti_service.services.personal_data import person
from tests.integration.lti_service.databases import SECRET, postgresql_url
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site, launch, start_site

BEST = best_answers("kind")
NAME = "Copse Valley Learning"
ABOUT_PEOPLE = (Attempt, LaunchSession, Learner, Membership, ScoreDelivery)


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    url = postgresql_url() if request.param == "postgresql" else ""
    running = start_site(tmp_path, database_url=url)
    yield running
    running.stop()


@pytest.fixture
def run(either: Site, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    url = either.wiring.database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("OLW_SECRET_KEY", SECRET)
    monkeypatch.setenv("OLW_DATABASE_URL", url)
    return lambda *words, **more: CliRunner().invoke(lti, words, **more)


def count(site: Site, learner_id: int) -> dict[str, int]:
    """How many rows of each table point at a person."""
    found = {}
    with site.wiring.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if any(
                    key.column.table.name == "learner" for key in column.foreign_keys
                ):
                    rows = session.query(table).filter(column == learner_id).count()
                    found[table.name] = rows
        found["learner"] = session.query(Learner).filter_by(id=learner_id).count()
    return found


TOLD = {
    "attempt": "attempts",
    "audit_event": "looked_at_groups",
    "first_way": "room_figures",
    "launch_session": "sessions",
    "learner": "id",
    "membership": "courses",
    "score_delivery": "scores",
    "staying_out": "room_figures",
    "stops_counted": "room_figures",
    "talk_flags": "room_figures",
}
"""The table that points at a person -> the field of what is told of them."""


def test_nothing_that_is_stored_of_a_person_is_left_untold(
    either: Site, run: Callable[..., Result]
) -> None:
    arrive(either, 0)
    told = json.loads(run("export", NAME, either.learner(0)).output)
    assert set(count(either, 0)) == set(TOLD)
    assert set(TOLD.values()) <= set(told)
    assert [one["role"] for one in told["sessions"]] == ["learner"]


def id_of(site: Site, sub: str) -> int:
    with site.wiring.database.reading() as session:
        return session.query(Learner).filter_by(sub=sub).one().id


def test_a_person_is_shown_everything_and_then_forgotten(
    either: Site, run: Callable[..., Result]
) -> None:
    first, second = either.learner(0), either.learner(1)
    learner = arrive(either, 0)
    learner.play(BEST)
    arrive(either, 1).play(BEST)
    number, other = id_of(either, first), id_of(either, second)
    told = json.loads(run("export", NAME, first).output)
    (attempt,) = told["attempts"]
    assert (told["id"], attempt["module"], attempt["best"]) == (first, "kind", 100)
    assert attempt["record"].startswith("1.kind.")
    assert [score["score"] for score in told["scores"]] == [100]
    before = count(either, other)
    (way,) = told["room_figures"]["first_ways"]
    assert (way["record"], way["counted"]) == (attempt["record"], None)
    assert sum(count(either, number).values()) == 6
    done = run("forget", NAME, first, "--yes")
    assert (done.exit_code, done.output) == (
        0,
        f"Deleted. {NAME} keeps the scores it was sent; delete those there.\n",
    )
    assert set(count(either, number).values()) == {0}
    assert count(either, other) == before
    assert learner.respond(0, BEST[0]).status_code in (401, 403)
    assert either.wiring.worker().work() == 1
    assert arrive(either, 0).config["view"]["step"] == 0, (
        "they may come again, as someone new"
    )


def test_a_facilitators_looks_stay_without_them(
    either: Site, run: Callable[..., Result]
) -> None:
    launch(either, either.facilitator())
    told = json.loads(run("export", NAME, either.facilitator()).output)
    assert [look["action"] for look in told["looked_at_groups"]] == ["cohort status"]
    assert run("forget", NAME, either.facilitator(), input="y\n").exit_code == 0
    with either.wiring.database.reading() as session:
        (event,) = session.query(AuditEvent).all()
    assert (event.actor_id, event.action) == (None, "cohort status")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((NAME, "nobody"), "person-unknown"),
        (("No Trust", "u100"), "platform-unknown"),
        ((NAME, "u100", "--client-id", "other"), "platform-unknown"),
    ],
)
def test_nobody_is_forgotten_by_mistake(
    either: Site, run: Callable[..., Result], words: tuple[str, ...], code: str
) -> None:
    arrive(either)
    told = run("forget", *words, "--yes")
    assert (told.exit_code, f"[{code}]" in told.output, "Traceback" in told.output) == (
        1,
        True,
        False,
    )
    assert run("forget", NAME, either.learner(), input="n\n").exit_code == 1
    assert count(either, id_of(either, either.learner()))["learner"] == 1


def test_who_has_not_come_for_long_is_forgotten(either: Site) -> None:
    worker, clock = either.wiring.worker(), either.wiring.clock
    arrive(either, 0).play(BEST)
    arrive(either, 1).play(BEST)
    launch(either, either.facilitator())
    old, young = id_of(either, either.learner(0)), id_of(either, either.learner(1))
    with either.wiring.database.writing() as session:
        session.query(LaunchSession).delete()
        session.query(Learner).filter_by(id=old).one().last_seen_at = (
            clock() - worker.keep
        )
        session.query(Learner).filter_by(id=young).one().last_seen_at = (
            clock() - worker.keep + timedelta(days=1)
        )
        session.query(AuditEvent).one().at = clock() - worker.keep
    worker.tidy()
    assert (set(count(either, old).values()), count(either, young)["learner"]) == (
        {0},
        1,
    )
    with either.wiring.database.reading() as session:
        assert session.query(AuditEvent).count() == 0


def test_nobody_is_forgotten_in_the_middle_of_a_session(either: Site) -> None:
    learner = arrive(either)
    with either.wiring.database.writing() as session:
        session.query(Learner).one().last_seen_at -= timedelta(days=4000)
    either.wiring.worker().tidy()
    assert learner.respond(0, BEST[0]).status_code == 200


def test_people_without_an_id_go_after_a_day(either: Site) -> None:
    now = either.wiring.clock()
    with either.wiring.database.writing() as session:
        from lti_service.models import Registration

        registration = session.query(Registration).one()
        for number, age in enumerate((timedelta(hours=2), timedelta(days=2))):
            for index in range(person.BATCH + 1):
                one = Learner(
                    registration_id=registration.id,
                    sub=f"anonymous:{number}-{index}",
                    anonymous=True,
                    last_seen_at=now - age,
                )
                session.add(one)
    assert (
        person.forget_unseen(either.wiring.database, now, timedelta(days=700))
        == person.BATCH + 1
    )
