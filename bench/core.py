"""How fast the core is: compiling a module, and one engine step in Python and in Node.

Every figure stands beside a JSON round trip of the same compiled module, measured in the same
minute on the same machine, because milliseconds alone say more about the machine. Processor time,
median of several rounds.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

from bench.goals import Goal, goal_for
from olw_core import content
from olw_core.authoring.compiler import markdown as markup
from olw_core.authoring.compiler.lint import readability
from olw_core.engine import engine
from olw_core.formats.compiled import Module

ROUNDS = 9
STEPS = 200
ROOT = Path(__file__).resolve().parents[1]
BUNDLE = ROOT / "olw_core" / "player" / "dist" / "engine.mjs"

NODE = """
import { readFileSync } from "node:fs";
const engine = await import(process.argv[1]);
const module = JSON.parse(readFileSync(0, "utf-8"));
const steps = Number(process.argv[2]), rounds = Number(process.argv[3]);
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const timed = (count, run) => median(Array.from({ length: rounds }, () => {
  const start = performance.now();
  for (let i = 0; i < count; i++) run();
  return (performance.now() - start) / count;
}));
const answer = (record) => engine.view(module, record, "score").item;
const first = engine.start(module);
const letter = answer(first).options[0].id;
const step = () => {
  const { record } = engine.read(module, engine.write(first));
  return engine.view(module, engine.respond(module, record, 1, 0, letter), "score");
};
const json = () => JSON.parse(JSON.stringify(module));
timed(steps, step);
console.log(JSON.stringify({ step: timed(steps, step), json: timed(20, json) }));
"""


class InNode(TypedDict):
    """What was measured in Node, in milliseconds."""

    step: float
    """One engine step."""
    json: float
    """One JSON round trip."""


def median_ms(count: int, run: Callable[[], object]) -> float:
    """Median over the rounds of the mean time of one run, in milliseconds."""
    rounds = [_seconds(count, run) for _ in range(ROUNDS)]
    return 1000 * statistics.median(rounds) / count


def _seconds(count: int, run: Callable[[], object]) -> float:
    """Processor time of so many runs."""
    start = time.process_time()
    for _ in range(count):
        run()
    return time.process_time() - start


def compile_afresh(folder: Path) -> None:
    """Compile with nothing remembered from the round before."""
    markup.inline.cache_clear()
    markup._rendered.cache_clear()
    readability.syllables.cache_clear()
    markup.count.cache_clear()
    content.compile_folder(folder)


def step(module: Module, text: str, answer: str) -> object:
    """What a server does for one answer: read the record, respond, write it, make the View."""
    before = engine.read(module, text).record
    record = engine.respond(module, before, 1, 0, answer)
    return engine.write(record), engine.view(module, record)


def round_trip(module: Module) -> object:
    """The baseline."""
    return json.loads(json.dumps(module))


def node_program() -> str:
    """Node's path: the machine's, or the one that the Python environment brought."""
    found = shutil.which("node")
    if found:
        return found
    return str(next(Path(".venv").glob("**/bin/node")))


def in_node(module: Module) -> InNode:
    """The same step and round trip in Node."""
    command = [
        node_program(),
        "--input-type=module",
        "-e",
        NODE,
        BUNDLE.as_uri(),
        str(STEPS),
        str(ROUNDS),
    ]
    done = subprocess.run(
        command,
        input=json.dumps(module),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    measured: InNode = json.loads(done.stdout)
    return measured


def show(goal: Goal, baseline: float) -> None:
    """One line: the figure, the same as a multiple of the round trip, and the goal."""
    verdict = "within" if goal.figure <= goal.limit else "OVER"
    times = goal.figure / baseline
    figure = f"{goal.figure:>9.3f} ms{times:>9.2f} x"
    limit = f"{verdict:>9} {goal.limit:g} ms"
    print(f"{goal.id:<28}{figure}{limit}")


def of_module(module_id: str) -> list[Goal]:
    """Measure and print one module."""
    folder = content.modules_dir() / module_id
    module = content.load(module_id)
    fresh = engine.start(module)
    text = engine.write(fresh)
    asked = engine.view(module, fresh)["item"]
    answer = asked["options"][0]["id"]
    baseline = median_ms(5, lambda: round_trip(module))
    compiled = median_ms(1, lambda: compile_afresh(folder))
    stepped = median_ms(STEPS, lambda: step(module, text, answer))
    node = in_node(module)
    in_python = [
        goal_for(
            f"compile-{module_id}",
            compiled,
        ),
        goal_for(
            f"step-python-{module_id}",
            stepped,
        ),
    ]
    node_step = goal_for(
        f"step-node-{module_id}",
        node["step"],
    )
    for goal in in_python:
        show(goal, baseline)
    show(node_step, node["json"])
    in_its_json = node["json"]
    beside = f"{baseline:.2f} ms in Python, {in_its_json:.2f} ms in Node"
    print(f"{module_id}: JSON round trip {beside}")
    return [*in_python, node_step]


def main() -> list[Goal]:
    """Measure every module."""
    print(f"{'':<28}{'time':>12}{'to JSON':>11}{'goal':>16}")
    goals: list[Goal] = []
    for module_id in content.module_ids():
        goals += of_module(module_id)
    return goals
