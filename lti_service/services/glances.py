"""What a launch and a call to play have to know of five tables, as columns.

A call reads them in one statement that holds no lock. Objects of five whole rows take the
interpreter as long as all else that an answer does in the database
(docs/developers/benchmarks.md). Pages, which ask more of them, read those
(`services/play/playing.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, select
from sqlalchemy.orm import Session

from lti_service.models import Attempt, Deployment, LaunchSession, Learner, ResourceLink
from lti_service.models.base import Base, table_of
from lti_service.models.resource_link import told_by
from lti_service.secret import fingerprint
from lti_service.services.known_platforms import KnownPlatform
from olw_core.report import Report


class Reader(NamedTuple):
    """Columns of a `Learner`.

    No more is asked for of a person: who they are, whether anything of theirs may be told, in
    which language they are spoken to, and when they were last seen.
    """

    id: int
    registration_id: int
    anonymous: bool
    locale: str
    lang: str
    last_seen_at: datetime


class Place(NamedTuple):
    """Columns of a `ResourceLink`.

    What the LMS is told of what is played there, and in which of its columns.
    `usual_report`: the deployment's.
    """

    id: int
    key: str
    context_id: int | None
    module: str
    shows: str
    placed_as: str
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


class Visitor(NamedTuple):
    """Whose session a launch has just begun: what their first page asks of it."""

    role: str
    learner: Reader
    resource_link: Place
    platform: KnownPlatform


class Stored(NamedTuple):
    """Columns of an `Attempt`, and who asked for it.

    `record`: sealed, as it lies there.
    """

    id: int
    key: str
    learner_id: int
    context_id: int | None
    resource_link_id: int
    module: str
    record: str
    progress: int
    best: int | None
    started_at: datetime | None
    completed_at: datetime | None
    settled_at: datetime | None
    learner: Learner | Reader


class Glance(NamedTuple):
    """`owner` is somebody's session, which may be over; the attempt may be another's."""

    owner: Owner
    attempt: Stored


AnyLearner = Learner | Reader
AnySession = LaunchSession | Owner
AnyOwner = AnySession | Visitor
AnyVisitor = LaunchSession | Visitor
AnyPlace = ResourceLink | Place
AnyAttempt = Attempt | Stored


def columns(model: type[Base], names: Iterable[str]) -> list[ColumnElement[Any]]:
    """Those of a table by their names, in this order."""
    table = table_of(model)
    return [table.c[name] for name in names]


_SESSION = table_of(LaunchSession)
_LEARNER = table_of(Learner)
_LINK = table_of(ResourceLink)
_DEPLOYMENT = table_of(Deployment)
_ATTEMPT = table_of(Attempt)
_OF_SESSION = Owner._fields[:-2]
OF_LINK = Place._fields[:-1]
"""Those of a `Place`, without the deployment's."""
_OF_ATTEMPT = Stored._fields[:-1]
_QUERY = (
    select(
        *columns(LaunchSession, _OF_SESSION),
        *columns(Learner, Reader._fields),
        *columns(ResourceLink, OF_LINK),
        _DEPLOYMENT.c.report,
        *columns(Attempt, _OF_ATTEMPT),
    )
    .select_from(_SESSION)
    .join(_LEARNER, _SESSION.c.learner_id == _LEARNER.c.id)
    .join(_LINK, _SESSION.c.resource_link_id == _LINK.c.id)
    .join(_DEPLOYMENT, _LINK.c.deployment_id == _DEPLOYMENT.c.id)
    .join(_ATTEMPT, _ATTEMPT.c.key == bindparam("key"))
    .where(_SESSION.c.token_hash == bindparam("token_hash"))
)
_ATTEMPTS = (
    select(*columns(Attempt, _OF_ATTEMPT))
    .where(_ATTEMPT.c.learner_id == bindparam("learner"))
    .order_by(_ATTEMPT.c.id)
)


def read(connection: Connection, token: str, key: str) -> Glance | None:
    """The session of a token and the attempt of a key. None where one of them is not there."""
    asked = {"token_hash": fingerprint(token), "key": key}
    found = connection.execute(_QUERY, asked).one_or_none()
    return None if found is None else _glance(iter(found))


def attempts_of(session: Session, learner: AnyLearner) -> list[Stored]:
    """All attempts of a person, in the order in which they were begun."""
    found = session.connection().execute(_ATTEMPTS, {"learner": learner.id})
    return [Stored(**named(_OF_ATTEMPT, row), learner=learner) for row in found]


def _glance(found: Iterator[Any]) -> Glance:
    """From the columns of a row, in their order."""
    of_session = named(_OF_SESSION, found)
    learner = Reader(**named(Reader._fields, found))
    place = Place(**named(Place._fields, found))
    stored = Stored(**named(_OF_ATTEMPT, found), learner=learner)
    owner = Owner(**of_session, learner=learner, resource_link=place)
    return Glance(owner, stored)


def named(names: Iterable[str], found: Iterator[Any]) -> dict[str, Any]:
    """The next columns by these names; one is taken for each."""
    return dict(zip(names, found, strict=False))
