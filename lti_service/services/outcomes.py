"""What a request to play came to, kept: the attempt, and what the room figures know of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from lti_service.models import Attempt
from lti_service.services import attempts, first_ways
from olw_core.formats.compiled import Module
from olw_core.play.happened import Planned
from olw_core.play.room import Outcome


def keep(
    session: Session,
    attempt: Attempt,
    role: str,
    module: Module,
    outcome: Outcome,
    report: str,
    now: datetime,
) -> None:
    """`role`: of the launch at hand (messages.roles). `report`: see `attempts.keep`.

    Raises RefusedError (record-sealed).
    """
    is_first = outcome.has_just_ended and attempt.completed_at is None
    attempts.keep(session, attempt, outcome, report, now)
    if is_first:
        first_ways.keep(session, attempt, role, module, outcome.text, now)
    if Planned() in outcome.happened:
        first_ways.note_plan(session, attempt)
