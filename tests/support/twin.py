"""Runs the same engine call in Python and, through one Node process, in TypeScript;
the answers must be equal JSON.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from olw_core.engine import cards, engine
from olw_core.errors import OlwError
from olw_core.formats.compiled import Module

ENGINE = (
    Path(__file__).resolve().parents[2] / "olw_core" / "player" / "dist" / "engine.mjs"
)
SERVER = Path(__file__).with_name("engine_server.mjs")

Call = dict[str, Any]


def call_python(module: Module, call: Call) -> dict[str, Any]:
    """{record, notice, view} or {card} or {error}: what the call gives in Python.

    {fault} where the module is one that no compiler makes.
    """
    try:
        return _call(module, call)
    except AssertionError:
        return {"fault": True}
    except OlwError as error:
        return {"error": error.code, "message": str(error)}


def _call(module: Module, call: Call) -> dict[str, Any]:
    op, args = call["op"], call.get("args", [])
    if op == "card_view":
        return {"card": cards.card_view(module, *args)}
    if op == "card_answer":
        return {"card": cards.card_answer(module, *args)}
    reading = engine.read(module, call.get("record", ""))
    record = engine.start(module) if op == "start" else reading.record
    if op in ("respond", "retry", "keep_plan", "leave"):
        record = getattr(engine, op)(module, record, *args)
    return {
        "record": engine.write(record, call.get("report", "score")),
        "notice": reading.notice,
        "view": engine.view(module, record, call.get("report", "score")),
    }


class NodeEngine:
    """A Node process that answers engine calls line by line. Use as a context manager."""

    def __init__(self) -> None:
        node = shutil.which("node") or str(next(Path(".venv").glob("**/bin/node")))
        self.process = subprocess.Popen(
            [node, str(SERVER), ENGINE.as_uri()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> NodeEngine:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def call(self, module: Module, calls: list[Call]) -> list[dict[str, Any]]:
        """What a list of calls gives in TypeScript."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"module": module, "calls": calls}) + "\n")
        self.process.stdin.flush()
        answered: list[dict[str, Any]] = json.loads(self.process.stdout.readline())
        return answered
