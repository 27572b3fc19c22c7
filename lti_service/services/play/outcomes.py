"""What a request to play came to, kept: the attempt, and what the room figures know of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from lti_service.database import keyring_of
from lti_service.services.figures import first_ways
from lti_service.services.play import attempts, learners_attempts
from lti_service.services.play.attempts import Acted
from olw_core.formats.compiled import Module
from olw_core.play.happened import Planned
from olw_core.play.room import Outcome


def is_of_the_record(outcome: Outcome) -> bool:
    """Whether nothing is to be written but the attempt's own row."""
    return not outcome.has_just_ended and Planned() not in outcome.happened


def keep(
    session: Session,
    acted: Acted,
    role: str,
    module: Module,
    now: datetime,
) -> bool:
    """All that a request came to.

    `role`: of the launch at hand (messages.roles). False: as of `attempts.replace`.
    """
    if not attempts.replace(session, keyring_of(session), acted, now):
        return False
    learners_attempts.forget(session)
    outcome = acted.outcome
    attempt = acted.seen.attempt
    if outcome.has_just_ended and attempt.completed_at is None:
        first_ways.keep(session, attempt, role, module, outcome.text, now)
    if Planned() in outcome.happened:
        first_ways.note_plan(session, attempt)
    return True
