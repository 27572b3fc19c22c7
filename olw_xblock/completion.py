"""What happens at an ending: the attempt is counted, completion, grade and events go out, other blocks may know.

A block that shows return cards has no ending; it is complete once a card has been answered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from olw_core.record import Record
from olw_xblock import events
from olw_xblock.events import EventsMixin
from olw_xblock.grading import GradingMixin

COMPLETE = 1.0


class CompletionMixin(GradingMixin, EventsMixin):
    """`finish()` at an ending; `finish_card()` after a card."""

    emit_completion: Callable[[float], None]

    def finish(self, record: Record, view: dict[str, Any]) -> None:
        """Report an ending just reached. The grade goes out only when it is the first or better than before."""
        self.attempts = (self.attempts or 0) + 1
        self.done_modules = {**self.done_modules, record.module: record.version}
        self.emit_completion(COMPLETE)
        if self.has_score and self.raise_score(self.score_of(record)):
            self.publish_grade(only_if_higher=True)
        percent, best = (view["result"].get(name) for name in ("percent", "best"))
        self.tell(events.COMPLETED, record.version, attempt=record.attempt, percent=percent, best=best)

    def finish_card(self) -> None:
        """A card was answered: completes a block that shows cards, and says nothing about a story."""
        if self.show == "cards":
            self.emit_completion(COMPLETE)

    def attempts_left(self) -> int | None:
        """How many more endings may be reached; None where there is no limit."""
        return None if self.max_attempts is None else max(0, self.max_attempts - (self.attempts or 0))

    def modules_done(self) -> list[str]:
        """Ids of all modules this learner has finished in any block, for maps and cards."""
        return sorted(self.done_modules)
