"""Stories of one scene and of forty compile, play to an ending,
and give equal Views in both engines.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import yaml

from olw_core import content
from olw_core.engine import engine
from olw_core.formats.compiled import Module
from tests.support.play import random_path
from tests.support.twin import Call, NodeEngine, call_python
from tests.unit.olw_core.authoring.compiler.build import chain, ending, module


def build(folder: Path, authored: dict[str, object]) -> Module:
    """Write, compile, and read back what a wheel would carry."""
    place = folder / "built"
    place.mkdir()
    (place / "module.yaml").write_text(
        yaml.safe_dump(authored, sort_keys=False), "utf-8"
    )
    carried: Module = json.loads(json.dumps(content.compile_folder(place).module))
    return carried


def test_one_scene(tmp_path: Path) -> None:
    """A story that is an ending: nothing to decide, complete at once,
    full score because nothing was at stake.
    """
    compiled = build(tmp_path, module({"only": ending()}, "only"))
    record = engine.start(compiled)
    view = engine.view(compiled, record)
    assert (view["progress"], view["ending"], view["result"]["percent"]) == (
        100,
        {"title": "Over", "tone": "good"},
        100,
    )
    with NodeEngine() as node:
        calls: list[Call] = [
            {"op": "start"},
            {"op": "read", "record": engine.write(record)},
        ]
        assert node.call(compiled, calls) == [call_python(compiled, c) for c in calls]


def test_forty_scenes(tmp_path: Path) -> None:
    """Thirty-nine decisions on one path:
    the record stays short and progress rises at every step.
    """
    compiled = build(tmp_path, chain([f"s{i}" for i in range(39)]))
    assert len(compiled["story"]["scenes"]) == 40
    record = random_path(compiled, random.Random(7))
    assert len(record.steps) == 39
    assert len(engine.write(record)) <= 200
    calls: list[Call] = [{"op": "read", "record": engine.write(record)}]
    step = engine.start(compiled)
    shown = [0]
    for i, (_, answer) in enumerate(record.steps):
        calls.append(
            {"op": "respond", "record": engine.write(step), "args": [1, i, answer]}
        )
        step = engine.respond(compiled, step, 1, i, answer)
        shown.append(engine.view(compiled, step)["progress"])
    assert shown == sorted(set(shown))
    assert shown[-1] == 100
    with NodeEngine() as node:
        assert node.call(compiled, calls) == [call_python(compiled, c) for c in calls]
