"""The learner's state read through the engine: the module, the record and the View of this block.

The only place that turns stored fields into a Record and back. There are two: `record` is what
counts; after the due date play goes on in `practice`, a copy that nobody is told of.
"""

from __future__ import annotations

from olw_core import content
from olw_core.engine import engine
from olw_core.engine.engine import Reading
from olw_core.engine.record import Record
from olw_core.formats.compiled import Module
from olw_core.formats.view import View
from olw_xblock.sealed import SealedMixin


class PlayMixin(SealedMixin):
    """Module, record and View."""

    def compiled(self) -> Module:
        """The compiled module this block plays. Raises ContentMissing, ContentError."""
        return content.load(self.module)

    def reading(self) -> Reading:
        """What the learner plays on; never fails on a damaged record. Raises SealError."""
        practised = self.practice if self.past_due() else ""
        return self._read(practised or self.record)

    def counted(self) -> Record:
        """The record that grades and reports are made of. Raises SealError."""
        return self._read(self.record).record

    def _read(self, stored: object) -> Reading:
        return engine.read(self.compiled(), self.opened(stored))

    def keep(self, record: Record) -> None:
        """Put the record into the learner's state; in time it replaces what was only practised."""
        stored = self.closed(engine.write(record, self.report))
        if self.past_due():
            self.practice = stored
            return
        self.record = stored
        self.practice = ""

    def view_of(self, record: Record) -> View:
        """What the learner's browser may know; at an ending also why no attempt is left."""
        view = engine.view(self.compiled(), record, self.report)
        if "ending" in view and self.is_closed():
            view["closed"] = str(self.attempts_used())
        return view

    def attempts_left(self) -> int | None:
        """How many more endings may be reached; None where there is no limit (none set, or 0)."""
        if not self.max_attempts:
            return None
        return max(0, self.max_attempts - (self.attempts or 0))

    def is_closed(self) -> bool:
        """Whether no further attempt may be begun; practice after the due date has no limit."""
        return self.attempts_left() == 0 and not self.past_due()

    def practice_words(self) -> str:
        """What is said where nothing counts any more; empty while the story is open."""
        if not self.past_due():
            return ""
        return self.gettext(
            "The due date has passed. You can still play this story for practice: "
            "nothing you do now is counted or reported. What you finished before still counts."
        )

    def has_learner(self) -> bool:
        """Whether there is someone whose state may be kept: false for a visitor who has not signed in."""
        return self.scope_ids.user_id is not None
