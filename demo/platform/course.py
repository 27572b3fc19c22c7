"""The invented courses of the demo trust: who is in each (people.py says who there is), and its
activities.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from demo.platform.people import PEOPLE, Person, group


@dataclass(frozen=True)
class Activity:
    """A placed link."""

    id: str
    """The resource link's id."""
    title: str
    """Of the link, and of its column."""
    module: str = ""
    """The story that it opens, "" for all of them."""
    custom: dict[str, str] = field(default_factory=dict)
    """Custom parameters of the launch."""
    own_line_item: bool = True
    """False leaves it to the tool to make a column."""
    short: str = "Open"
    """Names it beside a person."""
    url: str = ""
    """The target, where the tool named one."""
    window: bool = False
    """Whether it opens in a window of its own."""


@dataclass(frozen=True)
class GroupSet:
    """Groups that belong together."""

    name: str
    """What people call it."""
    groups: tuple[str, ...] = ()
    """Ids of its groups."""


@dataclass(frozen=True)
class Course:
    """A course with its people and activities, found by id."""

    id: str
    """The context's id."""
    title: str
    """The context's title."""
    people: tuple[Person, ...]
    """In the roster's order."""
    activities: tuple[Activity, ...]
    """In the page's order."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """Id -> name."""
    group_sets: Mapping[str, GroupSet] = field(default_factory=dict)
    """By id."""
    copied_from: tuple[str, ...] = ()
    """Ids of the courses that it is a copy of, the nearest first."""

    def person(self, person_id: str) -> Person | None:
        """The member with this id."""
        for one in self.people:
            if one.id == person_id:
                return one
        return None

    def activity(self, activity_id: str) -> Activity | None:
        """The activity with this id."""
        for one in self.activities:
            if one.id == activity_id:
                return one
        return None


def _group(name: str, title: str, many: int) -> Course:
    """A course without a gradebook: so many invented learners, one facilitator, all stories."""
    activities = (Activity(name, f"All modules: {title}"),)
    return Course(name, title, group(name, many), activities)


SETS = {
    "set-0": "Set 1",
    "set-1": "Set 2",
    "set-2": "Set 3",
    "set-3": "Set 4",
    "set-4": "Set 5",
    "set-5": "Set 6",
}
WAVES = {
    "wave-1": GroupSet(
        "First wave",
        (
            "set-0",
            "set-1",
            "set-2",
        ),
    ),
    "wave-2": GroupSet(
        "Second wave",
        (
            "set-3",
            "set-4",
            "set-5",
        ),
    ),
}


def _in_sets(course: Course) -> Course:
    """The same course with its learners in action-learning sets of ten, in two waves."""
    people = []
    for number, person in enumerate(course.people):
        inside = f"set-{number // 10}"
        if person.is_learner:
            person = replace(
                person,
                groups=(inside,),
            )
        people.append(person)
    return replace(
        course,
        people=tuple(people),
        groups=SETS,
        group_sets=WAVES,
    )


OTHER_COURSES = (
    _group("nine", "Theatre team leads, 9 people", 9),
    _in_sets(_group("sixty", "New managers, 60 people", 60)),
)
"""Beside the 14 of the course with a gradebook: what a small and a large group look like."""
DEMO_COURSE = Course(
    "leading-together",
    "Leading together, autumn group",
    PEOPLE,
    (
        Activity("kind", "Kind and respectful: a story", "kind", short="Story"),
        Activity("all", "All modules of Our Leadership Way", short="All modules"),
    ),
)
