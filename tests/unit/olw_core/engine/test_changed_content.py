"""Records that meet a module which is not quite the one they were played on."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

from olw_core.engine import engine
from olw_core.engine.record import Record
from tests.support.modules import golden


def played(module: dict[str, Any], *answers: str) -> Record:
    record = engine.start(module)
    for step, answer in enumerate(answers):
        record = engine.respond(module, record, 1, step, answer)
    return record


def newer(module: dict[str, Any]) -> dict[str, Any]:
    """The next version of a module, to be changed further."""
    changed = copy.deepcopy(module)
    changed["version"] += 1
    return changed


def test_a_scene_that_was_replaced_ends_what_still_plays() -> None:
    module = golden("maths")
    record = played(module, "b", "f")
    changed = newer(module)
    story = changed["story"]
    start = story["nodes"][story["start"]]
    second = story["nodes"][start["go"]["b"]]
    story["scenes"][second["scene"]]["tag"] = "zz"
    reading = engine.read(changed, engine.write(record))
    assert (reading.notice, len(reading.record.steps)) == ("record-older", 1)


def test_an_answer_in_another_order_than_the_options_now_have_is_not_taken() -> None:
    module = golden("pick")
    letters = [option["id"] for option in module["story"]["items"][0]["options"]]
    count = module["story"]["items"][0]["k"]
    record = played(module, "".join(letters[:count]))
    changed = newer(module)
    changed["story"]["items"][0]["options"].reverse()
    reading = engine.read(changed, engine.write(record))
    assert (reading.notice, len(reading.record.steps)) == ("record-older", 0)


def test_a_new_try_without_a_plan_shows_none() -> None:
    module = golden("maths")
    record = engine.retry(module, played(module, "b", "f", "h"), 1, 0)
    view = engine.view(module, record)
    assert view["finished"] == {"best": 100}
    assert "plan" not in view


def test_an_ending_whose_result_was_never_kept_names_no_best() -> None:
    module = golden("maths")
    record = replace(played(module, "b", "f", "h"), done=None)
    result = engine.view(module, record)["result"]
    assert result["percent"] == 100
    assert "best" not in result
