"""The processes of the race tests: each opens the database, waits for the others, does one thing.

python -m tests.integration.lti_service.racer <database url> <what> <argument> <how many>

They are forks of one that has read all code: to read it takes each longer than the race. Prints a
list of what they came to.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier

from lti_service import migrations
from lti_service.clock import utc_now
from lti_service.database import Database
from lti_service.errors import RefusedError
from lti_service.services.launching import logins
from lti_service.services.scores import deliveries

Told = SimpleQueue[str]
BETWEEN = 0.3
"""Seconds in which a token is checked: both have found the login unused by then."""


def use_state(database: Database, state: str) -> str:
    try:
        with database.singly() as connection:
            login = logins.find(connection, state, utc_now()).login
        time.sleep(BETWEEN)
        with database.writing() as session:
            logins.use(session, login, utc_now())
    except RefusedError as error:
        return error.code
    return "used"


def take_jobs(database: Database, limit: str) -> str:
    with database.writing() as session:
        return ",".join(
            str(job.delivery_id)
            for job in deliveries.take(session, utc_now(), int(limit))
        )


def migrate(database: Database, _: str) -> str:
    migrations.upgrade(database)
    return "up to date"


WHAT = {"state": use_state, "jobs": take_jobs, "migrate": migrate}

ALL_READY = 60
"""Seconds within which every process has opened the database."""


def run(url: str, what: str, argument: str, start: Barrier, told: Told) -> None:
    """One process."""
    database = Database(url)
    with database.reading() as warm:
        warm.connection()
    start.wait(ALL_READY)
    told.put(WHAT[what](database, argument))


def main(url: str, what: str, argument: str, processes: int) -> None:
    """All of them."""
    forking = multiprocessing.get_context("fork")
    start = forking.Barrier(processes)
    told = forking.SimpleQueue()
    running = []
    for _ in range(processes):
        one = forking.Process(target=run, args=(url, what, argument, start, told))
        one.start()
        running.append(one)
    for one in running:
        one.join()
    found = []
    while not told.empty():
        found.append(told.get())
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _, at, doing, told_it, how_many = sys.argv
    main(at, doing, told_it, int(how_many))
