"""Nobody's answer can be worked out: every room of 8 to 14, by brute force; larger ones by sample.

Each attack is also run on figures without protection, where it must succeed: an attack that finds
nothing anywhere proves nothing.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from olw_core import content
from olw_core.cohort import step as steps_module
from olw_core.cohort.influence import Influence, influence
from olw_core.cohort.rules import KNOWN_ANSWERS, Rules
from olw_core.cohort.step import Counts, Step, step_of
from olw_core.cohort.tables import Table, tables
from olw_core.cohort.ways import Way
from tests.strategies import modules
from tests.support.modules import compiled
from tests.unit.olw_core.cohort.attack import all_ways, exact, isolated, told

LINE: Influence = {"one": frozenset()}
THREE = [{"one": "a"}, {"one": "b"}, {"one": "c"}]
TWO_LINES: Influence = {"one": frozenset(), "two": frozenset()}
FOUR = [{"one": one, "two": two} for one in "ab" for two in "ab"]
FORK: Influence = {"one": frozenset(), "left": frozenset({"one"}), "end": frozenset()}
FORKED = [
    {"one": "a", "left": "a", "end": "a"},
    {"one": "a", "left": "b", "end": "b"},
    {"one": "b", "end": "a"},
    {"one": "b", "end": "b"},
]
DEEP: Influence = {
    "one": frozenset(),
    "left": frozenset({"one"}),
    "far": frozenset({"one", "left"}),
}
DEEPER = [
    {"one": "a", "left": "a", "far": "a"},
    {"one": "a", "left": "a", "far": "b"},
    {"one": "a", "left": "b"},
    {"one": "b"},
]
STORIES = {
    "one decision of three": (THREE, LINE),
    "two decisions for all": (FOUR, TWO_LINES),
    "a scene on one way only": (FORKED, FORK),
    "a scene behind a scene": (DEEPER, DEEP),
}


@pytest.mark.parametrize("people", range(8, 15))
@pytest.mark.parametrize("story", STORIES)
def test_nobody_is_isolated_in_any_room(story: str, people: int) -> None:
    ways, influenced = STORIES[story]
    assert isolated(ways, influenced, people, step_of) == []


@pytest.mark.parametrize("story", STORIES)
def test_the_attack_finds_people_where_nothing_protects_them(story: str) -> None:
    ways, influenced = STORIES[story]
    assert isolated(ways, influenced, 10, exact) != []


@pytest.mark.parametrize("story", STORIES)
def test_a_smaller_blur_is_not_enough(
    story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps_module, "BLUR", KNOWN_ANSWERS)
    ways, influenced = STORIES[story]
    assert isolated(ways, influenced, 10, step_of) != []


def test_without_leaving_out_branches_the_attack_finds_people() -> None:
    """A step that tells of a branch whose reach is blurred away gives its parent's answers."""

    def forgetful(ways: Sequence[Way], influence: Influence) -> Mapping[str, object]:
        return step_of(ways, dict.fromkeys(influence, frozenset()))

    assert isolated(FORKED, FORK, 11, forgetful) != []


def of_module(authored: object) -> tuple[list[dict[str, str]], Influence]:
    module = compiled(authored)  # type: ignore[arg-type]
    ways = all_ways(module)
    different = {tuple(way.items()) for way in ways}
    unique = map(dict, different)
    return sorted(unique, key=str), influence(module)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(modules(), st.data())
def test_nobody_is_isolated_in_any_story(authored: object, data: st.DataObject) -> None:
    """Stories with variables, branches and a way out; few ways and many who went them."""
    ways, influenced = of_module(authored)
    assume(len(ways) > 1)
    few = data.draw(st.lists(st.sampled_from(ways), min_size=1, max_size=4))
    counts = data.draw(st.lists(st.integers(0, 20), min_size=4, max_size=4))
    picked = [way for way, many in zip(few, counts, strict=False) for _ in range(many)]
    assume(8 <= len(picked) <= 60)
    known = data.draw(st.lists(st.integers(0, len(picked) - 1), max_size=2))
    find_alternatives(picked, set(known), nearest_of(ways), influenced)


Answers = tuple[tuple[str, str], ...]
"""A way, scene by scene."""
Near = Callable[[Answers], list[Way]]
"""All ways of a story, beginning with those that differ least from the one given."""


def find_alternatives(
    room: Sequence[Way],
    known: set[int],
    near: Near,
    influenced: Influence,
) -> None:
    """`near`: from `nearest_of` all ways of the story.

    For everyone else and each of their answers: another room that looks the same, in which the
    known answered the same and this person did not.
    """
    shown = told(step_of, room, influenced)
    others = [way for index, way in enumerate(room) if index not in known]
    for way in {tuple(one.items()) for one in others}:
        mine = dict(way)
        place = next(
            index
            for index, one in enumerate(room)
            if index not in known and one == mine
        )
        for scene, answer in mine.items():
            if any(one.get(scene, answer) != answer for one in others):
                continue  # whoever answered so could be this person
            looks_the_same = any(
                told(step_of, _with(room, place, other), influenced) == shown
                for other in near(way)
                if other.get(scene, answer) != answer
            )
            assert looks_the_same or _has_one_answer(near(way), scene), (
                f"{mine} must have answered {answer} in {scene}"
            )


def _has_one_answer(ways: Sequence[Way], scene: str) -> bool:
    return len({one[scene] for one in ways if scene in one}) == 1


