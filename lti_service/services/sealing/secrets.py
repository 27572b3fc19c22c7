"""The service's secret: checked at the start, and changed by sealing everything anew."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.database import Database, keyring_of
from lti_service.errors import SettingsError
from lti_service.models import SecretCheck, ToolKey
from lti_service.services.figures import first_ways, stops
from lti_service.services.rows import get_or_create
from lti_service.services.sealing import resealing, sealed
from lti_service.services.sealing.resealing import Resealed
from olw_core.play.sealing import SealError

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
    total = resealing.anew(database, sealed.SEALED, only_clear=only_clear)
    if not only_clear:
        total += resealing.anew(database, (*first_ways.SEALED, *stops.SEALED))
        _seal_keys(database, now)
    return total


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
