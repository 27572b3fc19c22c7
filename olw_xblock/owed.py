"""Telling the platform of an ending: what is to be told is kept, and struck out once it was told.

Handlers run outside a transaction (edx-platform, courseware/block_render.py: non_atomic_requests),
and any publish can fail. So the record is saved first, together with what is owed; a later request
tells what an earlier one could not.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from olw_core.engine.record import Record
from olw_xblock.errors import RefusedError
from olw_xblock.grading import GradingMixin

GRADE, COMPLETION = "grade", "completion"
COMPLETE = 1.0

log = logging.getLogger(__name__)


class OwedMixin(GradingMixin):
    """`owe()` before the record is saved, `settle()` after it."""

    emit_completion: Callable[[float], None]

    def owe(self, *names: str) -> None:
        """Note what the platform is to be told: the grade, and the completion last."""
        wanted = {*self.owed, *names}
        self.owed = [name for name in (GRADE, COMPLETION) if name in wanted]

    def settle(self, record: Record | None = None) -> None:
        """Tell what is owed; never raises. What cannot be told now stays owed for the next request.

        With `record` (what counts), also an ending that an earlier edition kept without a score.
        """
        if record is not None:
            self._remember(record)
        if self.owed:
            self.owed = [name for name in self.owed if not self._told(name)]
        self.try_to_save()

    def begin_practice(self, record: Record) -> None:
        """Note that the learner has been told that this is practice; answers need not say it again."""
        if not self.practice:
            self.keep(record)
            self.try_to_save()

    def _remember(self, record: Record) -> None:
        """Other blocks may know that this module is done; an ending without a score gets one."""
        if record.done is None:
            return
        if record.module not in self.done_modules:
            self.done_modules = {**self.done_modules, record.module: record.version}
        if self.has_score and self.raw_earned is None:
            self.raise_score(self.score_of(record))
            self.owe(GRADE, COMPLETION)

    def _told(self, name: str) -> bool:
        send: dict[str, Callable[[], Any]] = {
            GRADE: self.publish_grade,
            COMPLETION: lambda: self.emit_completion(COMPLETE),
        }
        try:
            send[name]()
        except Exception:
            log.exception(
                "The platform could not be told of a learner's %s; it stays owed", name
            )
            return False
        return True

    def try_to_save(self) -> None:
        """Save what was told. When that fails, the same is told once more: no harm is done."""
        try:
            self.secure()
        except RefusedError:
            log.warning("It could not be noted what was told; it will be told again")
