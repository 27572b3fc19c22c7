"""The invented people of the demo trust's courses, and their names."""

from __future__ import annotations

from dataclasses import dataclass

MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#"


@dataclass(frozen=True)
class Person:
    """Someone of a course."""

    id: str
    """What the tool gets as `sub`."""
    name: str
    """Shared in the roster where the platform shares names."""
    roles: tuple[str, ...] = (MEMBERSHIP + "Learner",)
    """Full context roles."""
    groups: tuple[str, ...] = ()
    """Ids of groups that they are in."""

    @property
    def is_learner(self) -> bool:
        """Whether the gradebook has a row for them."""
        return MEMBERSHIP + "Learner" in self.roles


FACILITATOR = (MEMBERSHIP + "Instructor",)
LEARNERS = (
    "Abena Mensah",
    "Bronwen Pugh",
    "Callum Reid",
    "Dipti Shah",
    "Ewa Kowalska",
    "Femi Adeyemi",
    "Grace Oyelaran",
    "Hamza Malik",
    "Imogen Clarke",
    "Jerome Baptiste",
    "Kirsty McAllister",
    "Lakshmi Nair",
    "Marcus Webb",
    "Niamh Doyle",
)
PEOPLE = (
    *(Person(f"u{100 + number}", name) for number, name in enumerate(LEARNERS)),
    Person("u201", "Olive Hartley", FACILITATOR),
    Person("u202", "Peter Nwosu", FACILITATOR),
)
FIRST_NAMES = (
    "Ade",
    "Beth",
    "Chidi",
    "Devi",
    "Elin",
    "Farid",
    "Gwen",
    "Hana",
    "Ivo",
    "June",
)
LAST_NAMES = (
    "Abbott",
    "Begum",
    "Castle",
    "Dhillon",
    "Evans",
    "Fox",
)


def group(name: str, many: int) -> tuple[Person, ...]:
    """So many invented learners, and one facilitator. `name`: what their ids begin with."""
    people = []
    for number in range(many):
        first = FIRST_NAMES[number % len(FIRST_NAMES)]
        last = LAST_NAMES[number // len(FIRST_NAMES)]
        people.append(Person(f"{name}-{number}", f"{first} {last}"))
    people.append(Person(f"{name}-lead", "Olive Hartley", FACILITATOR))
    return tuple(people)
