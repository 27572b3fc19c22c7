"""The events the block publishes for analytics, and the only place that may publish them.

Names and fields are documented in docs/developers/xblock-events.md. An event never says more than
the learner was told (olw_core.report.disclosure): choices only with `report: answers`, and never a
plan, or that somebody stepped away.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict

from olw_core.play.happened import (
    CardAnswered,
    Decided,
    Ended,
    Happened,
    Retried,
    Started,
)
from olw_xblock.block_protocol import Block

log = logging.getLogger(__name__)

STARTED = "olw.module.started"
DECIDED = "olw.decision.made"
COMPLETED = "olw.module.completed"
RETRIED = "olw.module.retried"
CARD_ANSWERED = "olw.card.answered"
RECOVERED = "olw.record.recovered"

NAMES: dict[type[Happened], str] = {
    Started: STARTED,
    Decided: DECIDED,
    Ended: COMPLETED,
    Retried: RETRIED,
    CardAnswered: CARD_ANSWERED,
}
"""What happened -> its event. A plan has none: nothing about it is ever told."""

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
"""Event -> value of `report` -> its further fields; not sent with a value that is not listed."""


def tell(block: Block, version: int, happened: Happened) -> None:
    """Publish what happened, as far as the report switch allows. `version`: of the content."""
    name = NAMES.get(type(happened))
    if name is not None:
        _publish(block, name, version, asdict(happened))


def tell_recovered(block: Block, version: int, notice: str) -> None:
    """Publish that a stored record was unusual, and how."""
    _publish(block, RECOVERED, version, {"notice": notice})


def _publish(
    block: Block,
    name: str,
    version: int,
    values: Mapping[str, object],
) -> None:
    """With exactly the fields that are listed, or not at all.

    Never raises: a learner must not be stopped by a statistic that cannot be taken.
    """
    allowed = FIELDS[name].get(block.report)
    if allowed is None:
        return
    data: dict[str, object] = {
        "module": block.module,
        "version": version,
        "report": block.report,
    }
    for field in allowed:
        data[field] = values[field]
    try:
        block.runtime.publish(block, name, data)
    except Exception:
        log.exception("The event %s could not be published", name)
