"""A platform as logins, their launches and pages for anybody know it: columns, and no objects.

A login begins with it, so it is found in one statement that holds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, bindparam, select

from lti_service.errors import RefusedError
from lti_service.models import Registration
from lti_service.models.base import table_of


class KnownPlatform(NamedTuple):
    """Columns of a `Registration`.

    What a message is checked with, who may frame its answer, and what that says of the platform.
    """

    id: int
    name: str
    issuer: str
    client_id: str
    login_url: str
    keys_url: str
    algorithms: list[str]
    trusted_audiences: list[str]
    frame_ancestors: list[str]
    allow_anonymous: bool
    allow_private: bool
    family: str
    support: list[dict[str, str]]


AnyRegistration = Registration | KnownPlatform
Found = TypeVar("Found")

_TABLE = table_of(Registration)
COLUMNS: list[ColumnElement[Any]] = [_TABLE.c[name] for name in KnownPlatform._fields]
"""Of a statement whose rows `of_row` reads."""
_OF_ISSUER = select(*COLUMNS).where(_TABLE.c.issuer == bindparam("issuer")).limit(2)
_OF_CLIENT = _OF_ISSUER.where(_TABLE.c.client_id == bindparam("client_id"))


def find(connection: Connection, issuer: str, client_id: str) -> KnownPlatform:
    """The registration of an issuer. Raises RefusedError.

    Without `client_id` (it is optional in a login) only if there is just one.
    """
    query = _OF_CLIENT if client_id else _OF_ISSUER
    asked = {"issuer": issuer, "client_id": client_id}
    found = only(
        connection.execute(query, asked).all(),
        none=f"iss {issuer[:200]!r} client_id {client_id[:200]!r} is not registered",
        several=f"iss {issuer[:200]!r} has several client ids, the login names none",
    )
    return KnownPlatform(*found)


def only(found: Sequence[Found], *, none: str, several: str) -> Found:
    """The one registration that a message can be for. `none`, `several`: what the log is told.

    Raises RefusedError (platform-unknown, platform-ambiguous).
    """
    if not found:
        raise RefusedError("platform-unknown", none)
    if len(found) > 1:
        raise RefusedError("platform-ambiguous", several)
    return found[0]


def of_row(columns: Iterator[Any]) -> KnownPlatform:
    """From the next of a row's columns, as `COLUMNS` has them."""
    values = [next(columns) for _ in COLUMNS]
    return KnownPlatform(*values)
