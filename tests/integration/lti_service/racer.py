"""One of the processes of the race tests: says that it is ready, waits for a line, does one thing,
prints the outcome.

python -m tests.integration.lti_service.racer <database url> <what> <argument>
"""

from __future__ import annotations

import sys
import time

from lti_service import migrations
from lti_service.clock import utc_now
from lti_service.database import Database
from lti_service.errors import RefusedError
from lti_service.services.launching import logins
from lti_service.services.scores import deliveries

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

if __name__ == "__main__":
    url, what, argument = sys.argv[1:]
    ready = Database(url)
    with ready.reading() as warm:
        warm.connection()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(WHAT[what](ready, argument))
