"""Two trusts in one service whose platforms use the same names for everything:
client, deployment, people, course and activities. Only issuer and keys tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from demo import loopback
from demo.platform.app import create_platform
from demo.platform.config import PlatformConfig
from demo.platform.course import DEMO_COURSE, Course
from demo.platform.register import register
from lti_service.cookies import SESSION
from lti_service.models import Base, Context, Deployment, Registration
from lti_service.services.figures import programmes
from tests.integration.lti_service.playing import arrive
from tests.integration.lti_service.site import (
    Later,
    Site,
    config_of,
    launch,
    page_data,
    serve,
    start_site,
)

MARK = "Willowmere"
"""Stands in every name that only the first trust has: who else reads it has read too much."""
PASSING = ("launch_session", "login", "audit_event")
"""Tables that any request may write for itself."""
KEPT = tuple(
    table
    for table in Base.metadata.sorted_tables
    if "id" in table.c and table.name not in PASSING
)


def marked(course: Course) -> Course:
    """The same course with the mark in its title and in the names of its people."""
    people = tuple(replace(one, name=f"{MARK} {one.name}") for one in course.people)
    return replace(course, title=f"{MARK} leaders", people=people)


@dataclass
class TwoTrusts:
    """`first` has the mark; `second` asks."""

    first: Site
    second: Site


@contextmanager
def two_trusts(folder: Path) -> Iterator[TwoTrusts]:
    """The service and both platforms, running."""
    first = start_site(folder, course=marked(DEMO_COURSE), name=f"{MARK} NHS Trust")
    later = Later()
    server, _ = serve("127.0.0.1", later)
    address = f"http://127.0.0.1:{server.port}"
    config = PlatformConfig(address, first.tool, name="Second Trust")
    with first.wiring.database.writing() as session:
        register(session, config, datetime.now(UTC))
    lms = create_platform(config)
    later.app = lms
    servers = [*first.servers, server]
    second = replace(first, platform=address, config=config, lms=lms)
    try:
        yield TwoTrusts(first, second)
    finally:
        replace(first, servers=servers).stop()


def rows(site: Site) -> dict[str, list[str]]:
    """Every row of every table in which people, their records and their grades are kept."""
    kept = {}
    with site.wiring.database.engine.connect() as connection:
        for table in KEPT:
            query = select(table).order_by(table.c.id)
            kept[table.name] = [str(row) for row in connection.execute(query)]
    return kept


@dataclass
class Opened:
    """What a person holds after a launch.

    `attempt` and `link`: the keys in their addresses; `token`: a bearer token, or a facilitator's
    cookie.
    """

    attempt: str
    link: str
    token: str


@dataclass
class Trust:
    """One trust's people with their pages open."""

    site: Site
    learner: Opened
    listed: Opened
    facilitator: Opened

    def play(self, answers: list[str]) -> None:
        """The learner answers from where they are."""
        learner = arrive(self.site)
        learner.play(answers, first=learner.config["view"]["step"])


def join_courses(site: Site) -> None:
    """Put the trust's courses in a programme that their facilitators may open."""
    now = site.wiring.clock()
    query = (
        select(Context, Registration)
        .join(Context.deployment)
        .join(Deployment.registration)
        .where(Registration.issuer == site.config.issuer)
    )
    with site.wiring.database.writing() as session:
        found = session.execute(query).all()
        registration = found[0].Registration
        programme = programmes.add(session, registration, f"{MARK} programme", now)
        for course, _ in found:
            programmes.join(session, programme, course)
        programmes.open_to_facilitators(session, programme, True)


def opened(site: Site) -> Trust:
    """The learner in the story and in the list, and the facilitator at their group's page."""
    story = config_of(launch(site, site.learner(), "kind").text)
    attempt = story["urls"]["respond"].split("/")[-2]
    listed = page_data(launch(site, site.learner(), "all").text)
    browser = loopback.Client()
    cohort = page_data(launch(site, site.facilitator(), "kind", browser).text)
    cookie = next(value for name, value in browser.cookies.items() if SESSION in name)
    browser.close()
    return Trust(
        site,
        Opened(attempt, "", story["auth"]["bearer"]),
        Opened("", listed["link"], listed["token"]),
        Opened("", cohort["link"], cookie),
    )
