"""The learner's texts in storage: closed before they are stored, opened when they are read.

The platform gives a block's whole state to staff (the `state` column of the problem responses
report), so what it holds of a learner's choices must say nothing without the server's secret
(docs/decisions/0007-what-is-stored.md).
"""

from __future__ import annotations

from functools import lru_cache

from olw_core.play.sealing import MARK, Seal, SealError
from olw_xblock.platform import record_secrets

PURPOSE = "olw xblock record"
"""Keeps these keys apart from all others that are made of the same secret. Never change it."""


@lru_cache(maxsize=4)
def _seal(secrets: tuple[str, ...]) -> Seal:
    return Seal(secrets, PURPOSE)


def closed(text: str) -> str:
    """The text as it is stored; in clear where there is no Django and so no secret."""
    secrets = record_secrets()
    if not secrets:
        return text
    return _seal(secrets).close(text)


def opened(stored: object) -> str:
    """The text that was stored: sealed, or in clear from before there were seals.

    Raises SealError (record-sealed).
    """
    text = str(stored or "")
    secrets = record_secrets()
    if secrets:
        return _seal(secrets).open(text)
    if text.startswith(MARK):
        raise SealError(
            "record-sealed",
            "There is no secret here to open the record with.",
        )
    return text
