"""The learner's texts in storage: closed before they are stored, opened when they are read.

The platform gives a block's whole state to staff (the `state` column of the problem responses
report), so what it holds of a learner's choices must say nothing without the server's secret
(docs/decisions/0007-what-is-stored.md).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache

from xblock.exceptions import XBlockSaveError

from olw_core.play.sealing import MARK, Seal, SealError
from olw_xblock.platform import PlatformMixin, record_secrets
from olw_xblock.refusals import RefusalsMixin

PURPOSE = "olw xblock record"
"""Keeps these keys apart from all others that are made of the same secret. Never change it."""

log = logging.getLogger(__name__)


@lru_cache(maxsize=4)
def _seal(secrets: tuple[str, ...]) -> Seal:
    return Seal(secrets, PURPOSE)


class SealedMixin(RefusalsMixin, PlatformMixin):
    """`closed()`, `opened()` and `secure()`."""

    save: Callable[[], None]
    _clear_dirty_fields: Callable[[], None]

    def closed(self, text: str) -> str:
        """The text as it is stored; in clear where there is no Django and so no secret."""
        secrets = record_secrets()
        return _seal(secrets).close(text) if secrets else text

    def opened(self, stored: object) -> str:
        """The text that was stored: sealed, or in clear from before there were seals.

        Raises SealError (record-sealed).
        """
        text = str(stored or "")
        secrets = record_secrets()
        if secrets:
            return _seal(secrets).open(text)
        if text.startswith(MARK):
            raise SealError(
                "record-sealed", "There is no secret here to open the record with."
            )
        return text

    def secure(self) -> None:
        """Save now: nothing may be told, to the learner or to the platform, that is not kept.

        Raises RefusedError (not-saved); what is stored stays as it was.
        """
        try:
            self.save()
        except XBlockSaveError as error:
            log.error("A learner's state could not be saved: %s", error)
            self._clear_dirty_fields()
            raise self.not_saved() from None
