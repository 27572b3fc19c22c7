"""The Python and the TypeScript engine agree exactly:
on the shared vectors and on random modules and learners.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from olw_core.engine import engine
from olw_core.engine.story import walk
from olw_core.formats.compiled import Module
from tests.strategies import modules
from tests.support.modules import GOLDEN, compiled, golden
from tests.support.play import responses
from tests.support.twin import Call, NodeEngine, call_python

MODULES, LEARNERS = 130, 16
"""130 modules, 16 learners each: 2,080 cases in a run. To make a module costs more than to play
it."""


@pytest.fixture(scope="module")
def node() -> Iterator[NodeEngine]:
    with NodeEngine() as running:
        yield running


@pytest.mark.parametrize(
    "path", sorted((GOLDEN / "vectors").glob("*.json")), ids=lambda p: p.stem
)
def test_vectors(path: Any, node: NodeEngine) -> None:
    """Of Python, tests/unit/olw_core/engine/test_vectors.py says the same."""
    vectors = json.loads(path.read_text("utf-8"))
    module = golden(path.stem)
    calls = [v["call"] for v in vectors]
    expected = [v["gives"] for v in vectors]
    assert node.call(module, calls) == expected


@pytest.mark.parametrize("module_id", ["one_decision", "pick", "rank", "rate"])
def test_an_item_of_no_known_kind_is_refused(module_id: str, node: NodeEngine) -> None:
    """It is never taken for one of the four: that would earn points by another's rule."""
    module: Any = copy.deepcopy(golden(module_id))
    text = engine.write(engine.start(module))
    module["story"]["items"][0]["type"] = "draw"
    call: Call = {"op": "respond", "record": text, "args": [1, 0, "a"]}
    assert [call_python(module, call)] == node.call(module, [call]) == [{"fault": True}]


def learner(module: Module, rng: random.Random) -> list[tuple[Call, Any]]:
    """What one learner does, and what Python makes of it: a start, answers, mistakes, repeats,
    leaving, retries, a plan, a damaged record.
    """
    begin: Call = {"op": "start"}
    record, made = engine.start(module), [(begin, call_python(module, begin))]
    for _ in range(rng.randrange(3, 12)):
        text = engine.write(record)
        call = rng.choice(
            [
                _answer,
                _answer,
                _answer,
                _answer,
                _repeat,
                _nonsense,
                _retry,
                _plan,
                _leave,
                _damage,
            ]
        )(module, record, rng)
        call |= {
            "record": call.get("record", text),
            "report": rng.choice(["completion", "score", "answers"]),
        }
        given = call_python(module, call)
        made.append((call, given))
        if "record" in given and call["op"] != "read":
            record = engine.read(module, given["record"]).record
    return made


def _answer(module: Module, record: Any, rng: random.Random) -> Call:
    open_ = responses(module, record) or ["a"]
    return {
        "op": "respond",
        "args": [record.attempt, len(record.steps), rng.choice(open_)],
    }


def _repeat(module: Module, record: Any, rng: random.Random) -> Call:
    step = rng.randrange(len(record.steps) + 1)
    answer = (
        record.steps[step][1]
        if step < len(record.steps) and rng.random() < 0.7
        else rng.choice("abc1")
    )
    return {"op": "respond", "args": [record.attempt, step, answer]}


def _nonsense(module: Module, record: Any, rng: random.Random) -> Call:
    response = rng.choice(
        [
            "",
            "zz",
            "a" * 37,
            "é",
            None,
            7,
            ["a"],
            {"a": 1},
            "aa",
            "44",
            "_",
            "ab",
            "ba",
            "cab",
            "5",
        ]
    )
    return (
        {
            "op": "respond",
            "args": [
                rng.choice([record.attempt, 0, 99, "1", None]),
                rng.choice([len(record.steps), -1, 50, "0", None]),
                response,
            ],
        }
        if rng.random() < 0.5
        else {"op": "respond", "args": [record.attempt, len(record.steps), response]}
    )


def _retry(module: Module, record: Any, rng: random.Random) -> Call:
    return {
        "op": "retry",
        "args": [record.attempt, rng.randrange(0, len(record.steps) + 1)],
    }


def _plan(module: Module, record: Any, rng: random.Random) -> Call:
    pick = rng.choice
    return {
        "op": "keep_plan",
        "args": [
            {
                "cue": pick(["a", "", "z", 3]),
                "action": pick(["b", "", None]),
            }
        ],
    }


def _leave(module: Module, record: Any, rng: random.Random) -> Call:
    return {"op": "leave"}


def _damage(module: Module, record: Any, rng: random.Random) -> Call:
    text = engine.write(record)
    place = rng.randrange(len(text))
    damaged = rng.choice(
        [
            text[:place],
            text[:place] + rng.choice("~é .-a0_") + text[place + 1 :],
            text.replace(".1.", ".2.", 1),
            "2" + text[1:],
            " " + text + "\n",
            "",
            "garbage",
            text.replace("random", "other"),
            "x" * 10_000,
            text * 90,
            "....",
            "𝒳" * 4001,
        ]
    )
    return {"op": "read", "record": damaged}


@settings(
    max_examples=MODULES,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
    ],
)
@given(authored=modules(), seed=st.integers(0, 2**32))
def test_random_modules(authored: dict[str, Any], seed: int, node: NodeEngine) -> None:
    module = compiled(authored)
    rng = random.Random(seed)
    calls, given = [], []
    for _ in range(LEARNERS):
        for call, answer in learner(module, rng):
            calls.append(call)
            given.append(answer)
    assert node.call(module, calls) == given


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(authored=modules(), seed=st.integers(0, 2**32))
def test_regret_identity_and_bounds(authored: dict[str, Any], seed: int) -> None:
    """Along any path regrets add up to V - S exactly, V where what counts began;
    scores stay within 0..100; progress never falls.
    """
    module = compiled(authored)
    rng = random.Random(seed)
    record, seen = engine.start(module), [0]
    while open_ := responses(module, record):
        record = engine.respond(module, record, 1, len(record.steps), rng.choice(open_))
        seen.append(engine.view(module, record)["progress"])
    here, _ = walk(module, record.steps)
    view = engine.view(module, record)
    regrets = [decision["regret"] for decision in view["result"]["decisions"]]
    assert sum(regrets) == here.begin["best"] - here.total
    assert min(regrets, default=0) >= 0
    assert 0 <= view["result"]["percent"] <= 100
    assert seen == sorted(seen)
    assert seen[-1] == 100
