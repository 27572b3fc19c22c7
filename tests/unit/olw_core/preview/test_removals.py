"""What the form takes away: an option, a scene that nothing leads to, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from olw_core import content
from olw_core.errors import OlwError
from olw_core.preview.form import additions, edits, fields, removals
from tests.unit.olw_core.preview.test_edits import STORY, notes

THREE = additions.with_option(STORY, "one")
LATE = additions.with_scene(STORY, "late", "ending")
GUIDED = f"""{LATE}
facilitator:
  decisions:
    one: {{watch_for: A}}
    late: {{watch_for: B}}
"""
ASKED = LATE.replace("text: Stay", "text: Stay\n            if: late.b and not near")
BRACES = "story: {start: b, scenes: {a: {text: A}, b: {text: B}, c: {text: C}}}\n"


def scene(name: str) -> Callable[[str], str]:
    return lambda text: removals.without_scene(text, name)


def option(where: str, which: str) -> Callable[[str], str]:
    return lambda text: removals.without_option(text, where, which)


def test_an_added_option_and_scene_go_again_and_their_ids_are_retired() -> None:
    without = removals.without_option(THREE, "one", "c")
    assert edits.read(without) == {**edits.read(STORY), "retired": ["one.c"]}
    assert notes(without) == notes(STORY)
    without = removals.without_scene(LATE, "late")
    assert edits.read(without) == {**edits.read(STORY), "retired": ["late"]}
    assert notes(without) == notes(STORY)


def test_a_scene_takes_its_part_of_the_guide_along() -> None:
    data = edits.read(removals.without_scene(GUIDED, "late"))
    assert data["facilitator"] == {"decisions": {"one": {"watch_for": "A"}}}
    assert fields.scene_ids(data) == ["one", "end"]


@pytest.mark.parametrize(("name", "left"), [("a", ["b", "c"]), ("c", ["a", "b"])])
def test_scenes_in_braces(name: str, left: list[str]) -> None:
    assert fields.scene_ids(edits.read(removals.without_scene(BRACES, name))) == left


def test_the_last_option_of_each_choice_of_a_real_story() -> None:
    """It is gone alone, or refused because the story asks for it."""
    text = (content.folder("improving") / "module.yaml").read_text("utf-8")
    data = edits.read(text)
    gone = 0
    for where in fields.scene_ids(data):
        for which in fields.options(data, where)[-1:]:
            before = data["story"]["scenes"][where]["item"]["options"]
            try:
                made = edits.read(removals.without_option(text, where, which))
            except OlwError as error:
                assert error.code == "form-in-use"
                continue
            gone += 1
            after = made["story"]["scenes"][where]["item"]["options"]
            assert list(after) == [one for one in before if one != which]
            assert made["retired"][-1] == f"{where}.{which}"
    assert gone > 0


REFUSED = [
    (STORY, scene("one"), "form-in-use", "story.start leads there"),
    (STORY, scene("end"), "form-in-use", "options.a.go leads there"),
    (ASKED, scene("late"), "form-in-use", "options.b.if leads there"),
    (STORY, scene("x"), "form-no-scene", "no scene 'x'"),
    (STORY, option("one", "a"), "form-in-use", "needs 2 options"),
    (THREE, option("one", "x"), "form-no-choice", "no option 'x'"),
    (THREE, option("end", "a"), "form-no-choice", "no option 'a'"),
    (THREE, option("x", "a"), "form-no-scene", "no scene 'x'"),
    (f"{THREE}\n\tx: [", option("one", "a"), "form-broken", "cannot be read"),
]


@pytest.mark.parametrize(("text", "removing", "code", "says"), REFUSED)
def test_what_cannot_be_taken_away(
    text: str, removing: edits.Edit, code: str, says: str
) -> None:
    with pytest.raises(OlwError) as caught:
        removing(text)
    assert (caught.value.code, says in str(caught.value)) == (code, True)
