"""A database that cannot work now: 503, and nobody waits for ever. Its errors name nobody."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from lti_service import database, logs, worker
from lti_service.database import Database
from lti_service.models import Learner
from lti_service.services import rows
from lti_service.services.keys import tool_keys
from tests.integration.lti_service.databases import postgresql_url
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site, start_site
from tests.integration.lti_service.test_serve import free_port

BEST = best_answers("kind")
READ_ONLY = {
    "sqlite": "PRAGMA query_only = ON",
    "postgresql": "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
}
"""PostgreSQL refuses with 25006, as a second server does that is not yet the first."""
ITS_WORD = {"sqlite": "SQLITE_READONLY", "postgresql": "ReadOnlySqlTransaction"}
"""What the log has of it, as docs/lms-admins/lti.md says."""
SUB = "somebody-by-name"


def test_one_that_only_reads_loses_nothing_and_is_no_fault(
    either: Site, caplog: pytest.LogCaptureFixture
) -> None:
    learner = arrive(either)
    engine = either.wiring.database.engine
    setting = READ_ONLY[engine.dialect.name]

    def close_it(connection: Any, _entry: object) -> None:
        connection.cursor().execute(setting)
        connection.commit()

    event.listen(engine, "connect", close_it)
    engine.dispose()
    log = logging.getLogger("lti_service.refusals")
    log.addHandler(caplog.handler)
    told = learner.respond(0, BEST[0])
    log.removeHandler(caplog.handler)
    assert (told.status_code, told.json()["error"]["code"]) == (503, "too-busy")
    details = {getattr(one, "detail", "") for one in caplog.records}
    assert ITS_WORD[engine.dialect.name] in details
    event.remove(engine, "connect", close_it)
    engine.dispose()
    assert learner.respond(0, BEST[0]).status_code == 200


def test_one_without_a_connection_left_is_no_fault(
    either: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner = arrive(either)
    engine = either.wiring.database.engine
    pool: Any = engine.pool
    monkeypatch.setattr(pool, "_timeout", 0.05)
    all_of_them = pool.size() + pool._max_overflow
    held = [engine.connect() for _ in range(all_of_them)]
    told = learner.respond(0, BEST[0])
    for connection in held:
        connection.close()
    assert (told.status_code, told.json()["error"]["code"]) == (503, "too-busy")
    assert learner.respond(0, BEST[0]).status_code == 200


@pytest.fixture
def impatient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A service on PostgreSQL that waits a fifth of a second for a lock."""
    monkeypatch.setattr(database, "WAIT_FOR_LOCK", "SET lock_timeout = 200")
    site = start_site(tmp_path, database_url=postgresql_url())
    yield site
    site.stop()


def test_a_lock_that_somebody_else_keeps_is_no_fault(impatient: Site) -> None:
    learner = arrive(impatient)
    beside = create_engine(impatient.wiring.database.engine.url)
    with beside.connect() as other:
        other.execute(text("LOCK TABLE attempt"))
        told = learner.respond(0, BEST[0])
        other.rollback()
    beside.dispose()
    assert (told.status_code, told.json()["error"]["code"]) == (503, "too-busy")
    assert learner.respond(0, BEST[0]).status_code == 200


def test_what_the_administrator_says_of_the_connection_holds() -> None:
    url = postgresql_url()
    sign = "&" if "?" in url else "?"
    ours = Database(f"{url}{sign}connect_timeout=3")
    with ours.engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        said = driver.info.get_parameters()
        waits = connection.execute(text("SHOW lock_timeout")).scalar()
    ours.close()
    assert (said["connect_timeout"], said["tcp_user_timeout"]) == ("3", "30000")
    assert waits == "10s"


def test_the_worker_says_in_one_line_that_the_database_is_away(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.set_up("INFO")
    nowhere = Database(f"postgresql://olw@127.0.0.1:{free_port()}/olw")

    def step() -> None:
        with nowhere.reading() as session:
            session.execute(text("SELECT 1"))

    assert worker._guarded("deliveries", step) is None
    nowhere.close()
    (said,) = capsys.readouterr().err.splitlines()
    line = json.loads(said)
    found = (line["event"], line["step"], "trace" in line)
    assert found == ("database", "deliveries", False)


def test_a_fault_of_the_workers_own_is_told_with_its_place(
    capsys: pytest.CaptureFixture[str], either: Site
) -> None:
    logs.set_up("INFO")

    def step() -> None:
        with either.wiring.database.writing() as session:
            twice_the_same(session, either.wiring.clock())

    assert worker._guarded("deliveries", step) is None
    (said,) = capsys.readouterr().err.splitlines()
    line = json.loads(said)
    assert line["event"] == "worker step failed"
    assert "rows.py" in line["trace"]


def twice_the_same(session: Session, now: datetime) -> None:
    """A second person with the same id. Raises IntegrityError."""
    person = {
        "registration_id": 1,
        "sub": SUB,
        "anonymous": False,
        "last_seen_at": now,
        "locale": "",
        "lang": "",
    }
    rows.insert(session, Learner, person)
    rows.insert(session, Learner, person)


def test_what_the_database_refuses_for_good_is_a_fault(
    either: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be refused at each further try."""
    monkeypatch.setattr(tool_keys, "published", twice_the_same)
    told = either.app.test_client().get("/jwks")
    assert (told.status_code, "unforeseen" in told.text) == (500, True)


def test_an_error_says_the_statement_and_not_of_whom(either: Site) -> None:
    asked = text("SELECT :sub FROM no_such_table")
    with either.wiring.database.reading() as session:
        with pytest.raises(DBAPIError) as caught:
            session.execute(asked, {"sub": SUB})
        session.rollback()
    assert "no_such_table" in str(caught.value)
    assert SUB not in str(caught.value)


def test_a_trace_in_the_log_names_nobody(either: Site) -> None:
    """PostgreSQL itself quotes the row that it refuses."""
    database = either.wiring.database
    with pytest.raises(IntegrityError) as caught, database.writing() as session:
        twice_the_same(session, either.wiring.clock())
    error = caught.value
    is_quoted = SUB in str(error)
    assert is_quoted == (database.engine.dialect.name == "postgresql")
    trace = logs.JsonLines().formatException((type(error), error, error.__traceback__))
    assert SUB not in trace
    assert "IntegrityError" in trace
    assert "rows.py" in trace
