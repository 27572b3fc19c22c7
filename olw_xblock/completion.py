"""What happens at an ending: the attempt counts, and grade and completion are owed.

A block that shows return cards has no ending; it is complete once a card has been answered.
"""

from __future__ import annotations

from olw_core.engine.record import Record
from olw_core.formats.view import View
from olw_xblock import events
from olw_xblock.events import EventsMixin
from olw_xblock.owed import COMPLETION, GRADE, OwedMixin


class CompletionMixin(OwedMixin, EventsMixin):
    """`count()` at an ending, before it is kept; `tell_ending()` afterwards."""

    def count(self, record: Record) -> None:
        """Count an ending just reached. A grade is owed only for the first or a better score."""
        self.attempts = (self.attempts or 0) + 1
        if self.has_score and self.raise_score(self.score_of(record)):
            self.owe(GRADE)
        self.owe(COMPLETION)

    def tell_ending(self, record: Record, view: View) -> None:
        """Tell the platform of an ending that is certainly kept."""
        self.settle(record)
        percent, best = (view["result"].get(name) for name in ("percent", "best"))
        self.tell(
            events.COMPLETED,
            record.version,
            attempt=record.attempt,
            percent=percent,
            best=best,
        )

    def modules_done(self) -> list[str]:
        """Ids of all modules this learner has finished in any block, for maps and cards."""
        return sorted(self.done_modules)
