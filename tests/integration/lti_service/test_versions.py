"""A program of one version and tables of another, and several programs that start together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from demo import loopback
from lti_service import doctor, migrations
from lti_service.database import Database
from lti_service.errors import LtiServiceError
from tests.integration.lti_service.databases import empty_url
from tests.integration.lti_service.racing import race
from tests.integration.lti_service.site import Site

NEWER = "UPDATE alembic_version SET version_num = '9999'"
"""A revision that this version does not know."""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    database = Database(empty_url(request.param, tmp_path))
    yield database
    database.close()


def revision(database: Database) -> str | None:
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def make_newer(site: Site) -> None:
    with site.wiring.database.engine.begin() as connection:
        connection.execute(text(NEWER))


def test_newer_tables_stop_a_start_in_words_and_are_left_as_they_are(
    either: Site,
) -> None:
    """Somebody has put an older version back, or upgraded one machine of two."""
    make_newer(either)
    with pytest.raises(LtiServiceError) as caught:
        migrations.upgrade(either.wiring.database)
    assert caught.value.code == "database-newer"
    assert "a newer version" in str(caught.value)
    assert revision(either.wiring.database) == "9999"


def test_newer_tables_are_told_to_a_monitor_and_by_doctor(either: Site) -> None:
    """A service that runs on while another version has brought the tables up to date."""
    make_newer(either)
    told = loopback.get(either.tool + "/readyz")
    found = (told.status_code, told.json())
    assert found == (503, {"status": "the tables are of a newer version"})
    first = doctor.examine(either.wiring)[0]
    assert (first.good, "a newer version" in first.found) == (False, True)


def test_serve_and_worker_may_start_together(empty: Database) -> None:
    """As a machine does after an upgrade: each brings the tables up to date first."""
    assert race(empty, "migrate", "", 4) == ["up to date"] * 4
    assert migrations.age(empty) == "current"
