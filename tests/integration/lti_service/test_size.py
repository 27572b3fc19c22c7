"""As after two years: no statement that somebody waits for, or that the worker makes at each round,
reads a whole table that grows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from lti_service.models import Learner, Registration, ResourceLink
from lti_service.services import (
    audit,
    counting,
    courses,
    deliveries,
    launch_sessions,
    metrics,
    people,
    score_queue,
)
from olw_core.cohort.rules import USUAL
from tests.integration.lti_service.playing import MODULES, arrive, best_answers
from tests.integration.lti_service.site import Site, launch

LARGE = (
    "attempt",
    "audit_event",
    "first_way",
    "launch_session",
    "learner",
    "login",
    "membership",
    "score_delivery",
    "talk_flags",
)
WHOLE = re.compile(r"(?:Seq Scan on|^SCAN) (?:" + "|".join(LARGE) + r")\b(?!.*USING)")
KEEP = timedelta(days=730)


def read_whole(site: Site, work: Callable[[Session], object]) -> list[str]:
    """Large tables that a piece of work reads from end to end, with the statements."""
    engine = site.wiring.database.engine
    is_sqlite = engine.dialect.name == "sqlite"
    found: list[str] = []

    def explain(
        connection: Any, _cursor: Any, statement: str, given: Any, *_: Any
    ) -> None:
        if statement.split()[0] not in ("SELECT", "UPDATE", "DELETE"):
            return
        cursor = connection.connection.cursor()
        if is_sqlite:
            cursor.execute("EXPLAIN QUERY PLAN " + statement, given)
        else:
            # So few rows as here are read whole whatever else there is.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN " + statement, given)
        for row in cursor.fetchall():
            if WHOLE.search(row[-1]):
                found.append(f"{row[-1]}: {statement}")

    event.listen(engine, "before_cursor_execute", explain)
    try:
        with site.wiring.database.writing() as session:
            work(session)
    finally:
        event.remove(engine, "before_cursor_execute", explain)
    return found


def link(session: Session) -> ResourceLink:
    return session.scalars(select(ResourceLink).where(ResourceLink.id == 1)).one()


def one(session: Session) -> Learner:
    return session.scalars(select(Learner).where(Learner.id == 1)).one()


@pytest.mark.parametrize(
    "what",
    [
        "platforms due",
        "scores taken",
        "tried again",
        "scores at a glance",
        "metrics",
        "columns of an answer",
        "gone column",
        "forgotten",
        "shown",
        "sessions ended",
        "looks",
        "old looks",
        "counted",
    ],
)
def test_no_large_table_is_read_from_end_to_end(either: Site, what: str) -> None:
    arrive(either).play(best_answers("kind"))
    launch(either, either.facilitator())
    now = either.wiring.clock()
    works: dict[str, Callable[[Session], object]] = {
        "platforms due": lambda s: deliveries.platforms_due(s, now),
        "scores taken": lambda s: deliveries.take(s, now, 2, 1),
        "tried again": lambda s: deliveries.try_again(s, 1, now),
        "scores at a glance": score_queue.queued,
        "metrics": lambda s: metrics.text(s, now),
        "columns of an answer": lambda s: courses.columns(s, link(s)),
        "gone column": lambda s: courses.is_refused_as_gone(s, link(s)),
        "forgotten": lambda s: people.forget(s, one(s)),
        "shown": lambda s: people.told(s, one(s)),
        "sessions ended": lambda s: launch_sessions.end_all_of(s, 1),
        "looks": lambda s: audit.newest(s, 200),
        "old looks": lambda s: audit.forget_old(s, now - KEEP),
        "counted": lambda s: counting._due(s, MODULES, USUAL, now),
    }
    assert read_whole(either, works[what]) == []


def test_whoever_is_named_by_a_platform_is_found_by_an_index(either: Site) -> None:
    arrive(either)

    def find(session: Session) -> None:
        people.find(session, session.get_one(Registration, 1), either.learner())

    assert read_whole(either, find) == []
