"""A running site whose course is full of people who have finished, in an organisation."""

from __future__ import annotations

import functools
import random
from datetime import UTC, datetime, timedelta

from demo.platform.course import Activity, Course
from demo.platform.people import FACILITATOR, Person
from lti_service.library import Library
from lti_service.models import Registration
from tests.integration.lti_service.site import Site
from tests.support.rooms import Rooms
from tests.unit.olw_core.cohort.attack import all_ways

STORY = Activity("kind", "A story", "kind")
ALL = Activity("all", "All stories")


def course_of(many: int, *activities: Activity) -> Course:
    """A course of so many learners and one facilitator."""
    people = [Person(f"p{number}", f"Person of {number}") for number in range(many)]
    lead = Person("f", "Olive", FACILITATOR)
    return Course("room", "The room", (*people, lead), activities or (STORY,))


def rooms_of(site: Site) -> Rooms:
    """The site's own tables, to fill them without a browser."""
    rooms = Rooms(
        site.wiring.database,
        site.wiring.library.modules,
        datetime.now(UTC) - timedelta(days=9),
    )
    with site.wiring.database.reading() as session:
        rooms.platforms["here"] = session.query(Registration).one().id
    return rooms


@functools.cache
def ways(module_id: str) -> list[list[str]]:
    """The answers of every way through a shipped module."""
    module = Library.load().modules[module_id]
    return [list(way.values()) for way in all_ways(module)]


def fill(
    site: Site, many: int, *, first: int = 0, course: str = "room", module: str = "kind"
) -> Rooms:
    """So many finish a story in their own ways, and are counted."""
    rooms = rooms_of(site)
    rng = random.Random(many + first)
    for number in range(first, first + many):
        answers = rng.choice(ways(module))
        sub = f"p{number}" if course == "room" else f"{course}-{number}"
        activity = module if course == "room" else f"{course}-{module}"
        rooms.play(
            sub,
            answers,
            module=module,
            course=course,
            platform="here",
            activity=activity,
        )
    rooms.count()
    return rooms
