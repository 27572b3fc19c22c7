"""What a call to play has to know of five tables, read in one statement that holds no lock.

Objects of five whole rows take the interpreter as long as all else that an answer does in the
database (docs/developers/benchmarks.md). Pages, which ask more of them, read those
(`services/play/playing.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, select

from lti_service.models import Attempt, Deployment, LaunchSession, Learner, ResourceLink
from lti_service.models.base import Base, table_of
from lti_service.models.resource_link import told_by
from lti_service.secret import fingerprint
from olw_core.report import Report


class Reader(NamedTuple):
    """Columns of a `Learner`.

    A call asks for no more of a person: who they are, whether anything of theirs may be told, and
    in which language they are spoken to.
    """

    id: int
    registration_id: int
    anonymous: bool
    locale: str
    lang: str


class Place(NamedTuple):
    """Columns of a `ResourceLink`.

    What the LMS is told of what is played there, and in which of its columns.
    `usual_report`: the deployment's.
    """

    id: int
    context_id: int | None
    module: str
    shows: str
    report: str
    lang: str
    grade_scopes: list[str]
    line_item_url: str
    line_items_url: str
    usual_report: str

    @property
    def reported(self) -> Report:
        """What the LMS is told."""
        return told_by(self.report or self.usual_report)


class Owner(NamedTuple):
    """Columns of a `LaunchSession`.

    `learner`: whose it is. `resource_link`: where they came in.
    """

    id: int
    learner_id: int
    role: str
    expires_at: datetime
    ends_at: datetime
    learner: Reader
    resource_link: Place


class Stored(NamedTuple):
    """Columns of an `Attempt`, and whose session it was asked for with.

    `record`: sealed, as it lies there.
    """

    id: int
    learner_id: int
    context_id: int | None
    resource_link_id: int
    module: str
    record: str
    progress: int
    best: int | None
    started_at: datetime | None
    completed_at: datetime | None
    learner: Reader


class Glance(NamedTuple):
    """`owner` is somebody's session, which may be over; the attempt may be another's."""

    owner: Owner
    attempt: Stored


AnyLearner = Learner | Reader
AnyOwner = LaunchSession | Owner
AnyPlace = ResourceLink | Place
AnyAttempt = Attempt | Stored


def _columns(model: type[Base], names: Iterable[str]) -> list[ColumnElement[Any]]:
    table = table_of(model)
    return [table.c[name] for name in names]


_SESSION = table_of(LaunchSession)
_LEARNER = table_of(Learner)
_LINK = table_of(ResourceLink)
_DEPLOYMENT = table_of(Deployment)
_ATTEMPT = table_of(Attempt)
_OF_SESSION = Owner._fields[:-2]
_OF_LINK = Place._fields[:-1]
_OF_ATTEMPT = Stored._fields[:-1]
_QUERY = (
    select(
        *_columns(LaunchSession, _OF_SESSION),
        *_columns(Learner, Reader._fields),
        *_columns(ResourceLink, _OF_LINK),
        _DEPLOYMENT.c.report,
        *_columns(Attempt, _OF_ATTEMPT),
    )
    .select_from(_SESSION)
    .join(_LEARNER, _SESSION.c.learner_id == _LEARNER.c.id)
    .join(_LINK, _SESSION.c.resource_link_id == _LINK.c.id)
    .join(_DEPLOYMENT, _LINK.c.deployment_id == _DEPLOYMENT.c.id)
    .join(_ATTEMPT, _ATTEMPT.c.key == bindparam("key"))
    .where(_SESSION.c.token_hash == bindparam("token_hash"))
)


def read(connection: Connection, token: str, key: str) -> Glance | None:
    """The session of a token and the attempt of a key. None where one of them is not there."""
    asked = {"token_hash": fingerprint(token), "key": key}
    found = connection.execute(_QUERY, asked).one_or_none()
    return None if found is None else _glance(iter(found))


def _glance(columns: Iterator[Any]) -> Glance:
    """From the columns of a row, in their order."""
    of_session = _named(_OF_SESSION, columns)
    learner = Reader(**_named(Reader._fields, columns))
    place = Place(**_named(Place._fields, columns))
    stored = Stored(**_named(_OF_ATTEMPT, columns), learner=learner)
    owner = Owner(**of_session, learner=learner, resource_link=place)
    return Glance(owner, stored)


def _named(names: Iterable[str], columns: Iterator[Any]) -> dict[str, Any]:
    """The next columns by these names; one is taken for each."""
    return dict(zip(names, columns, strict=False))
