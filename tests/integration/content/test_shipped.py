"""The six shipped modules: complete, free of warnings,
and equal in both engines on every path and every card.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from olw_core import content
from olw_core.authoring import authored as authored_types
from olw_core.authoring.compiler.items import answers
from olw_core.authoring.compiler.lint.scored import scored_choices
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.shapes import load_shapes
from olw_core.authoring.compiler.source import read_source
from olw_core.engine import engine
from olw_core.engine.story import walk
from tests.support.play import every_path
from tests.support.twin import Call, NodeEngine, call_python

MODULES = content.module_ids()
BATCH = 400
MAX_MINUTES = 8


@pytest.fixture(scope="module")
def node() -> Iterator[NodeEngine]:
    with NodeEngine() as running:
        yield running


def authored(module_id: str) -> authored_types.Module:
    """The module as written, with defaults filled in."""
    folder = content.modules_dir() / module_id
    files = {
        name: (folder / name).read_text("utf-8")
        for name in content.PARTS
        if (folder / name).is_file()
    }
    return load_shapes(Problems(read_source(files, {})))


def test_one_module_per_principle() -> None:
    assert tuple(content.load(i)["principle"] for i in MODULES) == tuple(
        p.id for p in content.framework().principles
    )
    assert len(MODULES) == 6


@pytest.mark.parametrize("module_id", MODULES)
def test_no_warnings(module_id: str) -> None:
    """Behaviours left untested are a warning in general (docs/decisions);
    here every warning is an error.
    """
    assert [
        str(w)
        for w in content.compile_folder(content.modules_dir() / module_id).warnings
    ] == []


@pytest.mark.parametrize("module_id", MODULES)
def test_every_behaviour_is_tested_and_has_a_card_with_two_variants(
    module_id: str,
) -> None:
    module = content.load(module_id)
    behaviours = sorted(b["id"] for b in module["behaviours"])
    assert (
        sorted({t for item in module["story"]["items"] for t in item["tests"]})
        == behaviours
    )
    assert {card["id"]: sorted(card["variants"]) for card in module["cards"]} == {
        b: ["a", "b"] for b in behaviours
    }


def test_the_33_behaviours() -> None:
    assert sum(len(content.load(i)["cards"]) for i in MODULES) == 33


@pytest.mark.parametrize("module_id", MODULES)
def test_every_path(module_id: str, node: NodeEngine) -> None:
    """Every path, leaving included, ends with a score of 0..100;
    both engines say the same about every ending.
    """
    module = content.load(module_id)
    assert module["minutes"] <= MAX_MINUTES
    texts: list[str] = []
    for record in every_path(module, leave=True):
        here, followed = walk(module, record.steps)
        assert (followed, here.ended) == (len(record.steps), True)
        assert here.left or 4 <= len(record.steps) <= 6
        assert record.done is not None
        assert record.done.percent is not None
        assert 0 <= record.done.percent <= 100
        assert sum(d.regret for d in here.told) == here.begin["best"] - here.total
        texts.append(engine.write(record))
    assert texts
    for first in range(0, len(texts), BATCH):
        calls: list[Call] = [
            {"op": "read", "record": text} for text in texts[first : first + BATCH]
        ]
        assert node.call(module, calls) == [call_python(module, call) for call in calls]


@pytest.mark.parametrize("module_id", MODULES)
def test_good_endings_reach_the_full_total(module_id: str) -> None:
    module = content.load(module_id)
    best: dict[str, int] = {}
    for record in every_path(module):
        here, _ = walk(module, record.steps)
        ending = module["story"]["scenes"][here.node["scene"]]["ending"]
        assert ending is not None
        if ending["tone"] == "good":
            best[here.node["scene"]] = max(best.get(here.node["scene"], 0), here.total)
    assert best
    assert set(best.values()) == {
        module["story"]["nodes"][module["story"]["start"]]["best"]
    }


@pytest.mark.parametrize("module_id", MODULES)
def test_cards_in_both_engines(module_id: str, node: NodeEngine) -> None:
    module = content.load(module_id)
    calls: list[Call] = []
    for card in module["cards"]:
        for letter, variant in card["variants"].items():
            calls.append({"op": "card_view", "args": [card["id"], letter]})
            calls += [
                {"op": "card_answer", "args": [card["id"], letter, a]}
                for a in answers(variant["item"])
            ]
    assert len(calls) >= 6 * len(module["cards"])
    assert node.call(module, calls) == [call_python(module, call) for call in calls]


@pytest.mark.parametrize("module_id", MODULES)
def test_strongest_options_stand_in_every_place(module_id: str) -> None:
    """A learner who always takes the same place is right at most half the time,
    in the story and on the cards.
    """
    for where in ("story", "cards"):
        places: list[int] = []
        for choice in scored_choices(authored(module_id)):
            weights = [option["weight"] or 0 for option in choice.options.values()]
            if choice.path[0] == where and weights.count(max(weights)) == 1:
                places.append(weights.index(max(weights)))
        if len(places) >= 4:
            assert max(places.count(p) for p in places) * 2 <= len(places), (
                where,
                places,
            )


@pytest.mark.parametrize("module_id", MODULES)
def test_retired_ids_stay_retired(module_id: str) -> None:
    module = content.load(module_id)
    scenes = module["story"]["scenes"]
    options = {
        f"{n['scene']}.{o['id']}"
        for n in module["story"]["nodes"]
        if n["item"] is not None
        for o in module["story"]["items"][n["item"]]["options"]
    }
    used = set(scenes) | options | {f"card:{c['id']}" for c in module["cards"]}
    assert used.isdisjoint(authored(module_id)["retired"])


@pytest.mark.parametrize("module_id", MODULES)
def test_tags_tell_scenes_apart(module_id: str) -> None:
    module = content.load(module_id)
    for tags in (
        [s["tag"] for s in module["story"]["scenes"].values()],
        [c["tag"] for c in module["cards"]],
    ):
        assert len(set(tags)) == len(tags)


def test_compiling_twice_gives_the_same_bytes() -> None:
    for module_id in MODULES:
        folder = content.modules_dir() / module_id
        first, second = (
            json.dumps(content.compile_folder(folder).module, sort_keys=True)
            for _ in range(2)
        )
        assert first == second
