"""Limits of a whole story: its time, nodes, record and number of decisions,
and rules about the average of all texts.
"""

from __future__ import annotations

from typing import Any

import yaml

from olw_core import content
from olw_core.authoring.compiler import compile_source, unfold
from olw_core.authoring.compiler.source import read_source
from olw_core.errors import ContentError
from tests.unit.olw_core.authoring.compiler.build import (
    chain,
    decision,
    ending,
    module,
    option,
)
from tests.unit.olw_core.authoring.compiler.cases import long

QUIET = {
    "behaviour-untested",
    "behaviour-card",
    "key-position",
}  # these stories are about size alone


def found(authored: dict[str, Any]) -> list[str]:
    """'level code at path: problem' of everything the compiler finds,
    except what these stories leave out on purpose.
    """
    source = read_source({"module.yaml": yaml.safe_dump(authored, sort_keys=False)}, {})
    try:
        problems = compile_source(source, content.framework()).warnings
    except ContentError as error:
        problems = error.problems
    return [
        f"{p.level} {p.code} at {p.path}: {p.problem}"
        for p in problems
        if p.code not in QUIET
    ]


def test_a_quiet_story() -> None:
    assert found(chain(["s1", "s2", "s3", "s4"])) == []


def test_too_few_and_too_many_decisions() -> None:
    assert found(chain(["s1", "s2", "s3"])) == [
        "warning decisions at story: Paths have 3 to 3 decisions."
    ]
    assert found(chain([f"s{i}" for i in range(7)])) == [
        "warning decisions at story: Paths have 7 to 7 decisions."
    ]


def test_exercises_of_three_scenes_are_not_counted() -> None:
    assert found(chain(["s1", "s2"])) == []


def test_a_story_of_more_than_eight_minutes() -> None:
    authored = chain([f"s{i}" for i in range(7)])
    for scene in authored["story"]["scenes"].values():
        scene["text"] = long(130)
        if "item" in scene:
            for number, option in enumerate(scene["item"]["options"].values()):
                option["text"] = long(25 - number)
                option["feedback"]["why"] = long(45)
    errors = [f for f in found(authored) if f.startswith("error")]
    assert errors == [
        "error story-too-long at story: The longest path takes about 10 minutes; the limit is 8."
    ]


def counting(steps: int, top: int, variables: int) -> dict[str, Any]:
    """Every decision adds to one of several counters, and every scene shows them all:
    states cannot be merged.
    """
    names = [f"v{i}" for i in range(variables)]
    authored = chain(
        [f"s{i}" for i in range(steps)],
        variables={n: {"start": 0, "min": 0, "max": top} for n in names},
    )
    for i, scene in enumerate(authored["story"]["scenes"].values()):
        scene["text"] = [
            "Here.",
            *(
                {"if": f"{n} == {v}", "text": f"{n} is {v}."}
                for n in names
                for v in range(top + 1)
            ),
        ]
        if "item" in scene:
            following = scene["item"]["options"]["a"]["go"]
            weights = [3, *[1] * (len(names) - 1)]
            scene["item"]["options"] = {
                letter: option(
                    following, weight, text=f"Go {letter}.", set={name: "+1"}
                )
                for letter, name, weight in zip(
                    "abcdefgh", names, weights, strict=False
                )
            }
            assert len(names) > 1, i
    return authored


def test_too_many_nodes() -> None:
    """Twelve decisions between three counters that stop at nine."""
    errors = [f for f in found(counting(12, 9, 3)) if f.startswith("error")]
    assert errors == [
        (
            "error too-many-nodes at variables: Scenes times variables make 455 nodes; the limit "
            "is 400."
        )
    ]


def test_far_too_many_states(monkeypatch: Any) -> None:
    """The walk itself stops, before it takes minutes."""
    monkeypatch.setattr(unfold, "MAX_STATES", 300)
    errors = [f for f in found(counting(12, 9, 3)) if f.startswith("error")]
    assert errors == [
        (
            "error too-many-nodes at variables: Scenes times variables make more than 300 nodes; "
            "the limit is 400."
        )
    ]


def test_a_record_that_could_outgrow_its_place() -> None:
    """79 rankings of six lines: nine characters each and more than 600 together."""
    authored = chain([f"s{i}" for i in range(79)])
    for i, scene in enumerate(authored["story"]["scenes"].values()):
        if "item" in scene:
            told = {"consequence": f"So {i}.", "why": "It is so.", "other": "Or not."}
            following = scene["item"]["options"]["a"]["go"]
            scene["item"] = {
                "type": "rank",
                "prompt": "Sort.",
                "options": {c: {"text": f"{c}."} for c in "abcdef"},
                "key": list("abcdef"),
                "feedback": {band: dict(told) for band in ("full", "part", "low")},
                "go": following,
            }
            scene["text"] = "Go."
    errors = [f for f in found(authored) if f.startswith("error record")]
    assert errors == [
        (
            "error record-too-long at story: An attempt record could reach 747 characters; the "
            "limit is 600."
        )
    ]


def test_a_module_that_is_hard_to_read_on_average() -> None:
    authored = chain(["s1", "s2", "s3", "s4"])
    for scene in authored["story"]["scenes"].values():
        scene["text"] = (
            "Organisational considerations necessitate collaboration. Administration "
            "necessitates communication."
        )
    grades = [f for f in found(authored) if "on average" in f]
    assert grades == [
        "warning reading-grade at (top): The module reads at grade 8.3 on average."
    ]


def test_the_strongest_option_is_judged_once_per_scene() -> None:
    """One report, though the scene is compiled for two states."""
    scenes = {
        "s1": decision({"a": "s2", "b": "s2"}),
        "s2": decision(
            {"a": "last", "b": "s3"},
            text=["You are here.", {"if": "seen", "text": "You know."}],
        ),
        "s3": decision({"a": "last", "b": "last"}),
        "last": ending(),
    }
    scenes["s1"]["item"]["options"]["a"]["set"] = {"seen": True}
    authored = module(scenes, "s1", variables={"seen": False})
    errors = [f for f in found(authored) if f.startswith("error")]
    assert errors == [
        (
            "error key-punished at story.scenes.s2.item: The strongest option loses points "
            "later: a weaker one leads to a higher total."
        )
    ]


def test_weights_of_a_decision_without_points_do_not_count() -> None:
    authored = chain(["s1", "s2", "s3", "s4"])
    item = authored["story"]["scenes"]["s2"]["item"]
    item["points"], item["tests"] = 0, []
    assert found(authored) == []


def test_an_acronym_is_told_once() -> None:
    authored = chain(["s1", "s2", "s3", "s4"])
    for scene in ("s2", "s3"):
        authored["story"]["scenes"][scene]["text"] = "The ICB is here."
    assert found(authored) == [
        "warning acronym at story.scenes.s2.text: 'ICB' is not explained."
    ]
    authored["story"]["scenes"]["s4"]["text"] = (
        "They are the integrated care board (ICB)."
    )
    assert found(authored) == []
