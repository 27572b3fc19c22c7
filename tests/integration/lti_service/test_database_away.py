"""A database that takes no writes, or has no connection left: 503, and nobody's id in a log."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site

BEST = best_answers("kind")
READ_ONLY = {
    "sqlite": "PRAGMA query_only = ON",
    "postgresql": "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
}
"""PostgreSQL refuses with 25006, as a second server does that is not yet the first."""
SUB = "somebody-by-name"


def test_one_that_only_reads_loses_nothing_and_is_no_fault(either: Site) -> None:
    learner = arrive(either)
    engine = either.wiring.database.engine
    setting = READ_ONLY[engine.dialect.name]

    def close_it(connection: Any, _entry: object) -> None:
        connection.cursor().execute(setting)
        connection.commit()

    event.listen(engine, "connect", close_it)
    engine.dispose()
    told = learner.respond(0, BEST[0])
    assert (told.status_code, told.json()["error"]["code"]) == (503, "too-busy")
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


def test_an_error_says_the_statement_and_not_of_whom(either: Site) -> None:
    """Logs quote errors."""
    asked = text("SELECT :sub FROM no_such_table")
    with either.wiring.database.reading() as session:
        with pytest.raises(DBAPIError) as caught:
            session.execute(asked, {"sub": SUB})
        session.rollback()
    assert "no_such_table" in str(caught.value)
    assert SUB not in str(caught.value)
