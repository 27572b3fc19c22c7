"""SQLite and PostgreSQL alike: migrations, races between real processes, launch and score."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select, text

from lti_service import migrations
from lti_service.errors import RefusedError
from lti_service.models import (
    Base,
    LaunchSession,
    Learner,
    Login,
    Membership,
    Registration,
    ResourceLink,
    ScoreDelivery,
)
from lti_service.secret import fingerprint
from lti_service.services import known_platforms
from lti_service.services.launching import logins
from lti_service.services.launching.logins import LoginRequest
from tests.integration.lti_service.databases import sqlite_url
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.racing import race
from tests.integration.lti_service.site import Site, launch, start_site


def test_the_models_are_what_the_migrations_make(either: Site) -> None:
    with either.wiring.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_twice_and_back(either: Site) -> None:
    from alembic import command

    database = either.wiring.database
    migrations.upgrade(database)
    assert migrations.age(database) == "current"
    with database.engine.begin() as connection:
        command.downgrade(migrations.config(connection), "base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    migrations.upgrade(database)
    assert migrations.age(database) == "current"


def test_a_role_is_kept_when_its_name_changes(either: Site) -> None:
    """Also in a launch that waits in its login until the browser proves itself."""
    from alembic import command

    database, now = either.wiring.database, either.wiring.clock()
    arrive(either)
    with database.writing() as session:
        registration = session.query(Registration).one()
        asked = LoginRequest("t", "h")
        connection = session.connection()
        state = logins.start(connection, registration, asked, now).state
        began = logins.find(connection, state, now).login
        logins.use(session, began, now, {"sub": "s", "role": "learner"})
    with database.engine.begin() as connection:
        command.downgrade(migrations.config(connection), "0002")
        held = connection.execute(
            text("select launch from login where launch is not null")
        )
        assert "standing" in str(held.scalars().all()[-1])
        came = connection.execute(text("select standing from membership"))
        assert came.scalars().all() == ["learner"]
    migrations.upgrade(database)
    with database.reading() as session:
        login = session.get_one(Login, fingerprint(state))
        assert login.launch == {"sub": "s", "role": "learner"}
        assert session.scalars(select(Membership.role)).all() == ["learner"]
        assert session.scalars(select(LaunchSession.role)).all() == ["learner"]


def test_two_processes_race_for_one_state(either: Site) -> None:
    now = either.wiring.clock()
    with either.wiring.database.writing() as session:
        registration = session.query(Registration).one()
        connection = session.connection()
        asked = LoginRequest("t", "h")
        states = [
            logins.start(connection, registration, asked, now).state for _ in range(2)
        ]
    for state in states:
        assert race(either.wiring.database, "state", state) == ["state-used", "used"]


def test_two_workers_never_take_the_same_score(either: Site) -> None:
    launch(either, either.learner())
    now = either.wiring.clock()
    with either.wiring.database.writing() as session:
        link, registration = (
            session.query(ResourceLink).one(),
            session.query(Registration).one(),
        )
        for number in range(40):
            learner = Learner(
                registration_id=registration.id, sub=f"racer{number}", last_seen_at=now
            )
            session.add(learner)
            session.flush()
            session.add(
                ScoreDelivery(
                    learner_id=learner.id,
                    resource_link_id=link.id,
                    score=1,
                    due_at=now,
                    changed_at=now,
                )
            )
    taken = [
        part
        for line in race(either.wiring.database, "jobs", "25", 3)
        for part in line.split(",")
        if part
    ]
    assert (len(taken), len(set(taken))) == (40, 40)


def test_a_whole_story_and_its_score(either: Site) -> None:
    learner = arrive(either)
    assert learner.play(best_answers("kind"))["result"]["percent"] == 100
    assert either.wiring.worker().work() == 1
    assert either.parts.store.items["kind"].grades[either.learner()].given == 100
    assert "Completed" in launch(either, either.facilitator()).text


def test_two_tabs_answer_at_once_and_nothing_is_lost(either: Site) -> None:
    from concurrent.futures import ThreadPoolExecutor

    learner, answers = arrive(either), best_answers("kind")
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: learner.respond(0, answers[0]), range(8)))
    assert [one.status_code for one in told] == [200] * 8
    assert len({str(one.json()) for one in told}) == 1


def test_sqlite_is_in_wal_mode_and_durable(tmp_path: Path) -> None:
    site = start_site(tmp_path, database_url=sqlite_url(tmp_path))
    with site.wiring.database.engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    site.stop()
    assert found == ["wal", 2, 1]


def test_a_login_at_a_platform_that_has_just_been_removed_is_refused(
    either: Site,
) -> None:
    database, now = either.wiring.database, either.wiring.clock()
    with database.singly() as connection:
        known = known_platforms.find(connection, either.platform, "")
        removed = known._replace(id=known.id + 1000)
        with pytest.raises(RefusedError) as told:
            logins.start(connection, removed, LoginRequest("t", "h"), now)
    assert told.value.code == "platform-unknown"
    arrive(either)