def nearest_of(ways: Sequence[Way]) -> Near:
    """Whoever went nearly the same way is the likeliest to look the same: few rooms are made."""

    @functools.cache
    def near(way: Answers) -> list[Way]:
        return sorted(ways, key=lambda other: len(other.items() ^ way))

    return near


def _with(room: Sequence[Way], place: int, way: Way) -> list[Way]:
    return [*room[:place], way, *room[place + 1 :]]


@pytest.mark.parametrize("module_id", content.module_ids())
def test_nobody_is_isolated_in_our_stories(module_id: str) -> None:
    """Rooms in which all but a few decide alike are the hard ones: two known, all sizes to 60."""
    module = content.load(module_id)
    ways = all_ways(module)
    influenced = influence(module)
    near = nearest_of(ways)
    usual = ways[len(ways) // 3]
    for size, odd in itertools.product((10, 14, 30, 60), range(6)):
        others = [ways[(7919 * number) % len(ways)] for number in range(odd)]
        room = [*others, *[usual] * (size - odd)]
        for known in (set(), {0}, {0, 1}):
            find_alternatives(room, known, near, influenced)


ONE: Influence = {"d": frozenset()}
ANSWERS = {"d": ("a", "b")}
Day = Mapping[str, Table]


def step_by_step(rooms: Sequence[tuple[int, int]], *, protected: bool) -> list[Day]:
    """What is published day by day when ten people more have finished each day."""
    steps: list[Step] = []
    days: list[Day] = []
    for first, second in rooms:
        ways: list[dict[str, str]] = [{"d": "a"}] * first + [{"d": "b"}] * second
        halves = {"a": 2 * first, "b": 2 * second}
        counts: Counts = {"total": 2 * len(ways), "answers": halves}
        step = step_of(ways, ONE) if protected else {"d": counts}
        steps.append(step)
        days.append(tables(steps, ANSWERS, Rules()))
    return days


@pytest.mark.parametrize("protected", [True, False])
def test_days_beside_each_other_tell_no_more(protected: bool) -> None:
    """Words at 10 and 20 and shares at 30, all kept: rounding alone gives people away."""
    alike: defaultdict[str, list[tuple[int, ...]]] = defaultdict(list)
    for firsts in itertools.product(range(11), repeat=3):
        days = step_by_step([(one, 10 - one) for one in firsts], protected=protected)
        alike[repr(days)].append(firsts)
    found = 0
    for rooms in alike.values():
        for day, known in itertools.product(range(3), [(0, 2), (1, 1), (2, 0)]):
            left = [
                (room[day] - known[0], 10 - room[day] - known[1])
                for room in rooms
                if room[day] >= known[0] and 10 - room[day] >= known[1]
            ]
            if left and (
                all(one == 0 for one, _ in left) or all(two == 0 for _, two in left)
            ):
                found += 1
    assert (found == 0) is protected


def test_who_is_who_changes_nothing() -> None:
    room = [*[FORKED[0]] * 5, *[FORKED[3]] * 6, FORKED[1], FORKED[2]]
    assert step_of(room, FORK) == step_of(room[::-1], FORK)


def test_a_step_keeps_no_persons_way() -> None:
    """A step has one count for each scene: which answers went together is not in it."""
    room = [FORKED[0]] * 5 + [FORKED[3]] * 5
    assert step_of(room, FORK) == {
        "one": {"total": 20, "answers": {"a": 10, "b": 10}},
        "end": {"total": 20, "answers": {"a": 10, "b": 10}},
    }


Firsts = tuple[int, int, int, int]
"""Of ten people each: how many gave the first answer in course A on two days, then in course B."""


def programme_days(firsts: Firsts, *, protected: bool) -> list[str]:
    """All pages of two days side by side: each course's, and that of a programme of both.

    On the first day only A is in the programme: B joins on the second.
    """
    a_one, a_two, b_one, b_two = firsts
    first = [(a_one,), (b_one,), (a_one,)]
    second = [(a_one, a_two), (b_one, b_two), firsts]
    return [_page_of(steps, protected=protected) for steps in (*first, *second)]


@functools.lru_cache(maxsize=1000)
def _page_of(firsts: tuple[int, ...], *, protected: bool) -> str:
    """What is published of steps of ten people each, to be compared."""
    steps = [_ten(one, protected=protected) for one in firsts]
    return repr(tables(steps, ANSWERS, Rules()))


def _ten(first: int, *, protected: bool) -> Step:
    """A step of ten people of whom so many gave the first answer."""
    ways: list[dict[str, str]] = [{"d": "a"}] * first + [{"d": "b"}] * (10 - first)
    if protected:
        return step_of(ways, ONE)
    halves = {"a": 2 * first, "b": 20 - 2 * first}
    return {"d": {"total": 20, "answers": halves}}


@pytest.mark.parametrize("protected", [True, False])
def test_a_programme_and_its_courses_over_days_tell_no_more(protected: bool) -> None:
    """Whoever subtracts one page from another finds nobody; with rounding alone they do."""
    alike: defaultdict[str, list[Firsts]] = defaultdict(list)
    for a_one, a_two, b_one, b_two in itertools.product(range(11), repeat=4):
        firsts = (a_one, a_two, b_one, b_two)
        shown = programme_days(firsts, protected=protected)
        alike[repr(shown)].append(firsts)
    found = 0
    for rooms in alike.values():
        for step, (known_a, known_b) in itertools.product(
            range(4), [(0, 2), (1, 1), (2, 0)]
        ):
            many = {room[step] for room in rooms}
            left = {one for one in many if known_a <= one <= 10 - known_b}
            found += bool(left) and (left == {known_a} or left == {10 - known_b})
    assert (found == 0) is protected
