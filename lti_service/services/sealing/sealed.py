"""An attempt's texts, which lie sealed in the database, for whoever holds the whole row.

An answer, which holds a glance of it, opens and closes the record by itself
(`services/play/attempts.py`).
"""

from __future__ import annotations

from typing import Literal

from sqlalchemy.orm import Session, object_session

from lti_service.database import keyring_of
from lti_service.models import Attempt
from olw_core.play.sealing import MARK, SealError

SealedText = Literal["record", "card_log", "shared_way"]
RECORD: SealedText = "record"
CARD_LOG: SealedText = "card_log"
SHARED_WAY: SealedText = "shared_way"
SEALED = (Attempt.record, Attempt.card_log, Attempt.shared_way)
OPENED = "olw_opened"
"""What a unit of work has opened, by its sealed text: to open takes as long as a statement."""


def opened(attempt: Attempt, column: SealedText) -> str:
    """The text in a column, "" if there is none. A text of the first edition lies there in clear.

    Raises olw_core.play.sealing.SealError when no secret of this server opens it.
    """
    text: str = getattr(attempt, column)
    session = _session(attempt)
    before: dict[str, str] = session.info.setdefault(OPENED, {})
    if text not in before:
        before[text] = keyring_of(session).records.open(text)
    return before[text]


def readable(attempt: Attempt, column: SealedText) -> str | None:
    """The same for pages that show more than this text; None when no secret opens it."""
    try:
        return opened(attempt, column)
    except SealError:
        return None


def keep(attempt: Attempt, column: SealedText, text: str) -> bool:
    """Put a text into a column, sealed.

    Whether anything was written: an unchanged sealed text stays as it is. Raises SealError rather
    than write over a text that cannot be opened.
    """
    if opened(attempt, column) == text and is_sealed(getattr(attempt, column)):
        return False
    sealed = keyring_of(_session(attempt)).records.close(text)
    setattr(attempt, column, sealed)
    return True


def is_sealed(text: str) -> bool:
    """Whether a stored text says nothing to whoever holds a copy of the database."""
    return not text or text.startswith(MARK)


def _session(attempt: Attempt) -> Session:
    session = object_session(attempt)
    if session is None:
        raise RuntimeError("an attempt is opened inside the unit of work that read it")
    return session
