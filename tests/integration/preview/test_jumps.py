"""Every state of every scene is one click away in the preview: its record leads there."""

from __future__ import annotations

import pytest

from olw_core import content
from olw_core.authoring.review import state_of
from olw_core.engine import engine
from olw_core.engine.story import walk
from olw_core.preview.jumps import jumps, records


@pytest.mark.parametrize("module_id", content.module_ids())
def test_each_record_leads_to_its_scene(module_id: str) -> None:
    module = content.load(module_id)
    found = jumps(module)
    scenes = {name for name in module["story"]["scenes"] if not name.startswith("_")}
    assert {jump.scene for jump in found} == scenes
    met: set[int] = set()
    for jump in found:
        ways = [state.answers for state in jump.states]
        assert len(ways) == len(set(ways))
        for state in jump.states:
            reading = engine.read(module, state.record)
            assert reading.notice == ""
            here, _ = walk(module, reading.record.steps)
            assert here.node["scene"] == jump.scene
            met.add(id(here.node))
    nodes = module["story"]["nodes"]
    states = {id(node) for node in nodes if not node["scene"].startswith("_")}
    assert met == states, "every state of every scene"
    told = {state_of(node) for node in nodes if not node["scene"].startswith("_")}
    assert told <= set(records(module)), "each of the review file"
    shares = [jump.share for jump in found if jump.ending]
    assert all(share is not None for share in shares)
    assert 97 <= sum(share or 0 for share in shares) <= 103
    assert all(jump.words > 0 for jump in found)
