"""A story that a learner lets the people who lead its course see as it went.

It is one way that is shared, from its ending on: who plays again shares nothing of what follows,
nor does a story that goes on or begins anew by itself.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from lti_service.database import keyring_of
from lti_service.models import Attempt
from lti_service.secret import fingerprint
from lti_service.services import rows
from lti_service.services.sealing.sealed import SHARED_WAY, opened
from olw_core.engine import record as records
from olw_core.engine.engine import MAX_ATTEMPTS
from olw_core.engine.record import NO_PLAN
from olw_core.play.room import Outcome
from olw_core.play.sealing import SealError


def can_be_shared(attempt: Attempt, stands: Outcome) -> bool:
    """Whether it is at an ending that was played here, of a try with a number of its own.

    Outside courses nobody leads.
    """
    is_played = stands.ended and stands.decided > 0
    is_numbered = stands.record.attempt < MAX_ATTEMPTS
    return is_played and is_numbered and attempt.context_id is not None


def is_shared(attempt: Attempt, stands: Outcome) -> bool:
    """Whether the learner shares this very way. What no secret opens is not shared."""
    if not attempt.shared_way or not can_be_shared(attempt, stands):
        return False
    try:
        return opened(attempt, SHARED_WAY) == way_of(stands)
    except SealError:
        return False


def way_of(stands: Outcome) -> str:
    """The fingerprint of the way to here: its steps, of which try, in which edition.

    A plan that is made later changes nothing of it.
    """
    way = replace(stands.record, plan=NO_PLAN, done=None)
    return fingerprint(records.write(way))


def share(session: Session, attempt: Attempt, stands: Outcome, wish: bool) -> None:
    """Share this way, or share the story no more."""
    if wish == is_shared(attempt, stands):
        return
    way = keyring_of(session).records.close(way_of(stands)) if wish else ""
    rows.store(session, attempt, shared_way=way)


def forget_other(session: Session, attempt: Attempt, stands: Outcome) -> None:
    """What was ticked of another way is not kept."""
    if attempt.shared_way and not is_shared(attempt, stands):
        rows.store(session, attempt, shared_way="")
