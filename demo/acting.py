"""What the demo's people do in their stories, kept as the service keeps it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from lti_service.database import keyring_of
from lti_service.models import Attempt
from lti_service.services.play import attempts, outcomes
from lti_service.services.play.attempts import Acted
from olw_core.formats.compiled import Module
from olw_core.play.room import Outcome, Room, open_room

Action = Callable[[Room], Outcome]


def act(
    session: Session,
    attempt: Attempt,
    role: str,
    module: Module,
    action: Action,
    now: datetime,
) -> None:
    """One action on an attempt.

    Raises OlwError where it is refused, RuntimeError where somebody else writes to the attempt.
    """
    seen = attempts.open_record(keyring_of(session), attempt)
    outcome = action(open_room(module, seen.text, "score"))
    acted = Acted(seen, outcome, "score")
    if not outcomes.keep(session, acted, role, module, now):
        raise RuntimeError(f"somebody else writes to attempt {attempt.id}")
    session.refresh(attempt)
