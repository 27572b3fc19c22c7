"""The learner's state read through the engine: the module, the record and the View of this block.

The only place that turns the `record` field into a Record and back.
"""

from __future__ import annotations

from typing import Any

from olw_core import content, engine
from olw_core.engine import Reading
from olw_core.record import Record
from olw_xblock.i18n import I18nMixin


class PlayMixin(I18nMixin):
    """Module, record and View."""

    def compiled(self) -> dict[str, Any]:
        """The compiled module this block plays. Raises ContentMissing, ContentError."""
        return content.load(self.module)

    def reading(self) -> Reading:
        """The stored record read against today's content; never fails on a damaged record."""
        return engine.read(self.compiled(), str(self.record or ""))

    def keep(self, record: Record) -> None:
        """Store the record in the learner's state."""
        self.record = engine.write(record, self.report)

    def view_of(self, record: Record) -> dict[str, Any]:
        """What the learner's browser may know."""
        return engine.view(self.compiled(), record, self.report)

    def has_learner(self) -> bool:
        """Whether there is someone whose state may be kept: false for a visitor who has not signed in."""
        return self.scope_ids.user_id is not None
