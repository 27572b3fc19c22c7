"""The cohort page's own processor time, without the template: 1,000 to 50,000 people.

A database of invented learners in SQLite; the roster is given, since asking the platform is not
ours. Memory is the peak of what Python allocated for one page.
"""

from __future__ import annotations

import tempfile
import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bench.goals import Goal, goal_for
from lti_service import migrations
from lti_service.database import Database
from lti_service.library import Library
from lti_service.models import (
    Attempt,
    Context,
    Deployment,
    Learner,
    Membership,
    Registration,
    ResourceLink,
)
from lti_service.secret import Keyring
from lti_service.services.cohort import cohorts
from lti_service.services.cohort.rosters import Person, Roster
from lti_service.services.figures import published
from olw_core.cohort import decision, grid
from olw_core.cohort.chart import chart
from olw_core.cohort.lines import lines_of
from olw_core.cohort.rules import USUAL

SIZES = (1_000, 10_000, 50_000)
BEGAN = datetime(2026, 11, 1, tzinfo=UTC)
BATCH = 10_000


@dataclass(frozen=True)
class _Measured:
    """One page. `seconds`: of processor time; `megabytes`: at the peak."""

    seconds: float
    megabytes: float


def main() -> list[Goal]:
    """Measure each size; returns the goals."""
    library = Library.load()
    found = {}
    for people in SIZES:
        one = _measure(people, library)
        milliseconds = 1000 * one.seconds
        modules = len(library.modules)
        size = f"{people:>6} people x {modules} modules"
        figures = f"{milliseconds:.0f} ms, {one.megabytes:.0f} MB"
        print(f"{size}: {figures}")
        found[people] = one.seconds
    small, large = found[1_000], found[50_000]
    growth = large / (50 * small)
    return [
        goal_for("cohort-1000", 1000 * small),
        goal_for("cohort-50000", large),
        goal_for("cohort-linear", growth),
    ]


def _measure(people: int, library: Library) -> _Measured:
    """A database of so many people, and its page."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/cohort.sqlite"
        keyring = Keyring(["s" * 32])
        database = Database(url, keyring)
        migrations.upgrade(database)
        names = list(library.modules)
        roster = _fill(database, people, names)
        seconds = _best_of_three(database, roster, library)
        megabytes = _memory(database, roster, library)
        database.close()
    return _Measured(seconds, megabytes)


def _page(database: Database, roster: Roster, library: Library) -> None:
    """All that the page needs, without Flask."""
    with database.reading() as session:
        context = session.get_one(Context, 1)
        names = list(library.modules)
        found = cohorts.of_course(session, context, roster, names)
        modules = library.modules.values()
        told = published.of_course(session, context, modules, USUAL)
    lines = lines_of(found.cohort, found.names)
    everyone = grid.GridWish()
    grid.grid(lines, names, everyone)
    for index, total in enumerate(found.cohort.totals):
        most = min(total.not_started, grid.PER_PAGE)
        some = islice(grid.not_started(lines, index), most)
        list(some)
    weeks = grid.weeks(found.cohort.columns)
    chart(weeks)
    for one in told:
        decision.talks(one)


def _best_of_three(database: Database, roster: Roster, library: Library) -> float:
    """Seconds."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        _page(database, roster, library)
        times.append(time.process_time() - begun)
    return min(times)


def _memory(database: Database, roster: Roster, library: Library) -> float:
    """Peak megabytes of one page."""
    tracemalloc.start()
    _page(database, roster, library)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


def _fill(database: Database, people: int, modules: Sequence[str]) -> Roster:
    """So many learners of one course, each of whom has completed every module."""
    with database.writing() as session:
        registration = Registration(
            name="Bench",
            issuer="https://bench.example",
            client_id="bench",
            login_url="",
            token_url="",
            keys_url="",
            created_at=BEGAN,
        )
        session.add(registration)
        session.flush()
        deployment = Deployment(registration_id=registration.id, deployment_id="1")
        session.add(deployment)
        session.flush()
        context = Context(
            key="c",
            deployment_id=deployment.id,
            context_id="c",
        )
        session.add(context)
        session.flush()
        link = ResourceLink(
            key="l",
            deployment_id=deployment.id,
            context_id=1,
            resource_link_id="l",
        )
        session.add(link)
        session.flush()
        _add(session, people, modules)
    members = []
    for number in range(people):
        name = f"Name {number}"
        members.append(Person(f"p{number}", name, "learner"))
    return Roster(tuple(members), BEGAN, complete=True)


def _add(session: Session, people: int, modules: Sequence[str]) -> None:
    """Learners, memberships and attempts, in batches."""
    for first in range(1, people + 1, BATCH):
        last = min(first + BATCH, people + 1)
        numbers = range(first, last)
        learners = list(map(_learner, numbers))
        members = list(map(_member, numbers))
        attempts = []
        for number in numbers:
            for module in modules:
                attempts.append(_attempt(number, module))
        session.execute(insert(Learner), learners)
        session.execute(insert(Membership), members)
        session.execute(insert(Attempt), attempts)


def _learner(number: int) -> dict[str, object]:
    """Somebody whom the platform knows as the roster does."""
    return {
        "id": number,
        "sub": f"p{number - 1}",
        "registration_id": 1,
        "anonymous": False,
        "last_seen_at": BEGAN,
    }


def _member(number: int) -> dict[str, object]:
    """They learn in the only course."""
    return {
        "context_id": 1,
        "learner_id": number,
        "role": "learner",
        "seen_at": BEGAN,
    }


def _attempt(number: int, module: str) -> dict[str, object]:
    """A completed attempt, some days after the beginning."""
    done = BEGAN + timedelta(days=number % 60)
    return {
        "key": f"{number}-{module}",
        "learner_id": number,
        "context_id": 1,
        "resource_link_id": 1,
        "module": module,
        "record": "",
        "card_log": "",
        "progress": 100,
        "best": 80,
        "started_at": done,
        "completed_at": done,
        "changed_at": done,
    }
