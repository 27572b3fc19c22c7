"""Nobody is found by looking at groups of a course, nor by who is forgotten between two looks.

Each attack is also run on figures that a group narrows, or that are made anew without whoever was
forgotten: there it must succeed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import product

import pytest

from olw_core.cohort.influence import Influence
from olw_core.cohort.rules import USUAL
from olw_core.cohort.step import Step, step_of
from olw_core.cohort.tables import tables

ONE: Influence = {"d": frozenset()}
ANSWERS = {"d": ("a", "b")}
KNOWN = ((0, 0), (0, 2), (1, 1), (2, 0))
"""How many of the two whom the attacker knows answered a, and b."""
Part = tuple[int, int]
"""How many of some people answered a, and b."""


def exact(part: Part) -> Step:
    """What would be kept without blur."""
    first, second = part
    halves = {"a": 2 * first, "b": 2 * second}
    return {"d": {"total": 2 * (first + second), "answers": halves}}


def blurred(part: Part) -> Step:
    """What is kept."""
    first, second = part
    return step_of([{"d": "a"}] * first + [{"d": "b"}] * second, ONE)


def page(steps: Iterable[Step]) -> str:
    """What a facilitator sees."""
    return repr(tables(steps, ANSWERS, USUAL))


def is_one_left(parts: Sequence[Part], known: Part) -> bool:
    """Whether those who are not known can only have answered alike, in whatever fits."""
    left = [(one - known[0], two - known[1]) for one, two in parts]
    possible = [rest for rest in left if min(rest) >= 0]
    all_a = all(two == 0 for _, two in possible)
    all_b = all(one == 0 for one, _ in possible)
    return bool(possible) and (all_a or all_b)


def by_group(group: Part, rest: Part) -> list[str]:
    """The page of all, and of each part, if a group narrowed the figures."""
    return [
        page([exact(group), exact(rest)]),
        page([exact(group)]),
        page([exact(rest)]),
    ]


def for_all(group: Part, rest: Part) -> list[str]:
    """The page, whichever group is chosen: people are counted without regard to groups."""
    whole = (group[0] + rest[0], group[1] + rest[1])
    return 3 * [page([blurred(whole)])]


@pytest.mark.parametrize(("shown", "is_safe"), [(by_group, False), (for_all, True)])
def test_groups_tell_no_more(
    shown: Callable[[Part, Part], list[str]], is_safe: bool
) -> None:
    """Ten of a group and twenty others: the group's answers are not found from all pages."""
    alike: defaultdict[str, list[Part]] = defaultdict(list)
    for first, others in product(range(11), range(21)):
        group = (first, 10 - first)
        pages = shown(group, (others, 20 - others))
        alike[repr(pages)].append(group)
    found = [
        (groups[0], known)
        for groups, known in product(alike.values(), KNOWN)
        if is_one_left(groups, known)
    ]
    assert (found == []) is is_safe


def made_anew(everyone: Part, forgotten: Part) -> list[str]:
    """The pages before and after, if figures were made anew without who was forgotten."""
    stay = (everyone[0] - forgotten[0], everyone[1] - forgotten[1])
    return [page([exact(everyone)]), page([exact(stay)])]


def kept_as_they_are(everyone: Part, _forgotten: Part) -> list[str]:
    """Both pages are of the steps that were taken."""
    return 2 * [page([blurred(everyone)])]


@pytest.mark.parametrize("people", [11, 31, 60])
@pytest.mark.parametrize(
    ("shown", "is_safe"), [(made_anew, False), (kept_as_they_are, True)]
)
def test_who_is_forgotten_tells_no_answer(
    shown: Callable[[Part, Part], list[str]], is_safe: bool, people: int
) -> None:
    """The pages of two days, between which somebody is gone whose name the attacker knows."""
    alike: defaultdict[str, list[tuple[Part, Part]]] = defaultdict(list)
    for first in range(people + 1):
        everyone = (first, people - first)
        for forgotten in ((1, 0), (0, 1)):
            if everyone[forgotten.index(1)]:
                pages = shown(everyone, forgotten)
                alike[repr(pages)].append((everyone, forgotten))
    found = [
        rooms
        for rooms, known in product(alike.values(), KNOWN)
        if len(answers_left(rooms, known)) == 1
    ]
    assert (found == []) is is_safe


def answers_left(rooms: Iterable[tuple[Part, Part]], known: Part) -> set[Part]:
    """What the forgotten one can have answered, beside the two who are known."""
    found = set()
    for everyone, forgotten in rooms:
        shares = zip(everyone, forgotten, known, strict=True)
        if all(whole >= gone + sure for whole, gone, sure in shares):
            found.add(forgotten)
    return found
