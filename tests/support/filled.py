"""A running site whose course is full of people who have finished, in an organisation."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from demo.platform.course import FACILITATOR, Activity, Course, Person
from lti_service.models import Registration
from olw_core.formats.compiled import Module
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


def some_way(module: Module, rng: random.Random) -> list[str]:
    """Any way to an ending."""
    return list(rng.choice(all_ways(module)).values())


def fill(
    site: Site, many: int, *, first: int = 0, course: str = "room", module: str = "kind"
) -> Rooms:
    """So many finish a story in their own ways, and are counted."""
    rooms = rooms_of(site)
    rng = random.Random(many + first)
    for number in range(first, first + many):
        answers = some_way(rooms.modules[module], rng)
        sub = f"p{number}" if course == "room" else f"{course}-{number}"
        rooms.play(
            sub,
            answers,
            module=module,
            course=course,
            platform="here",
            activity=module if course == "room" else f"{course}-{module}",
        )
    rooms.count()
    return rooms
