"""Which of a platform's groups a facilitator may look at, and the roster narrowed to them.

A tutor whom the platform lists in groups sees those alone; who is listed in none leads the course.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from lti_service.services.cohort.rosters import Roster


@dataclass(frozen=True)
class GroupView:
    """`choices`: id -> name, of the groups to choose from. `chosen`: one of them, or "" for all."""

    roster: Roster | None
    choices: dict[str, str]
    chosen: str = ""


def view(roster: Roster | None, sub: str, wanted: str) -> GroupView:
    """What the facilitator `sub` sees who asks for the group `wanted`, "" for all of theirs.

    A group that they may not see, or that is gone, counts as all of theirs.
    """
    if roster is None:
        return GroupView(None, {})
    own = _own(roster, sub)
    names = roster.groups
    if own:
        names = {one: name for one, name in names.items() if one in own}
    if wanted in names:
        return GroupView(_only(roster, {wanted}), dict(names), wanted)
    if own:
        return GroupView(_only(roster, own), dict(names))
    return GroupView(roster, dict(names))


def _own(roster: Roster, sub: str) -> Set[str]:
    """The groups that the platform lists this person in."""
    for person in roster.people:
        if person.sub == sub:
            return person.groups
    return frozenset()


def _only(roster: Roster, groups: Set[str]) -> Roster:
    """The people of these groups."""
    people = [person for person in roster.people if person.groups & groups]
    return replace(roster, people=tuple(people), is_part=True)
