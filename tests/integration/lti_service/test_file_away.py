"""SQLite's file is taken away, or another has its name, while the service runs.

Connections stay good then, as far as SQLite knows (unlink(2)): what they saved was lost.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import event

from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site, launch

BEST = best_answers("kind")


def told(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_nothing_is_taken_while_the_file_is_away_and_all_goes_on_afterwards(
    on_sqlite: Site, tmp_path: Path
) -> None:
    learner = arrive(on_sqlite)
    assert learner.respond(0, BEST[0]).status_code == 200
    file = tmp_path / "lti.sqlite"
    file.rename(tmp_path / "aside")
    for _ in range(3):
        assert told(learner.respond(1, BEST[1])) == (503, "too-busy")
        assert not file.exists()
    (tmp_path / "aside").rename(file)
    assert learner.respond(1, BEST[1]).status_code == 200


def test_nothing_is_taken_into_a_file_that_was_replaced(
    on_sqlite: Site, tmp_path: Path
) -> None:
    """As by a back-up that is put back under the running service."""
    learner = arrive(on_sqlite)
    file = tmp_path / "lti.sqlite"
    shutil.copy(file, tmp_path / "copy")
    before = (tmp_path / "copy").read_bytes()
    (tmp_path / "copy").rename(file)
    for _ in range(3):
        assert told(learner.respond(0, BEST[0])) == (503, "too-busy")
    assert file.read_bytes() == before


def test_a_full_disk_loses_nothing_and_the_log_says_what_it_is(
    on_sqlite: Site, caplog: pytest.LogCaptureFixture
) -> None:
    learner = arrive(on_sqlite)
    engine = on_sqlite.wiring.database.engine

    def fill(connection: Any, _entry: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(engine, "connect", fill)
    engine.dispose()
    log = logging.getLogger("lti_service.refusals")
    log.addHandler(caplog.handler)
    # Each launch writes new rows, which need a new page before long.
    with pytest.raises(AssertionError, match="too-busy"):
        for _ in range(200):
            launch(on_sqlite, on_sqlite.learner())
    log.removeHandler(caplog.handler)
    details = {getattr(one, "detail", "") for one in caplog.records}
    assert "SQLITE_FULL" in details
    event.remove(engine, "connect", fill)
    engine.dispose()
    assert learner.respond(0, BEST[0]).status_code == 200
