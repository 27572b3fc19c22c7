"""Who is where, as the database puts it together: days, and who has begun or completed."""

from __future__ import annotations

from datetime import UTC, date, datetime

from lti_service.messages.roles import FACILITATOR
from lti_service.models import Context
from lti_service.services.cohort import cohorts
from olw_core.cohort.status import NOT_STARTED, Cell, Cohort, Totals
from tests.integration.lti_service.playing import best_answers
from tests.support.rooms import Rooms

BEST = best_answers("kind")
LATE = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


def read(rooms: Rooms) -> Cohort:
    with rooms.database.reading() as session:
        context = session.query(Context).filter_by(context_id="c1").one()
        return cohorts.of_course(session, context, None, ["kind", "trusted"]).cohort


def test_days_are_of_universal_time(rooms: Rooms) -> None:
    """Half past eleven on a summer night is tomorrow in London, and today here."""
    rooms.now = LATE
    rooms.play("a", BEST)
    rooms.play("b", BEST[:1])
    rooms.play("c", [])
    rooms.play("lead", BEST, role=FACILITATOR)
    rooms.play("stranger", BEST, course="c2")
    done = Cell("completed", date(2026, 7, 1))
    kind = [done, Cell("in progress"), NOT_STARTED]
    assert read(rooms) == Cohort(
        ("kind", "trusted"),
        ("a", "b", "c"),
        (kind, [NOT_STARTED] * 3),
        (Totals("kind", 1, 1, 1), Totals("trusted", 3, 0, 0)),
        0,
    )
