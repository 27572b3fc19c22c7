"""Writes the golden files anew: compiled tiny modules and the vectors both engines must give. Run by `make golden`."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

from olw_core.engine import engine
from olw_core.engine.record import Plan, Record, checksum
from tests.support.modules import CONTENT, GOLDEN, golden, golden_ids
from tests.support.play import every_path, responses
from tests.support.twin import Call, call_python

MOST_PATHS = 12


def main() -> None:
    for module_id in golden_ids():
        module = golden(module_id)
        _dump(CONTENT / module_id / "compiled.json", module)
        _dump(
            GOLDEN / "vectors" / f"{module_id}.json",
            [{"call": c, "gives": call_python(module, c)} for c in calls(module)],
        )


def calls(module: dict[str, Any]) -> list[Call]:
    """Starts, whole paths, refusals, retries, plans, cards and unusual records of one module."""
    rng = random.Random(20261123)
    paths = list(every_path(module, leave=True))
    found: list[Call] = [{"op": "start"}, {"op": "read", "record": ""}]
    for final in rng.sample(paths, min(MOST_PATHS, len(paths))):
        found += path_calls(module, final.steps)
        found.append(
            {
                "op": "retry",
                "record": engine.write(final),
                "args": [1, max(0, len(final.steps) - 1)],
            }
        )
        found.append(
            {"op": "read", "record": engine.write(final), "report": "completion"}
        )
    found += kept_calls(module, paths[0]) + kept_calls(module, paths[-1])
    text = engine.write(paths[0])
    found += [
        {"op": "read", "record": t}
        for t in (
            text[:-2],
            text[:12],
            "2" + text[1:],
            text.replace(module["id"], "other"),
            "x" * 10_000,
            f" {text}\n",
        )
    ]
    found += [
        {"op": "respond", "record": text, "args": a}
        for a in (
            [1, 0, None],
            [1, 0, "zz"],
            [2, 0, "a"],
            [1, 99, "a"],
            [1, len(paths[0].steps), "a"],
        )
    ]
    fresh = engine.write(engine.start(module))
    found += [{"op": "leave", "record": r} for r in ("", fresh, text)]
    found += [
        {"op": "respond", "record": fresh, "args": [1, 0, r]}
        for r in ("", "zz", "a" * 40, "aa", "_", "55")
    ]
    found += [
        {"op": "keep_plan", "record": r, "args": [{"cue": "a", "action": "b"}]}
        for r in (text, fresh)
    ]
    found += [
        {"op": "keep_plan", "record": text, "args": [{"cue": "z"}]},
        {"op": "card_view", "args": ["nothing", "a"]},
    ]
    for card in module["cards"]:
        found += [
            {"op": "card_view", "args": [card["id"], "b"]},
            {"op": "card_answer", "args": [card["id"], "a", "b"]},
            {"op": "card_answer", "args": [card["id"], "a", "x"]},
            {"op": "card_view", "args": [card["id"], "constructor"]},
        ]
    return found


def kept_calls(module: dict[str, Any], final: Record) -> list[Call]:
    """What is kept of one finished attempt: by each switch, when the learner goes, and on the next visit.

    The third text is the first edition's, with confidence and what would stop the learner.
    """
    left = engine.leave(module, final)
    planned = replace(left, plan=Plan("a", "b"))
    old = with_tail(engine.write(replace(final, plan=Plan("a", "b"))))
    bare = engine.write(final, "completion")
    return [
        {"op": "leave", "record": engine.write(final), "report": "completion"},
        {"op": "leave", "record": engine.write(final)},
        {"op": "read", "record": old},
        {"op": "read", "record": bare, "report": "score"},
        {"op": "read", "record": bare, "report": "completion"},
        {"op": "read", "record": engine.write(planned), "report": "score"},
        {"op": "read", "record": engine.write(planned), "report": "completion"},
        {"op": "keep_plan", "record": engine.write(left), "args": [{"cue": "b"}]},
    ]


def with_tail(text: str) -> str:
    """A record as the first edition wrote it: `-f-25` behind the plan's ids."""
    fields = text.split(".")
    fields[5] += "-f-25"
    body = ".".join(fields[:-1])
    return f"{body}.{checksum(body)}"


def path_calls(
    module: dict[str, Any], steps: tuple[tuple[str, str], ...]
) -> list[Call]:
    """One respond call per decision of a path."""
    record, found = engine.start(module), []
    for i, (_, answer) in enumerate(steps):
        assert answer in responses(module, record)
        found.append(
            {"op": "respond", "record": engine.write(record), "args": [1, i, answer]}
        )
        record = engine.respond(module, record, 1, i, answer)
    return found


def _dump(path: Any, value: Any) -> None:
    path.write_text(
        json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
