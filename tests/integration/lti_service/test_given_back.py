"""What a test has left in its database on PostgreSQL meets no other test."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tests.integration.lti_service.databases import give_back, postgresql_url
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import start_site

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
COUNTERS = "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1"


def whole(url: str) -> dict[str, list[object]]:
    """Every row of every table, and where every counter stands."""
    with psycopg.connect(url) as connection:
        names = [str(name) for (name,) in connection.execute(TABLES)]
        rows = {name: [*connection.execute(f"SELECT * FROM {name}")] for name in names}
        return {**rows, "": [*connection.execute(COUNTERS)]}


def test_it_is_as_new(tmp_path: Path) -> None:
    url = postgresql_url()
    new = whole(url)
    site = start_site(tmp_path, database_url=url)
    arrive(site).play(best_answers("kind"))
    used = whole(url)
    left_open = psycopg.connect(url)
    left_open.execute("LOCK TABLE attempt")
    site.stop()
    assert postgresql_url() == url
    assert whole(url) == new != used
    with pytest.raises(psycopg.OperationalError):
        left_open.execute("SELECT 1")
    give_back(make_url(url))


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE attempt ADD COLUMN more integer",
        "CREATE INDEX more ON attempt (module)",
        "DROP INDEX ix_attempt_context_id",
        "CREATE TABLE more (id integer)",
    ],
)
def test_whose_tables_were_changed_is_not_lent_again(change: str) -> None:
    url = postgresql_url()
    with psycopg.connect(url) as connection:
        connection.execute(change)
    give_back(make_url(url))
    again = postgresql_url()
    assert again != url
    give_back(make_url(again))
