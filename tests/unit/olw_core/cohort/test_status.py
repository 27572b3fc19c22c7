"""olw_core.cohort.status: who is counted, what is told, and that nothing else can be."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from olw_core.cohort.status import Begun, Cell, Cohort, Member, Totals, statuses

EARLY, LATE = date(2026, 11, 2), date(2026, 11, 20)
DONE = Cell("completed", EARLY)


def test_everyone_on_the_roster_has_a_row_in_its_order() -> None:
    roster = [Member("c"), Member("a"), Member("b")]
    begun = [Begun(["a"], "kind"), Begun(["b"], "kind", EARLY)]
    assert statuses(roster, begun, ["kind"]) == Cohort(
        ("kind",),
        ("c", "a", "b"),
        ([Cell("not started"), Cell("in progress"), DONE],),
        (Totals("kind", 1, 1, 1),),
        0,
    )


def test_facilitators_are_not_counted_even_when_the_roster_calls_them_learners() -> (
    None
):
    roster = [Member("a"), Member("lead"), Member("lead", facilitates=True)]
    cohort = statuses(roster, [Begun(["lead"], "kind", EARLY)], ["kind"])
    assert (list(cohort.people), cohort.totals, cohort.elsewhere) == (
        ["a"],
        (Totals("kind", 1, 0, 0),),
        0,
    )


def test_two_placements_count_as_the_furthest_one_on_the_earliest_day() -> None:
    begun = [
        Begun(["a"], "kind", LATE),
        Begun(["a"], "kind"),
        Begun(["a"], "kind", EARLY),
    ]
    for order in (
        begun,
        begun[::-1],
        [begun[1], begun[0], begun[2]],
    ):
        assert statuses([Member("a")], order, ["kind"]).columns == ([DONE],)


def test_people_who_left_are_a_number_without_a_name() -> None:
    begun = [
        Begun(["gone"], "kind", EARLY),
        Begun(["gone"], "trusted"),
        Begun(["other"], "retired"),
    ]
    cohort = statuses([Member("a")], begun, ["kind", "trusted"])
    assert (cohort.elsewhere, list(cohort.people)) == (1, ["a"])


def test_modules_that_are_not_asked_for_are_not_shown() -> None:
    cohort = statuses([Member("a")], [Begun(["a"], "trusted", EARLY)], ["kind"])
    assert cohort.columns == ([Cell("not started")],)


def test_empty_course() -> None:
    assert statuses([], [], ["kind"]) == Cohort(
        ("kind",), (), ([],), (Totals("kind", 0, 0, 0),), 0
    )


def test_there_is_no_room_for_answers_or_scores() -> None:
    """The disclosure rule by construction: widening these types is a decision, not an accident."""
    told = {}
    for kind in (Member, Begun, Cell, Cohort, Totals):
        told[kind.__name__] = [field.name for field in fields(kind)]
    assert told == {
        "Member": ["person", "facilitates"],
        "Begun": ["people", "module", "completed_on"],
        "Cell": ["status", "completed_on"],
        "Cohort": ["modules", "people", "columns", "totals", "elsewhere"],
        "Totals": ["module", "not_started", "in_progress", "completed"],
    }


PEOPLE = st.sampled_from("abcdefgh")
MODULES = ["kind", "trusted"]
ROSTERS = st.lists(st.builds(Member, PEOPLE, st.booleans()), max_size=12)
STANDINGS = st.lists(
    st.builds(
        Begun,
        st.lists(PEOPLE, max_size=3),
        st.sampled_from([*MODULES, "retired"]),
        st.sampled_from([None, EARLY, LATE]),
    ),
    max_size=30,
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # of a busy machine
@given(ROSTERS, STANDINGS, st.randoms(use_true_random=False))
def test_totals_add_up_and_the_order_of_standings_says_nothing(
    roster: list[Member], begun: list[Begun], random: Random
) -> None:
    cohort = statuses(roster, begun, MODULES)
    leads = {member.person for member in roster if member.facilitates}
    assert set(cohort.people) == {member.person for member in roster} - leads
    for total in cohort.totals:
        assert total.not_started + total.in_progress + total.completed == len(
            cohort.people
        )
    shuffled = list(begun)
    random.shuffle(shuffled)
    assert statuses(roster, shuffled, MODULES) == cohort


def test_strangers_are_counted_where_they_have_begun_a_module_shown() -> None:
    begun = [("x", "kind"), ("y", "kind"), ("z", "retired")]
    reached = [Begun([person], module, None) for person, module in begun]
    found = statuses([Member("a", False)], reached, ["kind"])
    totals = (Totals("kind", 1, 0, 0),)
    assert found == Cohort(("kind",), ("a",), ([Cell("not started")],), totals, 2)
