"""The longest record that a story can have."""

from __future__ import annotations

import pytest

from olw_core.authoring.compiler.longest import longest_record
from olw_core.engine.record import Done, Plan, Record, write
from tests.support.modules import golden
from tests.support.play import every_path


@pytest.mark.parametrize(
    "module_id", ["maths", "pick", "rank", "rate", "variables", "way_out"]
)
def test_longest_record_is_a_bound(module_id: str) -> None:
    module = golden(module_id)
    plan, done = Plan("a", "b"), Done(9999, 100)
    found = []
    for path in every_path(module, leave=True):
        kept = Record(module["id"], 9999, 9999, path.steps, plan, done)
        found.append(len(write(kept)))
    assert max(found) == longest_record(module)
