"""A story that a learner lets the people who lead its course see as it went.

It is one try that is shared, from its ending on: who plays again shares nothing of what follows.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from lti_service.models import Attempt
from lti_service.services import rows
from olw_core.engine.engine import MAX_ATTEMPTS
from olw_core.play.room import Outcome


def can_be_shared(attempt: Attempt, stands: Outcome) -> bool:
    """Whether it is at an ending that was played here, of a try with a number of its own.

    Outside courses nobody leads.
    """
    is_played = stands.ended and stands.decided > 0
    is_numbered = stands.record.attempt < MAX_ATTEMPTS
    return is_played and is_numbered and attempt.context_id is not None


def is_shared(attempt: Attempt, stands: Outcome) -> bool:
    """Whether the learner shares this very try."""
    is_this_try = attempt.shared_try == stands.record.attempt
    return is_this_try and can_be_shared(attempt, stands)


def share(session: Session, attempt: Attempt, stands: Outcome, wish: bool) -> None:
    """Share this try, or share the story no more."""
    shared_try = stands.record.attempt if wish else None
    rows.store(session, attempt, shared_try=shared_try)
