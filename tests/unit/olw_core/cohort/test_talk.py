"""The order of decisions, the learners' own flags, and behaviours in words."""

from __future__ import annotations

from typing import Any

from olw_core import content
from olw_core.cohort.answers import decisions, letters, possible
from olw_core.cohort.decision import talks
from olw_core.cohort.principles import principle_words
from olw_core.cohort.published import Published
from olw_core.cohort.tables import Table
from olw_core.cohort.talk import flagged, listed, order
from tests.support.modules import golden


def test_the_most_even_split_comes_first() -> None:
    tables = {
        "all": Table("nearly all"),
        "lean": Table("leaning"),
        "half": Table("divided", {"a": 50, "b": 50}),
        "word": Table("divided"),
        "third": Table("divided", {"a": 30, "b": 30, "c": 40}),
    }
    assert order(tables) == ["third", "half", "word", "lean", "all"]


def test_what_looks_the_same_stands_as_in_the_story() -> None:
    tables = {"b": Table("divided"), "a": Table("divided")}
    assert order(tables) == ["b", "a"]


def test_a_decision_is_listed_once_three_have_flagged_it() -> None:
    influenced = {"one": frozenset[str](), "left": frozenset({"one"})}
    flags = {"one": 3, "left": 5}
    scenes = ["left", "one"]
    assert flagged(scenes, {"one": 2, "left": 2}, {}, influenced) == []
    assert flagged(scenes, flags, {}, influenced) == ["one"]
    assert flagged(scenes, {"one": 3}, {}, influenced) == ["one"]  # left: by nobody
    shown = {"left": Table("divided")}
    assert flagged(scenes, flags, shown, influenced) == ["left", "one"]


def test_once_listed_it_stays_listed() -> None:
    assert listed(["a"], ["b", "a"]) == ["a", "b"]
    assert listed(["a"], []) == ["a"]


def test_behaviours_in_words() -> None:
    module = content.load("kind")
    none = principle_words(module, {})
    assert (none.word, {one.word for one in none.behaviours}) == (None, {None})
    found = principle_words(
        module, {"desk": Table("leaning"), "office": Table("divided")}
    )
    words = {one.id: one.word for one in found.behaviours if one.word}
    assert words == {
        "kind-own-your-behaviour": "divided",
        "kind-team-wellbeing": "divided",
    }
    assert found.word == "divided"
    lean = principle_words(module, {"desk": Table("leaning")})
    assert (lean.word, lean.module, lean.title) == (
        "leaning",
        "kind",
        module["short_label"],
    )
    labels = [behaviour["label"] for behaviour in module["behaviours"]]
    assert [one.label for one in lean.behaviours] == labels


def test_every_decision_has_lines_in_the_authors_order() -> None:
    for module_id in content.module_ids():
        module = content.load(module_id)
        found = possible(module)
        assert list(found) == list(decisions(module))
        assert all(2 <= len(lines) <= 24 for lines in found.values())
    assert possible(content.load("kind"))["vehicle"] == (
        "ab",
        "ac",
        "ad",
        "bc",
        "bd",
        "cd",
    )


def test_answers_by_their_letters() -> None:
    kind = decisions(content.load("kind"))
    assert letters(kind["vehicle"], "ad") == "A, D"
    assert letters(kind["garage"], "b") == "B"
    rated = decisions(golden("rate"))
    [(scene, item)] = list(rated.items())[:1]
    assert (letters(item, "1234"), possible(golden("rate"))[scene]) == ("1234", ())
    rank = decisions(golden("rank"))
    assert all(
        len(set(lines)) == len(lines) for lines in possible(golden("rank")).values()
    )
    assert rank


def test_a_guide_that_lacks_a_scene_or_names_one_that_is_not_there() -> None:
    """Every decision is shown; questions stand where the guide has them."""
    module: Any = {**content.load("kind")}
    known = module["guide"]["decisions"]
    notes = known["floor"]
    module["guide"] = {**module["guide"], "decisions": {"floor": notes, "gone": notes}}
    shown = {}
    for lacks in (False, True):
        if lacks:
            del module["guide"]
        nothing = Published(module, {}, {}, [], plans=0, people=0, moved_at=None)
        found = talks(nothing)
        shown[lacks] = {one.scene for one in found if one.notes is not None}
        assert {one.scene for one in found} == set(decisions(module))
    assert shown == {False: {"floor"}, True: set()}
