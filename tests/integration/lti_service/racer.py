"""One of the processes of the race tests: waits for a time, does one thing, prints the outcome.

python -m tests.integration.lti_service.racer <database url> <starts at> <what> <argument>
`starts at` is in epoch seconds.
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
        with database.reading() as session:
            login = logins.find(session, state, utc_now()).login
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
    url, starts_at, what, argument = sys.argv[1:]
    ready = Database(url)
    with ready.reading() as warm:
        warm.connection()
    time.sleep(max(0.0, float(starts_at) - time.time()))
    sys.stdout.write(WHAT[what](ready, argument))
