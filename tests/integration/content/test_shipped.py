"""The six shipped modules: complete, free of warnings,
and equal in both engines on every path and every card.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from olw_core import content
from olw_core.authoring.authored import module as authored_types
from olw_core.authoring.compiler.items import answers
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.scored import scored_choices
from olw_core.authoring.compiler.shapes import load_shapes
from olw_core.authoring.compiler.source import read_source
from olw_core.engine import engine
from olw_core.engine.story import percent, scene_at
from tests.support.play import every_turn, every_walk
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
    """Every path, ways out with them, has few decisions and a score;
    both engines come to the same ending with the same score.
    """
    module = content.load(module_id)
    assert module["minutes"] <= MAX_MINUTES
    lines: list[str] = []
    for here in every_walk(module):
        taken = [decision.answer for decision in here.decisions]
        given_away = sum(decision.regret for decision in here.told)
        score = percent(here)
        assert here.left or 4 <= len(taken) <= 6
        assert 0 <= score <= 100
        assert given_away == here.begin["best"] - here.total
        lines.append(f"{' '.join(taken)}: {here.node['scene']} {score}")
    possible = [answers(item) for item in module["story"]["items"]]
    [told] = node.call(module, [{"op": "paths", "args": [possible]}])
    assert told["paths"] == lines


@pytest.mark.parametrize("module_id", MODULES)
def test_every_turn(module_id: str, node: NodeEngine) -> None:
    """After every answer at every node both engines show the same."""
    module = content.load(module_id)
    calls: list[Call] = []
    for here in every_turn(module):
        record = engine.start(module)
        for step, decision in enumerate(here.decisions):
            record = engine.respond(module, record, 1, step, decision.answer)
        calls.append({"op": "read", "record": engine.write(record)})
    assert len(calls) > len(module["story"]["nodes"])
    for first in range(0, len(calls), BATCH):
        batch = calls[first : first + BATCH]
        assert node.call(module, batch) == [call_python(module, call) for call in batch]


@pytest.mark.parametrize("module_id", MODULES)
def test_good_endings_reach_the_full_total(module_id: str) -> None:
    module = content.load(module_id)
    most = module["story"]["nodes"][module["story"]["start"]]["best"]
    best: dict[str, int] = {}
    for here in every_walk(module):
        ending = scene_at(module, here.node)["ending"]
        assert ending is not None
        if ending["tone"] == "good" and not here.left:
            name = here.node["scene"]
            best[name] = max(best.get(name, 0), here.total)
    assert best
    assert set(best.values()) == {most}


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


def test_compiling_again_gives_the_same_bytes() -> None:
    """What is kept beside a source was compiled by another process."""
    for module_id in MODULES:
        folder = content.modules_dir() / module_id
        kept = content.load(module_id)
        again = content.compile_folder(folder).module
        assert json.dumps(again) == json.dumps(kept)
