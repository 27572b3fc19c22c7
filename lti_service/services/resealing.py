"""Sealing anew, under the newest secret, what lies sealed in rows of any kind."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from lti_service.database import keyring_of
from lti_service.models.base import Base
from olw_core.play.sealing import SealError


def anew(session: Session, found: Iterable[tuple[Base, str]]) -> tuple[int, int]:
    """`found`: rows, locked, each with the name of its sealed column.

    (done, left because no secret opens it).
    """
    done = left = 0
    seal = keyring_of(session).records
    for row, column in found:
        sealed = getattr(row, column)
        try:
            text = seal.open(sealed)
        except SealError:
            left += 1
            continue
        closed = seal.close(text)
        setattr(row, column, closed)
        done += 1
    return done, left
