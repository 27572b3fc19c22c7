"""The events the block publishes for analytics, and the only place that may publish them.

Names and fields are documented in docs/developers/xblock-events.md. An event never says more than the learner was told
(olw_core.report.disclosure): choices only with `report: answers`, and never a plan, or that somebody stepped away.
"""

from __future__ import annotations

import logging
from typing import Any

from olw_xblock.fields import FieldsMixin

log = logging.getLogger(__name__)

STARTED = "olw.module.started"
DECIDED = "olw.decision.made"
COMPLETED = "olw.module.completed"
RETRIED = "olw.module.retried"
CARD_ANSWERED = "olw.card.answered"
RECOVERED = "olw.record.recovered"

ALWAYS = ("module", "version", "report")
"""Fields that every event has."""

FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    STARTED: dict.fromkeys(("completion", "score", "answers"), ("attempt",)),
    DECIDED: {"answers": ("attempt", "step", "scene", "response")},
    COMPLETED: {
        "completion": ("attempt",),
        "score": ("attempt", "percent", "best"),
        "answers": ("attempt", "percent", "best"),
    },
    RETRIED: dict.fromkeys(("completion", "score", "answers"), ("attempt",)),
    CARD_ANSWERED: {"answers": ("card",)},
    RECOVERED: dict.fromkeys(("completion", "score", "answers"), ("notice",)),
}
"""Event -> value of `report` -> its further fields; an event is not sent with a value that is not listed."""


class EventsMixin(FieldsMixin):
    """`tell()` publishes one documented event."""

    def tell(self, name: str, version: int, **values: Any) -> None:
        """Publish the event with exactly the fields the report switch allows, or not at all.

        Never raises: a learner must not be stopped by a statistic that cannot be taken.
        """
        allowed = FIELDS[name].get(self.report)
        if allowed is None:
            return
        data: dict[str, Any] = {
            "module": self.module,
            "version": version,
            "report": self.report,
        }
        data.update({field: values[field] for field in allowed})
        try:
            self.runtime.publish(self, name, data)
        except Exception:
            log.exception("The event %s could not be published", name)
