"""Cursors of PostgreSQL that describe a result's columns when somebody asks for them.

psycopg describes them all at each `description`, and SQLAlchemy asks at each statement whether
there are any; of one that it has run before it needs no more. For the thirty columns that a call
to play reads, describing took as long as fetching.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast, overload

import psycopg


class Cursor(psycopg.Cursor[Any]):
    """A cursor as psycopg has it but for that."""

    @property
    def description(self) -> list[psycopg.Column] | None:
        """The columns of the result that is current, None where it has none (PEP 249)."""
        result = self.pgresult
        if not result or not result.nfields:
            return super().description
        columns = _Columns(self, result.nfields)
        return cast(list[psycopg.Column], columns)


class _Columns(Sequence[psycopg.Column]):
    """Good for as long as the cursor's result is current."""

    def __init__(self, cursor: Cursor, count: int) -> None:
        self._cursor = cursor
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> psycopg.Column: ...

    @overload
    def __getitem__(self, index: slice) -> list[psycopg.Column]: ...

    def __getitem__(self, index: int | slice) -> psycopg.Column | list[psycopg.Column]:
        places = range(self._count)[index]
        if isinstance(places, int):
            return psycopg.Column(self._cursor, places)
        return [psycopg.Column(self._cursor, place) for place in places]
