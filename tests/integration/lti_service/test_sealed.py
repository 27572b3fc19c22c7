"""What lies in the database says nothing without the secret; the secret can be changed and never
lost by accident.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from lti_service.database import Database
from lti_service.errors import SettingsError
from lti_service.models import Attempt, Deployment, SecretCheck, ToolKey
from lti_service.secret import Keyring
from lti_service.services.play import attempts
from lti_service.services.sealing import resealing, sealed, secrets
from tests.integration.lti_service.databases import SECRET, postgresql_url, sqlite_url
from tests.integration.lti_service.playing import (
    MODULES,
    Learner,
    arrive,
    best_answers,
    worst_answers,
)
from tests.integration.lti_service.site import Site, start_site

BEST, WORST = best_answers("kind"), worst_answers("kind")
NEW = "another secret for tests, 32 characters or more"
OLD_RECORD = "1.kind.3.1...."


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    url = postgresql_url() if request.param == "postgresql" else ""
    running = start_site(tmp_path, database_url=url)
    yield running
    running.stop()


@pytest.fixture
def reopen(either: Site) -> Iterator[Callable[..., Database]]:
    """The same database under other secrets."""
    opened: list[Database] = []

    def run(*words: str) -> Database:
        url = either.wiring.database.engine.url.render_as_string(hide_password=False)
        opened.append(Database(url, Keyring(words)))
        return opened[-1]

    yield run
    for one in opened:
        one.close()


def stored(database: Database) -> tuple[str, str]:
    """The two texts as they lie there."""
    with database.reading() as session:
        row = session.execute(text("SELECT record, card_log FROM attempt")).one()
        return row.record, row.card_log


def opened(database: Database) -> str:
    with database.reading() as session:
        return attempts.record_of(session.query(Attempt).one())


def play(site: Site) -> Learner:
    learner, card = arrive(site), MODULES["kind"]["cards"][0]
    learner.play(BEST)
    shown = learner.call("card", {"card": card["id"]}).json()["card"]
    answer = shown["item"]["options"][0]["id"]
    body = {"card": card["id"], "variant": shown["variant"], "response": answer}
    assert learner.call("card", body).status_code == 200
    return learner


def test_no_answer_is_in_a_copy_of_the_database(own_site: Site) -> None:
    play(own_site)
    record = opened(own_site.wiring.database)
    folder = Path(own_site.wiring.database.engine.url.database or "").parent
    copy = b"".join(file.read_bytes() for file in folder.glob("lti.sqlite*"))
    steps = record.split(".")[4]
    assert (len(steps) > 10, record.encode() in copy, steps.encode() in copy) == (
        True,
        False,
        False,
    )
    assert all(one.startswith("s1.") for one in stored(own_site.wiring.database))


def test_a_record_of_the_first_edition_is_read_and_sealed_when_it_changes(
    either: Site,
) -> None:
    learner = arrive(either)
    learner.respond(0, BEST[0])
    clear = opened(either.wiring.database)
    with either.wiring.database.writing() as session:
        session.execute(
            text("UPDATE attempt SET record = :clear").bindparams(clear=clear)
        )
    assert arrive(either).config["view"]["step"] == 1
    assert stored(either.wiring.database)[0] == clear
    learner.respond(1, BEST[1])
    assert stored(either.wiring.database)[0].startswith("s1.")
    assert opened(either.wiring.database).startswith(clear[:10])


def test_migrating_seals_what_lies_there_in_clear(either: Site) -> None:
    play(either)
    database = either.wiring.database
    record = opened(database)
    with database.writing() as session:
        session.execute(
            text("UPDATE attempt SET record = :clear").bindparams(clear=record)
        )
    now = either.wiring.clock()
    assert secrets.seal_all(database, now, only_clear=True).done == 1, "the log was"
    assert secrets.seal_all(database, now, only_clear=True).done == 0
    assert (stored(database)[0].startswith("s1."), opened(database)) == (True, record)


def test_the_secret_is_changed_in_three_steps(
    either: Site, reopen: Callable[..., Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "BATCH", 1)
    play(either)
    with either.wiring.database.writing() as session:
        sealed.keep(session.query(Attempt).one(), sealed.SHARED_WAY, "a way")
    record, now = opened(either.wiring.database), either.wiring.clock()
    both = reopen(NEW, SECRET)
    with both.writing() as session:
        secrets.check(session, now)
    assert opened(both) == record
    resealed = secrets.seal_all(both, now)
    # record, card log, the way that is shared, and the first way that waits to be counted
    assert (resealed.done, resealed.left) == (4, 0)
    alone = reopen(NEW)
    with alone.writing() as session:
        secrets.check(session, now)
        for key in session.query(ToolKey):
            assert "PRIVATE KEY" in Keyring([NEW]).open_key(key.sealed)
    assert opened(alone) == record
    with alone.reading() as session:
        attempt = session.query(Attempt).one()
        assert sealed.opened(attempt, sealed.SHARED_WAY) == "a way"
    with reopen(SECRET).writing() as session, pytest.raises(SettingsError):
        secrets.check(session, now)


def test_a_wrong_secret_stops_the_start(
    either: Site, reopen: Callable[..., Database]
) -> None:
    now = either.wiring.clock()
    with either.wiring.database.writing() as session:
        secrets.check(session, now)
    with reopen(NEW).writing() as session, pytest.raises(SettingsError) as told:
        secrets.check(session, now)
    assert told.value.code == "settings-secret-wrong"
    words = str(told.value)
    assert [name in words for name in ("OLW_SECRET_KEY ", "OLW_SECRET_KEY_OLD")] == [
        True,
        True,
    ]
    with either.wiring.database.writing() as session:
        secrets.check(session, now)


def test_a_database_of_the_first_edition_is_checked_by_its_keys(
    either: Site, reopen: Callable[..., Database]
) -> None:
    """It has no value to check by yet; a wrong secret must not leave one of its own."""
    now = either.wiring.clock()
    with either.wiring.database.writing() as session:
        session.query(SecretCheck).delete()
    with pytest.raises(SettingsError), reopen(NEW).writing() as session:
        secrets.check(session, now)
    with either.wiring.database.reading() as session:
        assert session.query(SecretCheck).count() == 0


def test_a_record_that_cannot_be_opened_is_refused_and_never_written_over(
    own_site: Site,
) -> None:
    learner = arrive(own_site)
    learner.respond(0, BEST[0])
    foreign = Keyring([NEW]).records.close(opened(own_site.wiring.database))
    with own_site.wiring.database.writing() as session:
        session.execute(
            text("UPDATE attempt SET record = :foreign").bindparams(foreign=foreign)
        )
    told = learner.respond(1, BEST[1])
    assert (told.status_code, told.json()["error"]["code"]) == (503, "record-sealed")
    assert "They are safe" in told.json()["error"]["message"]
    result = secrets.seal_all(own_site.wiring.database, own_site.wiring.clock())
    assert (result.left, stored(own_site.wiring.database)[0]) == (1, foreign)


def best(site: Site) -> int | None:
    with site.wiring.database.reading() as session:
        return session.query(Attempt).one().best


def switch(site: Site, report: str) -> None:
    with site.wiring.database.writing() as session:
        session.query(Deployment).one().report = report


def test_under_completion_no_percentage_is_stored(own_site: Site) -> None:
    switch(own_site, "completion")
    arrive(own_site).play(WORST)
    assert best(own_site) is None


def test_a_switch_in_the_middle_of_a_cohort(own_site: Site) -> None:
    """What was completed under `completion` counts in full, and nothing is better."""
    switch(own_site, "completion")
    learner = arrive(own_site)
    learner.play(WORST)
    switch(own_site, "score")
    arrive(own_site)
    own_site.wiring.worker().work()
    grade = own_site.parts.store.items["kind"].grades[own_site.learner()]
    assert grade.given == 100
    learner.call("retry", {"attempt": 1, "step": 0})
    learner.play(BEST, attempt=2)
    assert best(own_site) is None


def test_from_score_to_completion_the_percentage_goes_at_the_next_save(
    own_site: Site,
) -> None:
    learner = arrive(own_site)
    learner.play(BEST)
    assert best(own_site) == 100
    switch(own_site, "completion")
    learner.call("retry", {"attempt": 1, "step": 0})
    learner.respond(0, BEST[0], attempt=2)
    assert best(own_site) is None


def test_the_first_editions_database_is_brought_up_to_date(tmp_path: Path) -> None:
    """Its percentages under `completion` go; its platforms keep what the one switch allowed."""
    from alembic import command

    from lti_service import migrations

    site = start_site(tmp_path, database_url=sqlite_url(tmp_path))
    switch(site, "completion")
    arrive(site).play(BEST)
    site.stop()
    file = tmp_path / "lti.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE attempt SET best = 70")
    connection.close()
    database = Database(f"sqlite:///{file}", Keyring([SECRET]))
    with database.engine.begin() as opened_connection:
        command.downgrade(migrations.config(opened_connection), "0001")
    migrations.upgrade(database, allow_private=True)
    with database.reading() as session:
        assert session.query(Attempt).one().best is None
        assert session.query(Deployment).one().registration.allow_private is True
    database.close()
