"""The database: one engine, and the unit of work whose end commits.

SQLite runs in WAL mode with real transactions (the driver's own are switched off): writing units
take the write lock at their start, so that two requests never read the same old row and both write
it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from lti_service.cursors import Cursor
from lti_service.same_file import watch
from lti_service.secret import Keyring
from lti_service.writers import Writers

KEYRING = "olw_keyring"
TO_READ, TO_WRITE = "BEGIN", "BEGIN IMMEDIATE"
"""How units of SQLite begin.

Its driver is told to begin none, and SQLAlchemy is told by no event when one begins: one event of
an engine costs each of its statements a look (SQLAlchemy 2.1, `Connection._has_events`).
"""
BUSY_MILLISECONDS = 10_000
AT_HAND = 8
"""Connections that are kept open, one for each thread of a web process, which has as many.

One more would be opened and closed again for a single request, which takes longer than the rest.
"""
USED = "olw_used"
WAIT_FOR_LOCK = f"SET lock_timeout = {BUSY_MILLISECONDS}"
"""A row or table that somebody else keeps is waited for as long as SQLite's lock, not for ever."""
NETWORK = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""A server that has gone without a word is noticed (libpq, "connection control functions").

Seconds, the last in milliseconds. What the address of the database says itself, holds.
"""
IDLE_SECONDS = 5.0
"""After which a connection to PostgreSQL is asked before it is used again."""


class Database:
    """Holds the engine.

    `reading()` and `writing()` give a session; leaving it commits, an exception rolls back.

    `keyring` goes with each session, for the services that open what lies sealed (`keyring_of`).
    """

    def __init__(self, url: str, keyring: Keyring | None = None) -> None:
        self._info: dict[Any, Any] = {KEYRING: keyring}
        parsed = make_url(url)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        self._is_sqlite = parsed.get_backend_name() == "sqlite"
        self._writers: Writers | None = None
        if self._is_sqlite and parsed.database:
            file = Path(parsed.database)
            file.parent.mkdir(parents=True, exist_ok=True)
            self._writers = Writers(file)
        # An error's text quotes its statement: what was bound to it names people.
        self.engine = create_engine(
            parsed,
            pool_size=AT_HAND,
            hide_parameters=True,
            connect_args=_connecting(parsed),
        )
        self._singly = self.engine
        if self._is_sqlite:
            _prepare_sqlite(self.engine)
            if parsed.database:
                watch(self.engine, Path(parsed.database))
        else:
            _wait_for_locks(self.engine)
            _ask_the_idle(self.engine)
            self._singly = self.engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A unit that only reads."""
        with self._session() as session, session.begin():
            self._begin(session.connection(), TO_READ)
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A unit that may write; on SQLite it waits for the write lock at once."""
        with self.in_turn(), self._session() as session, session.begin():
            self._begin(session.connection(), TO_WRITE)
            yield session

    @contextmanager
    def singly(self) -> Iterator[Connection]:
        """A connection on which every statement is a unit of its own, committed when it is done.

        Who writes with it waits `in_turn`.
        """
        with self._singly.connect() as connection:
            yield connection

    def _begin(self, connection: Connection, how: str) -> None:
        """Begin a unit of SQLite; PostgreSQL's driver begins its own with the first statement."""
        if self._is_sqlite:
            connection.connection.cursor().execute(how)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    def in_turn(self) -> AbstractContextManager[None]:
        """Until it ends no other writer of SQLite asks for its lock."""
        if self._writers is None:
            return nullcontext()
        return self._writers.in_turn(BUSY_MILLISECONDS / 1000)

    @property
    def keyring(self) -> Keyring:
        """The seals of what lies in it. Raises RuntimeError where none were given."""
        return _given(self._info)

    def _session(self) -> Session:
        return Session(self.engine, expire_on_commit=False, info=self._info)


def keyring_of(session: Session) -> Keyring:
    """The seals that belong to a session's database. Raises RuntimeError where none were given."""
    return _given(session.info)


def _given(info: Mapping[Any, Any]) -> Keyring:
    keyring = info[KEYRING]
    if not isinstance(keyring, Keyring):
        raise RuntimeError("this database was opened without its secret")
    return keyring


def _connecting(url: URL) -> dict[str, Any]:
    """How the driver connects: to a file as it does of itself."""
    if url.get_backend_name() == "sqlite":
        return {}
    network = {name: value for name, value in NETWORK.items() if name not in url.query}
    return {**network, "cursor_factory": Cursor}


def _wait_for_locks(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.execute(WAIT_FOR_LOCK)
        connection.commit()


def _ask_the_idle(engine: Engine) -> None:
    """A connection that lay unused for a while is asked whether it still holds; no other is.

    A server that was started again ends those in use too: that request is refused and counts for
    nothing, and all connections are made anew (SQLAlchemy, "disconnect handling - optimistic").
    """

    @event.listens_for(engine, "checkin")
    def on_checkin(_connection: Any, entry: ConnectionPoolEntry) -> None:
        entry.info[USED] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def on_checkout(connection: Any, entry: ConnectionPoolEntry, _proxy: Any) -> None:
        used = entry.info.get(USED)
        if used is None or time.monotonic() - used < IDLE_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()
