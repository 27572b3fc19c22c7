"""As after two years: no statement that somebody waits for, or that the worker makes at each round,
reads a whole table that grows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from lti_service.models import Learner, Registration, ResourceLink
from lti_service.services import audit
from lti_service.services.admin import metrics
from lti_service.services.figures import counting
from lti_service.services.launching import launch_sessions
from lti_service.services.personal_data import person
from lti_service.services.scores import (
    courses,
    deliveries,
    queue_overview,
    queued_activities,
)
from olw_core.cohort.rules import USUAL
from tests.integration.lti_service.playing import MODULES, arrive, best_answers
from tests.integration.lti_service.site import Site, launch

LARGE = {
    "attempt",
    "audit_event",
    "first_way",
    "launch_session",
    "learner",
    "login",
    "membership",
    "score_delivery",
    "talk_flags",
}
FEW = {
    "ix_audit_event_at",
    "ix_first_way_uncounted",
    "ix_score_delivery_due",
    "ix_score_delivery_not_done",
    "ix_score_delivery_parked",
}
"""Indexes over a few of the rows, and the one by which the newest looks are read, up to a limit."""
KEEP = timedelta(days=730)
SCAN = re.compile(r"SCAN (\w+?)(?:_\d+)?(?: USING (?:COVERING )?INDEX (\w+))?$")
"""SQLite, "EXPLAIN QUERY PLAN": a SCAN reads all rows of a table or of an index."""


def read_whole(site: Site, work: Callable[[Session], object]) -> list[str]:
    """Large tables that a piece of work reads from end to end, with the statements."""
    engine = site.wiring.database.engine
    plans = _on_sqlite if engine.dialect.name == "sqlite" else _on_postgresql
    found: list[str] = []

    def explain(
        connection: Any, _cursor: Any, statement: str, given: Any, *_: Any
    ) -> None:
        if statement.split()[0] not in ("SELECT", "UPDATE", "DELETE"):
            return
        cursor = connection.connection.cursor()
        for table, index in plans(cursor, statement, given):
            if table in LARGE and index not in FEW:
                found.append(f"{table}: {statement}")

    event.listen(engine, "before_cursor_execute", explain)
    try:
        with site.wiring.database.writing() as session:
            work(session)
            session.rollback()
    finally:
        event.remove(engine, "before_cursor_execute", explain)
    return found


Read = tuple[str, str]
"""A table of which all rows are read, and the index by which, or ""."""


def _on_sqlite(cursor: Any, statement: str, given: Any) -> Iterator[Read]:
    cursor.execute("EXPLAIN QUERY PLAN " + statement, given)
    for row in cursor.fetchall():
        scan = SCAN.match(row[-1])
        if scan:
            yield scan[1], scan[2] or ""


def _on_postgresql(cursor: Any, statement: str, given: Any) -> Iterator[Read]:
    """A plan that holds for all values is asked for: each connection has one after a few uses."""
    cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
    # So few rows as here are read whole whatever else there is.
    cursor.execute("SET LOCAL enable_seqscan = off")
    cursor.execute("EXPLAIN (FORMAT JSON) " + statement, given)
    (told,) = cursor.fetchone()
    plans = json.loads(told) if isinstance(told, str) else told
    yield from _reads(plans[0]["Plan"], "")


def _reads(plan: dict[str, Any], table: str) -> Iterator[Read]:
    """Of a node and all below it. A bitmap's index scan does not name its table itself."""
    table = plan.get("Relation Name", table)
    kind = plan["Node Type"]
    by_index = "Index Name" in plan and "Index Cond" not in plan
    if by_index or kind == "Seq Scan":
        yield table, plan.get("Index Name", "")
    for below in plan.get("Plans", []):
        yield from _reads(below, table)


def works(site: Site) -> dict[str, Callable[[Session], object]]:
    """What the worker does at each round, and what people wait for."""
    now = site.wiring.clock()
    sub = site.learner()

    def one(session: Session) -> Learner:
        return session.get_one(Learner, 1)

    def link(session: Session) -> ResourceLink:
        return session.get_one(ResourceLink, 1)

    def platform(session: Session) -> Registration:
        return session.get_one(Registration, 1)

    return {
        "platforms due": lambda s: deliveries.platforms_due(s, now),
        "scores taken": lambda s: deliveries.take(s, now, 2, 1),
        "tried again": lambda s: deliveries.try_again(s, 1, now),
        "scores at a glance": queue_overview.queued,
        "scores by activity": queued_activities.read,
        "metrics": lambda s: metrics.text(s, now),
        "columns of an answer": lambda s: courses.columns(s, link(s)),
        "gone column": lambda s: courses.is_refused_as_gone(s, link(s)),
        "found": lambda s: person.find(s, platform(s), sub),
        "shown": lambda s: person.told(s, one(s)),
        "forgotten": lambda s: person.forget(s, one(s)),
        "sessions ended": lambda s: launch_sessions.end_all_of(s, 1),
        "looks": lambda s: audit.newest(s, 200),
        "old looks": lambda s: audit.forget_old(s, now - KEEP),
        "counted": lambda s: counting._due(s, MODULES, USUAL, now),
    }


def test_no_large_table_is_read_from_end_to_end(either: Site) -> None:
    arrive(either).play(best_answers("kind"))
    launch(either, either.facilitator())
    found = {what: read_whole(either, work) for what, work in works(either).items()}
    assert {what: read for what, read in found.items() if read} == {}


def test_what_reads_a_whole_table_is_seen(either: Site) -> None:
    arrive(either)
    whole = {
        "all": lambda s: s.query(Learner).all(),
        "ordered": lambda s: s.query(Learner).order_by(Learner.id).all(),
        "unindexed": lambda s: s.query(Learner).filter_by(locale="cy").all(),
    }
    for work in whole.values():
        assert len(read_whole(either, work)) == 1
