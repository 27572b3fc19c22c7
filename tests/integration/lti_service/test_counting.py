"""First answers and steps in the database: who is counted, when, and what is left of them."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from lti_service.messages.roles import FACILITATOR
from lti_service.models import CourseFigures, FirstWay, Learner, TrustFigures
from lti_service.services.figures import first_ways
from lti_service.services.personal_data import person
from lti_service.services.sealing.secrets import seal_all
from tests.integration.lti_service.playing import best_answers, worst_answers
from tests.support.rooms import Rooms

BEST, WORST = best_answers("kind"), worst_answers("kind")
ENDING = len(BEST)


def finish(rooms: Rooms, many: int, first: int = 0, **more: str) -> None:
    for number in range(first, first + many):
        answers = BEST if number % 2 else WORST
        rooms.play(f"u{number}", answers, **more)


def figures(rooms: Rooms) -> list[tuple[int, dict[str, object]]]:
    """(people, counts) of each course and module."""
    with rooms.database.reading() as session:
        query = select(CourseFigures).order_by(CourseFigures.context_id)
        return [(row.people, row.counts) for row in session.scalars(query)]


def waiting(rooms: Rooms) -> int:
    with rooms.database.reading() as session:
        return session.query(FirstWay).filter_by(counted_at=None).count()


def test_nine_wait_and_ten_are_a_step(rooms: Rooms) -> None:
    finish(rooms, 9)
    assert (rooms.count(), figures(rooms), waiting(rooms)) == (0, [], 9)
    finish(rooms, 1, first=9)
    assert (rooms.count(), waiting(rooms)) == (1, 0)
    [(number, counts)] = figures(rooms)
    garage = {WORST[0]: 10, BEST[0]: 10}
    assert (number, counts["garage"]) == (10, {"total": 20, "answers": garage})


def test_what_was_answered_is_deleted_once_it_is_counted(rooms: Rooms) -> None:
    finish(rooms, 10)
    rooms.count()
    with rooms.database.reading() as session:
        assert {row.record for row in session.scalars(select(FirstWay))} == {""}


def test_while_it_waits_it_is_sealed(small: Rooms) -> None:
    finish(small, 1)
    with small.database.reading() as session:
        [sealed] = session.scalars(select(FirstWay.record))
        assert sealed.startswith("s1.")
    assert seal_all(small.database, small.now).done == 2
    with small.database.reading() as session:
        [anew] = session.scalars(select(FirstWay.record))
        assert anew.startswith("s1.") and anew != sealed


def test_a_later_try_is_practice(small: Rooms) -> None:
    finish(small, 9)
    attempt = small.play("u9", WORST)
    with small.database.writing() as session:
        again = session.merge(attempt)
        small.act(session, again, "learner", lambda room: room.retry(attempt=1, step=0))
        small.answer(session, again, BEST, "learner")
    small.count()
    [(_, counts)] = figures(small)
    garage = {WORST[0]: 2 * 6, BEST[0]: 2 * 4}
    assert counts["garage"] == {"total": 20, "answers": garage}


def test_the_first_of_two_placements_counts_and_of_two_courses(small: Rooms) -> None:
    """Two placements of one course open one record; another course has its own."""
    first = small.play("u0", BEST)
    assert small.play("u0", [], activity="again").id == first.id
    small.play("u0", WORST, course="c2")
    with small.database.reading() as session:
        [row] = session.scalars(select(FirstWay))
    assert row.context_id == 1


def test_who_is_not_counted(small: Rooms) -> None:
    finish(small, 9)
    small.play("started", BEST[:-1])
    small.play("leads", BEST, role=FACILITATOR)
    small.play("looks", BEST, role="other")
    small.play("left", [BEST[0], "_"])
    small.play("", BEST)
    assert (waiting(small), small.count()) == (9, 0)


def test_who_leads_by_now_is_not_counted(small: Rooms) -> None:
    finish(small, 10)
    small.play("u3", [], role=FACILITATOR)
    assert small.count() == 0
    finish(small, 1, first=10)
    small.count()
    assert [number for number, _ in figures(small)] == [10]


def test_a_day_lies_between_two_steps(small: Rooms) -> None:
    finish(small, 10)
    small.count()
    finish(small, 30, first=10)
    small.later(hours=23)
    assert small.count() == 0
    small.later(hours=1)
    assert (small.count(), figures(small)[0][0]) == (1, 40)


def test_a_large_room_is_several_steps(
    small: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lti_service.services.figures.counting.AT_ONCE", 12)
    finish(small, 34)
    assert (small.count(), figures(small)[0][0], waiting(small)) == (3, 34, 0)


def test_a_rest_below_ten_waits(small: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lti_service.services.figures.counting.AT_ONCE", 12)
    finish(small, 20)
    assert (small.count(), figures(small)[0][0], waiting(small)) == (1, 12, 8)


def test_forgetting_changes_no_figure_and_is_no_step(rooms: Rooms) -> None:
    finish(rooms, 11)
    rooms.count()
    before = figures(rooms)
    finish(rooms, 10, first=11)
    with rooms.database.writing() as session:
        for sub in ("u1", "u12"):
            learner = session.scalars(select(Learner).filter_by(sub=sub)).one()
            person.forget(session, learner)
    rooms.later(days=2)
    assert (rooms.count(), figures(rooms)) == (0, before)


def test_staying_out_leaves_no_trace(rooms: Rooms) -> None:
    finish(rooms, 12)
    with rooms.database.writing() as session:
        learner = session.scalars(select(Learner).filter_by(sub="u1")).one()
        first_ways.stay_out(session, learner, rooms.now)
    assert waiting(rooms) == 11
    rooms.play("u1", best_answers("trusted"), module="trusted")
    assert waiting(rooms) == 11
    rooms.count()
    [(number, counts)] = figures(rooms)
    assert number == 11
    assert counts["garage"] == {"total": 22, "answers": {WORST[0]: 12, BEST[0]: 10}}
    with rooms.database.writing() as session:
        first_ways.come_in(session, session.merge(learner))
    rooms.play("u1", best_answers("improving"), module="improving")
    assert waiting(rooms) == 1


def test_a_trust_is_the_sum_of_its_courses_and_of_no_other_trust(rooms: Rooms) -> None:
    finish(rooms, 10)
    finish(rooms, 10, first=100, course="c2")
    finish(rooms, 10, first=200, course="c3", platform="Otter")
    assert rooms.count() == 3
    with rooms.database.reading() as session:
        found = [row.counts["garage"] for row in session.scalars(select(TrustFigures))]
    assert [one["total"] for one in found] == [40, 20]


def test_plans_are_told_in_tens(small: Rooms) -> None:
    finish(small, 14)
    with small.database.writing() as session:
        for row in session.scalars(select(FirstWay)):
            row.planned = True
    small.count()
    with small.database.reading() as session:
        [found] = session.scalars(select(CourseFigures))
        assert found.plans == 10


def test_a_record_that_cannot_be_opened_is_nobodys_trouble(small: Rooms) -> None:
    finish(small, 11)
    with small.database.writing() as session:
        row = session.scalars(select(FirstWay).limit(1)).one()
        row.record = "s1.broken"
    assert (small.count(), figures(small)[0][0]) == (1, 10)


def test_figures_hold_no_persons_way(small: Rooms) -> None:
    finish(small, 10)
    small.count()
    text = json.dumps(figures(small))
    assert not any(f"u{number}" in text for number in range(10))
