"""What a step keeps: exact where people differ, blurred where nearly all agree."""

from __future__ import annotations

import pytest

from olw_core import content
from olw_core.cohort.influence import influence
from olw_core.cohort.step import Step, joined, step_of, without
from olw_core.cohort.ways import Way, first_way
from olw_core.engine import engine
from tests.support.modules import golden

D = {"d": frozenset[str]()}


def room(**people: int) -> list[Way]:
    return [{"d": answer} for answer, many in people.items() for _ in range(many)]


# people, halves kept
KEPT = [
    ({"a": 6, "b": 4}, {"a": 12, "b": 8}),
    ({"a": 7, "b": 3}, {"a": 17}),
    ({"a": 8, "b": 1, "c": 1}, {"a": 17}),
    ({"a": 10}, {"a": 17}),
    ({"a": 3, "b": 3, "c": 4}, {"a": 6, "b": 6, "c": 8}),
]


@pytest.mark.parametrize(("people", "halves"), KEPT)
def test_what_is_kept(people: dict[str, int], halves: dict[str, int]) -> None:
    assert step_of(room(**people), D) == {"d": {"total": 20, "answers": halves}}


@pytest.mark.parametrize("many", range(8))
def test_fewer_than_eight_answers_are_not_kept(many: int) -> None:
    assert step_of(room(a=many), D) == {}


def test_eight_are() -> None:
    assert step_of(room(a=8), D) == {"d": {"total": 16, "answers": {"a": 13}}}
    divided = {"d": {"total": 16, "answers": {"a": 8, "b": 8}}}
    assert step_of(room(a=4, b=4), D) == divided


def test_what_few_met_is_left_out_and_what_it_leads_to_with_it() -> None:
    """Seven who differ widely: they are no step, and nothing else may tell of them."""
    influenced = {
        "side": frozenset[str](),
        "later": frozenset({"side"}),
        "other": frozenset[str](),
    }
    ways: list[Way] = []
    for place, answer in enumerate("aaabbcc"):
        ways.append({"side": answer, "later": "xy"[place % 2], "other": "m"})
    ways += [{"later": "x", "other": "n"}, {"later": "y", "other": "n"}] * 4
    kept = {"total": 30, "answers": {"m": 14, "n": 16}}
    assert step_of(ways, influenced) == {"other": kept}


def test_a_branch_is_kept_where_its_parent_divides_the_step() -> None:
    influenced = {"one": frozenset[str](), "left": frozenset({"one"})}
    ways: list[Way] = [
        *[{"one": "a", "left": "x"}] * 5,
        *[{"one": "a", "left": "y"}] * 4,
        *[{"one": "b"}] * 4,
    ]
    assert step_of(ways, influenced)["left"] == {
        "total": 18,
        "answers": {"x": 10, "y": 8},
    }
    assert "left" not in step_of(ways[:-1], influenced)


def test_influence_in_a_story() -> None:
    """Whoever is met is decided on the way there; the first decision is met by all."""
    found = influence(content.load("kind"))
    assert found["garage"] == frozenset()
    assert found["desk"] == found["crew_room"] == {"garage"}
    assert all(scene not in by for scene, by in found.items())


def test_options_that_depend_on_an_earlier_answer_are_an_influence() -> None:
    found = influence(content.load("collaborating"))
    assert "ward_desk" in found["call_start"], (
        "met by all, by some with a fourth option"
    )


def test_a_way_ends_at_an_ending_and_not_by_the_way_out() -> None:
    module = golden("way_out")
    record = engine.start(module)
    text = engine.write(record)
    assert first_way(module, text) is None
    left = engine.respond(module, record, 1, 0, "_")
    assert first_way(module, engine.write(left)) is None
    ended = engine.respond(module, record, 1, 0, "a")
    while first_way(module, engine.write(ended)) is None:
        ended = engine.respond(module, ended, 1, len(ended.steps), "a")
    way = first_way(module, engine.write(ended))
    assert way is not None
    assert set(way.values()) == {"a"}


def test_a_text_that_nobody_can_read_is_no_way() -> None:
    assert first_way(golden("way_out"), "nonsense") is None


def test_steps_add_up_and_are_taken_out_again() -> None:
    one: Step = {"d": {"total": 20, "answers": {"a": 17}}}
    other: Step = {"d": {"total": 20, "answers": {"b": 20}}, "e": one["d"]}
    both = joined(one, other)
    assert both == {
        "d": {"total": 40, "answers": {"a": 17, "b": 20}},
        "e": {"total": 20, "answers": {"a": 17}},
    }
    nothing = {"total": 0, "answers": {}}
    assert without(both, other) == {**one, "e": nothing}
    assert joined({}, one) == joined(one, {}) == without(one, {}) == one
