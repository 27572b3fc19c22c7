"""Whom a facilitator may look at, by what the platform says of its groups."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lti_service.messages.roles import FACILITATOR, LEARNER
from lti_service.services.cohort import group_views
from lti_service.services.cohort.rosters import Person, Roster

START = datetime(2026, 3, 1, tzinfo=UTC)
TUTOR = Person("tutor", "", FACILITATOR, frozenset({"set-1"}))
LEAD = Person("lead", "", FACILITATOR)
IN_ONE = Person("one", "", LEARNER, frozenset({"set-1"}))
IN_TWO = Person("two", "", LEARNER, frozenset({"set-2"}))
ALONE = Person("alone", "", LEARNER)
EVERYBODY = (TUTOR, LEAD, IN_ONE, IN_TWO, ALONE)
UNGROUPED = (LEAD, ALONE)


def roster(people: tuple[Person, ...], *, complete: bool) -> Roster:
    return Roster(people, START, complete)


@pytest.mark.parametrize(
    ("people", "complete", "sub", "led"),
    [
        (EVERYBODY, True, "tutor", ["one"]),
        (EVERYBODY, True, "lead", ["one", "two", "alone"]),
        # a part says of those who are in it
        (EVERYBODY, False, "tutor", ["one"]),
        (EVERYBODY, False, "lead", ["one", "two", "alone"]),
        # nobody has said whose group this facilitator leads
        (EVERYBODY, True, "not listed", []),
        (EVERYBODY, False, "not listed", []),
        (UNGROUPED, False, "tutor", []),
        # the whole course, and nobody is in any group
        (UNGROUPED, True, "lead", ["one", "two", "alone"]),
        (UNGROUPED, True, "not listed", ["one", "two", "alone"]),
        ((), False, "lead", []),
    ],
)
def test_where_a_course_has_groups(
    people: tuple[Person, ...], complete: bool, sub: str, led: list[str]
) -> None:
    told = roster(people, complete=complete)
    learners = ["one", "two", "alone"]
    found = [
        one for one in learners if group_views.leads(told, sub, one, has_groups=True)
    ]
    assert found == led
    seen = group_views.view(told, sub, "", has_groups=True)
    assert (seen.is_unknown, seen.roster is None) == (not led, not led)


def test_where_it_has_none_or_nothing_is_told() -> None:
    assert group_views.leads(None, "lead", "one", has_groups=False)
    assert not group_views.leads(None, "lead", "one", has_groups=True)
    assert group_views.view(None, "lead", "", has_groups=True).is_unknown
