"""How fast the core is: compiling a module, and one engine step in Python and in Node.

Every figure stands beside a JSON round trip of the same compiled module, measured in the same minute on the same
machine, because milliseconds alone say more about the machine. Processor time, median of several rounds.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.goals import Goal
from olw_core import content
from olw_core.authoring.compiler import bounds
from olw_core.authoring.compiler import markdown as markup
from olw_core.authoring.compiler.lint import readability
from olw_core.engine import engine

ROUNDS = 9
STEPS = 200
BUNDLE = (
    Path(__file__).resolve().parents[1] / "olw_core" / "player" / "dist" / "engine.mjs"
)
TARGETS = {"compile": 100.0, "step": 1.0}
"""Milliseconds a figure should stay under on an ordinary machine."""

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
const step = () => engine.view(module, engine.respond(module, engine.read(module, engine.write(first)).record, 1, 0, letter), "score");
timed(steps, step);
console.log(JSON.stringify({ step: timed(steps, step), json: timed(20, () => JSON.parse(JSON.stringify(module))) }));
"""


def median_ms(count: int, run: Callable[[], Any]) -> float:
    """Median over the rounds of the mean time of one run, in milliseconds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(count):
            run()
        rounds.append(1000 * (time.process_time() - start) / count)
    return statistics.median(rounds)


def compile_afresh(folder: Path) -> None:
    """Compile with nothing remembered from the round before."""
    for cache in (markup.inline, markup._rendered, readability.syllables, bounds.count):
        cache.cache_clear()
    content.compile_folder(folder)


def step(module: dict[str, Any], text: str, answer: str) -> object:
    """What a server does for one answer: read the record, respond, write it, make the View."""
    record = engine.respond(module, engine.read(module, text).record, 1, 0, answer)
    return engine.write(record), engine.view(module, record)


def in_node(module: dict[str, Any]) -> dict[str, float]:
    """{step, json}: milliseconds in Node."""
    node = shutil.which("node") or str(next(Path(".venv").glob("**/bin/node")))
    command = [
        node,
        "--input-type=module",
        "-e",
        NODE,
        BUNDLE.as_uri(),
        str(STEPS),
        str(ROUNDS),
    ]
    done = subprocess.run(
        command, input=json.dumps(module), capture_output=True, text=True, check=True
    )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def show(goal: Goal, baseline: float) -> None:
    """One line: the figure, the same as a multiple of the round trip, and the goal."""
    verdict = "within" if goal.figure <= goal.limit else "OVER"
    times = goal.figure / baseline
    print(
        f"{goal.id:<28}{goal.figure:>9.3f} ms{times:>9.2f} x{verdict:>9} {goal.limit:g} ms"
    )


def of_module(module_id: str) -> list[Goal]:
    """Measure and print one module."""
    folder, module = content.modules_dir() / module_id, content.load(module_id)
    fresh = engine.start(module)
    text = engine.write(fresh)
    answer = str(engine.view(module, fresh)["item"]["options"][0]["id"])
    baseline = median_ms(5, lambda: json.loads(json.dumps(module)))
    compiled = median_ms(1, lambda: compile_afresh(folder))
    stepped = median_ms(STEPS, lambda: step(module, text, answer))
    node = in_node(module)
    goals = [
        Goal(f"compile-{module_id}", compiled, TARGETS["compile"], "ms"),
        Goal(f"step-python-{module_id}", stepped, TARGETS["step"], "ms"),
        Goal(f"step-node-{module_id}", node["step"], TARGETS["step"], "ms"),
    ]
    for goal, beside in zip(goals, (baseline, baseline, node["json"]), strict=True):
        show(goal, beside)
    print(
        f"{module_id}: JSON round trip {baseline:.2f} ms in Python, {node['json']:.2f} ms in Node"
    )
    return goals


def main() -> list[Goal]:
    """Measure every module."""
    print(f"{'':<28}{'time':>12}{'to JSON':>11}{'goal':>16}")
    goals: list[Goal] = []
    for module_id in content.module_ids():
        goals += of_module(module_id)
    return goals
