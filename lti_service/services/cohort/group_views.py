"""Which of a platform's groups a facilitator may look at, and the roster narrowed to them.

A tutor whom the platform lists in groups sees those alone; who is listed in none leads the course.
While it does not say which of the two somebody is, nobody is shown to them: nor to who is not
listed at all, where others are in groups.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from lti_service.services.cohort.groups import Group
from lti_service.services.cohort.rosters import Roster


@dataclass(frozen=True)
class GroupView:
    """`choices`: by id the groups to choose from. `chosen`: one of them, or "" for all.

    `is_unknown`: the platform has groups, and has not said which this facilitator is in.
    """

    roster: Roster | None
    choices: dict[str, Group]
    chosen: str = ""
    is_unknown: bool = False


def view(
    roster: Roster | None,
    sub: str,
    wanted: str,
    *,
    has_groups: bool,
) -> GroupView:
    """What the facilitator `sub` sees who asks for the group `wanted`, "" for all of theirs.

    A group that they may not see, or that is gone, counts as all of theirs. `has_groups`: whether
    the platform offers its groups in this course.
    """
    if has_groups and not _tells(roster, sub):
        return GroupView(None, {}, is_unknown=True)
    if roster is None:
        return GroupView(None, {})
    own = _own(roster, sub)
    names = roster.groups
    if own:
        names = {one: group for one, group in names.items() if one in own}
    if wanted in names:
        return GroupView(_only(roster, {wanted}), dict(names), wanted)
    if own:
        return GroupView(_only(roster, own), dict(names))
    return GroupView(roster, dict(names))


def leads(
    roster: Roster | None,
    sub: str,
    learner: str,
    *,
    has_groups: bool,
) -> bool:
    """Whether the facilitator `sub` leads this learner, as far as the platform says.

    Where it has groups and does not say whose they are, nobody does.
    """
    if not has_groups:
        return True
    if roster is None or not _tells(roster, sub):
        return False
    own = _own(roster, sub)
    return not own or bool(own & _own(roster, learner))


def _tells(roster: Roster | None, sub: str) -> bool:
    """Whether a roster says which groups somebody is in, or that they are in none.

    Of who is not in it that is said by one alone that is whole and has nobody in any group.
    """
    if roster is None:
        return False
    is_listed = any(person.sub == sub for person in roster.people)
    is_grouped = any(person.groups for person in roster.people)
    return is_listed or (roster.complete and not is_grouped)


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
