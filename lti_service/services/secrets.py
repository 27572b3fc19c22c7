"""The service's secret: checked at the start, and changed by sealing everything anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from lti_service.database import Database, keyring_of
from lti_service.errors import SettingsError
from lti_service.models import Attempt, SecretCheck, ToolKey
from lti_service.services import first_ways, resealing, sealed, stops
from lti_service.services.resealing import Resealed
from lti_service.services.rows import get_or_create
from olw_core.play.sealing import MARK, SealError

BATCH = 500
PROOF = "the secret that this database is sealed under"
WRONG = (
    "OLW_SECRET_KEY is not the secret that this database is sealed under, so no learner's record "
    "could be opened. Nothing is lost. Set OLW_SECRET_KEY to the earlier secret, or keep the new "
    "one and put the earlier one into OLW_SECRET_KEY_OLD."
)


def check(session: Session, now: datetime) -> None:
    """Stop the start under a wrong secret.

    The first start leaves the value that later ones are checked by.

    Raises SettingsError (settings-secret-wrong).
    """
    keyring = keyring_of(session)
    row = session.get(SecretCheck, 1)
    try:
        if row is not None:
            keyring.check.open(row.sealed)
            return
        for key in session.scalars(select(ToolKey)):
            keyring.open_key(key.sealed)
    except SealError as error:
        raise SettingsError("settings-secret-wrong", WRONG) from error
    first = {"sealed": keyring.check.close(PROOF), "sealed_at": now}
    get_or_create(session, SecretCheck, {"id": 1}, first)


def seal_all(
    database: Database,
    now: datetime,
    *,
    only_clear: bool = False,
) -> Resealed:
    """Seal every record, card log, first way, flag, sum of what would stop people and signing key.

    A few hundred rows at a time.
    `only_clear`: only what the first edition stored in clear. Learners can go on meanwhile.
    """
    total = Resealed(0, 0)
    last = 0
    while True:
        with database.writing() as session:
            attempts = _attempts_after(session, last, only_clear)
            for attempt in attempts:
                total += _seal(session, attempt)
        if not attempts:
            break
        last = attempts[-1].id
    if not only_clear:
        total += resealing.anew(database, (*first_ways.SEALED, *stops.SEALED))
        _seal_keys(database, now)
    return total


def _attempts_after(session: Session, last: int, only_clear: bool) -> Sequence[Attempt]:
    query = select(Attempt).where(Attempt.id > last)
    if only_clear:
        has_clear_record = _is_clear(Attempt.record)
        has_clear_log = _is_clear(Attempt.card_log)
        query = query.where(or_(has_clear_record, has_clear_log))
    query = query.order_by(Attempt.id).limit(BATCH)
    return session.scalars(query.with_for_update()).all()


def _is_clear(column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Holds a text, and that text is not sealed."""
    is_sealed = column.startswith(MARK, autoescape=True)
    return and_(column != "", not_(is_sealed))


def _seal(session: Session, attempt: Attempt) -> Resealed:
    """Closes an attempt's texts with the newest secret."""
    seal = keyring_of(session).records
    done = left = 0
    for column in sealed.COLUMNS:
        try:
            text = sealed.opened(attempt, column)
        except SealError:
            left += 1
            continue
        if text:
            setattr(attempt, column, seal.close(text))
            done += 1
    return Resealed(done, left)


def _seal_keys(database: Database, now: datetime) -> None:
    """The signing keys, and last of all the value by which starts are checked."""
    with database.writing() as session:
        keyring = keyring_of(session)
        for key in session.scalars(select(ToolKey).with_for_update()):
            key.sealed = keyring.close_key(keyring.open_key(key.sealed))
        row = session.get(SecretCheck, 1)
        if row is not None:
            row.sealed = keyring.check.close(PROOF)
            row.sealed_at = now
