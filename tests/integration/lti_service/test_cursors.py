"""A result's columns are described as psycopg describes them, and only to who looks at them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, literal, select

from lti_service import cursors
from lti_service.cursors import Cursor
from lti_service.database import Database
from tests.integration.lti_service.databases import postgresql_url

PAIR = "SELECT 1::int AS one, 'b'::varchar(7) AS two"


@pytest.fixture
def engine() -> Iterator[Engine]:
    database = Database(postgresql_url())
    yield database.engine
    database.close()


def test_the_columns_are_those_that_psycopg_tells(engine: Engine) -> None:
    connection: Any = engine.raw_connection()
    ours: psycopg.Cursor[Any] = connection.cursor()
    theirs: psycopg.Cursor[Any] = psycopg.Cursor(connection.dbapi_connection)
    for cursor in (ours, theirs):
        cursor.execute(PAIR)
    assert isinstance(ours, Cursor)
    told = theirs.description or []
    columns = ours.description or []
    assert [tuple(found) for found in columns] == [tuple(one) for one in told]
    assert [found.name for found in columns[-1:]] == ["two"]
    assert len(columns) == 2
    with pytest.raises(IndexError):
        columns[2]
    connection.close()


def test_what_gives_no_rows_has_no_columns(engine: Engine) -> None:
    connection: Any = engine.raw_connection()
    cursor = connection.cursor()
    assert cursor.description is None
    cursor.execute("SET lock_timeout = 1")
    assert cursor.description is None
    cursor.execute("SELECT")
    assert cursor.description == []
    connection.close()


def test_a_statement_that_was_run_before_is_not_described_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = []
    get = cursors._Columns.__getitem__

    def seen(columns: Any, index: Any) -> Any:
        described.append(index)
        return get(columns, index)

    monkeypatch.setattr(cursors._Columns, "__getitem__", seen)
    pair = select(literal(1).label("one"), literal(2).label("two"))
    counts = []
    with engine.connect() as connection:
        for _ in range(3):
            row = connection.execute(pair).one()
            assert tuple(row) == (1, 2)
            counts.append(len(described))
    assert counts[0] > 0
    assert counts[2] == counts[0]
