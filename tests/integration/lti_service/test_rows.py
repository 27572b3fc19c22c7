"""Rows that two processes may make at once, on both databases."""

from __future__ import annotations

from lti_service.models import StayingOut
from lti_service.services import rows
from tests.support.rooms import Rooms


def test_whoever_writes_a_row_first_is_told_so(rooms: Rooms) -> None:
    attempt = rooms.play("u1", [])
    values = {"learner_id": attempt.learner_id, "since": rooms.now}
    with rooms.database.writing() as session:
        assert rows.insert_unless_there(session, StayingOut, values)
        assert not rows.insert_unless_there(session, StayingOut, values)
